import { type Refusal, refuse } from './refusal.ts'
import type { Priority } from './work-order.ts'

/** What became of a fault that somebody without an account reported. */
export const faultRequestStatuses = ['NEW', 'ACCEPTED', 'REJECTED'] as const
export type FaultRequestStatus = (typeof faultRequestStatuses)[number]

/** What anybody may send, so that a label on a unit is no way to fill a disk or a planner's morning. */
export const faultRequestLimits = {
  /** Photos of one report. */
  photos: 3,
  /** Reports of one unit that wait for a planner. */
  pendingPerUnit: 10,
  /** Reports of one unit within an hour. */
  hourlyPerUnit: 5,
} as const

export interface UnitReports {
  pending: number
  lastHour: number
}

/** Whether a unit takes one more report. */
export function checkNewReport({ pending, lastHour }: UnitReports): Refusal<'TOO_MANY_PENDING' | 'TOO_OFTEN'> | null {
  const { pendingPerUnit, hourlyPerUnit } = faultRequestLimits
  if (pending >= pendingPerUnit) return refuse('TOO_MANY_PENDING', { count: pending })
  return lastHour >= hourlyPerUnit ? refuse('TOO_OFTEN', { count: lastHour }) : null
}

/** The priority a report asks for: a unit that cannot move waits for nobody's planning. */
export const priorityOfReport = (canMove: boolean): Priority => (canMove ? 'MEDIUM' : 'URGENT')

/**
 * Since when an accepted report stops its unit: since it was reported, unless the unit changed its status after that.
 * Instants in milliseconds.
 */
export function stoppedSince(reportedAt: number, statusSince: number, now: number): number {
  return reportedAt > statusSince ? Math.min(reportedAt, now) : now
}
