import { type Refusal, refuse } from '../refusal.ts'

/** A repairable system watched from age `start` (default 0) to `end`, and the ages at which it failed. */
export type System = {
  readonly start?: number
  readonly end: number
  readonly events: readonly number[]
  /** Watching stopped because of the last failure (failure-truncated), not at a time fixed before. */
  readonly endsAtFailure?: boolean
}

export type SystemsRefusal = Refusal<
  | 'NO_OBSERVATIONS'
  | 'INVALID_TIME'
  | 'EVENT_OUTSIDE_WATCH'
  | 'TOO_FEW_FAILURES'
  | 'FAILURES_AT_ZERO'
  | 'FAILURES_ALL_EQUAL'
>

/** What makes these systems unusable for any estimate, or `null`. */
export function checkSystems(systems: readonly System[]): SystemsRefusal | null {
  if (systems.length === 0) return refuse('NO_OBSERVATIONS')
  for (const { start = 0, end, events, endsAtFailure } of systems) {
    if (!(start >= 0 && start < end && end < Infinity)) return refuse('INVALID_TIME', { time: end })
    const outside = events.find((time) => !(time >= start && time <= end))
    if (outside !== undefined) return refuse('EVENT_OUTSIDE_WATCH', { time: outside, start, end })
    if (endsAtFailure && !events.includes(end)) return refuse('EVENT_OUTSIDE_WATCH', { time: end, start, end })
  }
  return null
}

/** Failures of all systems, counted. */
export function countEvents(systems: readonly System[]): number {
  return systems.reduce((sum, { events }) => sum + events.length, 0)
}

/**
 * Age of every failure as the share of the watched age that had passed, per system. A failure that ended the watch is
 * left out: its share is 1 by construction and carries no information about the trend.
 */
export function sharesOfWatch(system: System): number[] {
  const { start = 0, end, events, endsAtFailure = false } = system
  const ages = endsAtFailure ? events.toSpliced(events.indexOf(end), 1) : events
  return ages.map((time) => (time - start) / (end - start))
}
