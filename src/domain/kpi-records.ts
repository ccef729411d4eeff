import type { AssetStatus } from './asset.ts'
import type { Interval } from './interval.ts'
import type { OrderCategory, Priority, WorkOrderStatus } from './work-order.ts'

/** The records KPIs are computed from, as plain data with times in epoch milliseconds. */
export type KpiAsset = {
  readonly id: string
  readonly commissionedAt: number
  /** `null` while the unit is in the fleet. */
  readonly archivedAt: number | null
  readonly statusIntervals: readonly (Interval & { readonly status: AssetStatus })[]
}

export type KpiOrder = {
  readonly id: string
  readonly assetId: string
  readonly category: OrderCategory
  readonly status: WorkOrderStatus
  readonly priority: Priority
  readonly reportedAt: number
  readonly startedAt: number | null
  readonly completedAt: number | null
  readonly statusIntervals: readonly (Interval & { readonly status: WorkOrderStatus })[]
  /** The order this one was found to repeat; such an order is no second failure. */
  readonly duplicateOf: string | null
  readonly downtime: Interval | null
  readonly hoursWorked: number
  readonly estimatedHours: number
  readonly awaitsApproval: boolean
  /** The week it was scheduled for, and when that was decided. */
  readonly scheduledWeek: Interval | null
  readonly scheduledAt: number | null
  /** When a preventive order's tolerance window opens and closes. */
  readonly window: Interval | null
  readonly totalCost: number
  readonly failureMode: string | null
  readonly failureCause: string | null
  readonly failureAction: string | null
}

/** Cumulative total of one meter of a unit (offsets of exchanged meters included, voided readings left out). */
export type KpiReading = { readonly at: number; readonly total: number }
