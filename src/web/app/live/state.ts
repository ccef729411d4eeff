/** `off`: nobody is signed in, or not yet tried; `waiting`: lost, trying again. */
export type LiveState = 'off' | 'live' | 'waiting'

let state: LiveState = 'off'
const listeners = new Set<() => void>()

export const liveState = () => state

export function putLiveState(next: LiveState): void {
  if (state === next) return
  state = next
  for (const listener of listeners) listener()
}

export function onLiveState(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
