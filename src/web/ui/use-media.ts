import { useSyncExternalStore } from 'react'

/** Whether a media query holds, as the window changes. */
export function useMedia(media: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(media)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(media).matches,
  )
}

/** The width below which tables become cards and the bottom bar takes over; the same as the `md` of the styles. */
export const usePhone = () => useMedia('(max-width: 47.99rem)')
