import { Navigate } from '@tanstack/react-router'
import { profileEntry, useNavigation } from './navigation.ts'

/** `/` is the first place the person may go to. */
export function Home() {
  const { places } = useNavigation()
  return <Navigate to={(places[0] ?? profileEntry).to as never} replace />
}
