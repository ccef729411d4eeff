export interface Toast {
  id: number
  message: string
  tone: 'success' | 'danger' | 'info'
  /** Takes it back; offered for ten seconds. */
  undo?: () => void
  action?: { label: string; run: () => void }
}

const listeners = new Set<() => void>()
const plain = 5_000
const undoable = 10_000
let toasts: readonly Toast[] = []
let last = 0

function put(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** Tells that something has happened; says it to a screen reader as well. */
export function toast(message: string, options: Partial<Pick<Toast, 'tone' | 'undo' | 'action'>> = {}): void {
  last += 1
  const id = last
  put([...toasts.slice(-2), { tone: 'success', ...options, id, message }])
  setTimeout(() => dismiss(id), options.undo || options.action ? undoable : plain)
}

export const dismiss = (id: number) => put(toasts.filter((toast) => toast.id !== id))
export const currentToasts = () => toasts

export function onToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
