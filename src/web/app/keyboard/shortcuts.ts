import { useEffect, useRef, useSyncExternalStore } from 'react'
import { currentMe } from '../session/session.ts'

export interface Shortcut {
  /** `n`, `?`, `mod+k`, or two keys in a row: `v b`. `mod` is Ctrl, or ⌘ on a Mac. */
  keys: string
  /** What it does, for the help (`?`). */
  label: string
  run: (event: KeyboardEvent) => void
}

let active: readonly Shortcut[] = []
const listeners = new Set<() => void>()
/** How long the second key of a pair is waited for, ms. */
const patience = 1_200
let pending: { key: string; until: number } | null = null

function put(next: readonly Shortcut[]) {
  active = next
  for (const listener of listeners) listener()
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

/** The shortcut that `name` completes, the latest registered first: what is on top hears first. */
export function match(shortcuts: readonly Shortcut[], name: string, before: string | null): Shortcut | undefined {
  const latestFirst = [...shortcuts].reverse()
  return (
    (before && latestFirst.find(({ keys }) => keys === `${before} ${name}`)) ||
    latestFirst.find(({ keys }) => keys === name)
  )
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  const name = nameOf(event)
  const single = !name.startsWith('mod+')
  const modal = document.querySelector('dialog[open], [popover].floating:popover-open')
  if (single && (isTyping(event.target) || modal || currentMe()?.singleKeys === false)) return
  const before = pending && pending.until > event.timeStamp ? pending.key : null
  pending = null
  const found = match(active, name, before)
  if (found) {
    event.preventDefault()
    found.run(event)
  } else if (active.some(({ keys }) => keys.startsWith(`${name} `))) {
    pending = { key: name, until: event.timeStamp + patience }
  }
}

/** Shortcuts in force while the component is on screen. Typing in a field or an open dialog never triggers a single key. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  const signature = shortcuts.map(({ keys, label }) => `${keys}\n${label}`).join('\n\n')

  useEffect(() => {
    const mine = signature
      ? signature.split('\n\n').map((line, index) => {
          const [keys = '', label = ''] = line.split('\n')
          return { keys, label, run: (event: KeyboardEvent) => latest.current[index]?.run(event) }
        })
      : []
    if (active.length === 0) addEventListener('keydown', onKeyDown)
    put([...active, ...mine])
    return () => put(active.filter((shortcut) => !mine.includes(shortcut)))
  }, [signature])
}

/** What the help shows: the shortcuts in force now, each once. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
}
