/** A queue that gives back what was put in by time; events of one instant in the order they were put in. */
export type EventQueue<T> = {
  push(at: number, event: T): void
  /** The next event before `limit`, or `null`. */
  popBefore(limit: number): { readonly at: number; readonly event: T } | null
}

type Entry<T> = { readonly at: number; readonly order: number; readonly event: T }

/** Binary heap: a million orders bring some four million events. */
export function createEventQueue<T>(): EventQueue<T> {
  const heap: Entry<T>[] = []
  let pushed = 0
  const before = (a: Entry<T>, b: Entry<T>) => a.at < b.at || (a.at === b.at && a.order < b.order)

  function push(at: number, event: T): void {
    const entry = { at, order: pushed++, event }
    let i = heap.length
    heap.push(entry)
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(entry, heap[parent]!)) break
      heap[i] = heap[parent]!
      i = parent
    }
    heap[i] = entry
  }

  function popBefore(limit: number): Entry<T> | null {
    const first = heap[0]
    if (!first || first.at >= limit) return null
    const last = heap.pop()!
    if (heap.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
      if (!before(heap[child]!, last)) break
      heap[i] = heap[child]!
      i = child
    }
    heap[i] = last
    return first
  }

  return { push, popBefore }
}
