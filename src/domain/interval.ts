/** Half-open time `[start, end)` in epoch milliseconds; `end` is `Infinity` while something still lasts. */
export type Interval = { readonly start: number; readonly end: number }

/** The common part, or `null` when they share no time. */
export function intersection(a: Interval, b: Interval): Interval | null {
  const start = Math.max(a.start, b.start)
  const end = Math.min(a.end, b.end)
  return start < end ? { start, end } : null
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end && a.start < a.end && b.start < b.end
}

/** The same time as disjoint intervals in order: overlapping and touching ones become one, empty ones disappear. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((i) => i.start < i.end).sort((a, b) => a.start - b.start)
  const merged: { start: number; end: number }[] = []
  for (const { start, end } of sorted) {
    const last = merged.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else merged.push({ start, end })
  }
  return merged
}

/** The parts inside `window`, each cut at its ends. */
export function clip(intervals: readonly Interval[], window: Interval): Interval[] {
  return intervals.map((i) => intersection(i, window)).filter((i) => i !== null)
}

/** Time that belongs to both sets, merged. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const [left, right] = [merge(a), merge(b)]
  const common: Interval[] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const [x, y] = [left[i]!, right[j]!]
    const both = intersection(x, y)
    if (both) common.push(both)
    if (x.end < y.end) i++
    else j++
  }
  return common
}

/** Time of `a` that is not in `b`, merged. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const holes = merge(b)
  const rest: Interval[] = []
  for (const { start, end } of merge(a)) {
    let from = start
    for (const hole of holes) {
      if (hole.end <= from) continue
      if (hole.start >= end) break
      if (hole.start > from) rest.push({ start: from, end: hole.start })
      from = hole.end
    }
    if (from < end) rest.push({ start: from, end })
  }
  return rest
}

/** Milliseconds covered by at least one of the intervals: time covered twice counts once. */
export function total(intervals: readonly Interval[]): number {
  return merge(intervals).reduce((sum, { start, end }) => sum + (end - start), 0)
}
