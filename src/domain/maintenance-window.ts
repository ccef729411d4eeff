import { addDays, type CivilDate, startOfDate } from './civil-time.ts'
import type { Interval } from './interval.ts'
import { toleranceDays, toleranceMeter } from './maintenance-due.ts'
import type { Occurrence, PlanRule } from './maintenance-plan.ts'

const dayMs = 86_400_000

/** A total as it was read, or as it will be: an instant in epoch milliseconds. */
export type TotalAt = { readonly at: number; readonly total: number }

/** The readings around a total: the last one below it and the first one at or above it. */
export type Crossing = { readonly below: TotalAt | null; readonly above: TotalAt | null }

/**
 * When a total was reached: by straight line between the readings around it, else from the last one by use per day.
 * `null` when it was not reached and no use says when.
 */
export function instantOfTotal(total: number, { below, above }: Crossing, perDay: number | null): number | null {
  if (above && below && above.total > below.total) {
    return below.at + ((above.at - below.at) * (total - below.total)) / (above.total - below.total)
  }
  if (above) return above.at
  if (!below || !perDay) return null
  const at = below.at + ((total - below.total) / perDay) * dayMs
  return at < below.at + 100 * 365 * dayMs ? at : null
}

/** The totals between which work by meter is in time. */
export function meterWindow(rule: PlanRule, due: number): { from: number; to: number } {
  const around = toleranceMeter(rule)
  return { from: Math.max(0, due - around), to: due + around }
}

/** The civil days of the calendar's window, both included. */
export function calendarWindow(rule: PlanRule, on: CivilDate): { from: CivilDate; to: CivilDate } {
  const around = toleranceDays(rule)
  return { from: addDays(on, -around), to: addDays(on, around) }
}

/**
 * The tolerance window of a turn in instants, `[start, end)`; by both triggers it opens and closes with whichever is first.
 * `reachedAt` says when the unit reached or will reach a total. `null` while that cannot be known.
 */
export function windowOf(
  rule: PlanRule,
  { on, meter }: Pick<Occurrence, 'on' | 'meter'>,
  zone: string,
  reachedAt: (total: number) => number | null,
): Interval | null {
  const windows: Interval[] = []
  if (on !== null) {
    const { from, to } = calendarWindow(rule, on)
    windows.push({ start: startOfDate(from, zone), end: startOfDate(addDays(to, 1), zone) })
  }
  if (meter !== null) {
    const { from, to } = meterWindow(rule, meter)
    const [start, end] = [reachedAt(from), reachedAt(to)]
    if (start !== null && end !== null) windows.push({ start, end: Math.max(end, start + 1) })
  }
  if (windows.length === 0) return null
  return { start: Math.min(...windows.map((w) => w.start)), end: Math.min(...windows.map((w) => w.end)) }
}

/** The instant an order is overdue from: the end of its day. */
export function endOfDate(date: CivilDate, zone: string): number {
  return startOfDate(addDays(date, 1), zone) - 60_000
}
