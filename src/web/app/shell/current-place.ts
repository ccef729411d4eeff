import { useRouterState } from '@tanstack/react-router'
import { profileEntry, useNavigation } from './navigation.ts'

/** The address of the place in the navigation that the current page belongs to. */
export function useCurrentPlace(): string | undefined {
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const { places } = useNavigation()
  const within = (address: string) => pathname === address || pathname.startsWith(`${address}/`)
  return [...places, profileEntry].find(({ to, also = [] }) => [to, ...also].some(within))?.to
}
