import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { IconName } from '../../ui/icon.tsx'

export interface Action {
  label: string
  icon: IconName
  run: () => void
}

let active: readonly Action[] = []
const listeners = new Set<() => void>()

function put(next: readonly Action[]) {
  active = next
  for (const listener of listeners) listener()
}

/** Offers what can be done on the current page in the command palette, while the page is on screen. */
export function useAction(action: Action | null) {
  const latest = useRef(action)
  latest.current = action
  const label = action?.label
  const icon = action?.icon

  useEffect(() => {
    if (!label || !icon) return
    const mine: Action = { label, icon, run: () => latest.current?.run() }
    put([...active, mine])
    return () => put(active.filter((action) => action !== mine))
  }, [label, icon])
}

export const useActions = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
