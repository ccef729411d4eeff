import type { AssetStatus, Criticality } from '../domain/asset.ts'
import type { MeterKind, PredefinedTypeCode } from '../domain/asset-type.ts'
import type { CivilDate } from '../domain/civil-time.ts'
import type { OrderCost } from '../domain/order-cost.ts'
import type { OrderNumber } from '../domain/order-number.ts'
import type { SystemCode } from '../domain/system.ts'
import type { HoldReason, OrderCategory, Priority, WorkOrderStatus } from '../domain/work-order.ts'
import type { Role } from '../domain/work-order-action.ts'

/** Rows as a database would hold them: instants in epoch milliseconds, money in CLP, ids as UUIDs of version 7. */
export type SiteRow = { readonly id: string; readonly code: string; readonly name: string }

export type PersonRow = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly siteIds: readonly string[]
  readonly skills: { readonly assetTypes: readonly PredefinedTypeCode[]; readonly systems: readonly SystemCode[] }
  /** Pay per hour from a date on; each replaces the one before. */
  readonly rates: readonly { readonly from: CivilDate; readonly perHour: number }[]
}

export type AssetRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly type: PredefinedTypeCode
  readonly siteId: string
  readonly make: string
  readonly model: string
  readonly serialNumber: string
  /** Only vehicles that use public roads have one. */
  readonly plate: string | null
  readonly criticality: Criticality
  readonly commissionedAt: number
}

type DocumentKind = 'PERMISO_CIRCULACION' | 'REVISION_TECNICA' | 'SOAP' | 'INSURANCE' | 'SITE_ACCREDITATION'
export type DocumentRow = {
  readonly id: string
  readonly assetId: string
  readonly kind: DocumentKind
  readonly issuedOn: CivilDate
  readonly expiresOn: CivilDate
}

export type StatusIntervalRow = {
  readonly assetId: string
  readonly status: AssetStatus
  readonly start: number
  /** `null`: still so at the end of the simulation. */
  readonly end: number | null
  readonly reason: string
  readonly byId: string
}

export type ReadingRow = {
  readonly id: string
  readonly assetId: string
  readonly meter: MeterKind
  readonly at: number
  readonly value: number
  /** What earlier meters had counted when this one was fitted. */
  readonly offset: number
  readonly replacement: boolean
  readonly byId: string
  readonly voided: { readonly at: number; readonly reason: string } | null
}

export type OrderStepRow = {
  readonly status: WorkOrderStatus
  readonly start: number
  readonly end: number | null
  readonly byId: string
  readonly reason: string | null
}

export type LabourRow = {
  readonly id: string
  readonly personId: string
  readonly start: number
  /** `null`: the timer is running. */
  readonly end: number | null
  /** When the person's timer before this one ended; `null` before the first. */
  readonly after: number | null
  readonly hours: number
  readonly ratePerHour: number
}

/** A turn of a unit's services: the nth raised, its place in their cycle, and the total of the first meter it was due at. */
export type ServiceTurn = { readonly sequence: number; readonly cycle: number; readonly dueTotal: number }

export type OrderRow = {
  readonly id: string
  readonly number: OrderNumber
  readonly assetId: string
  readonly siteId: string
  readonly category: OrderCategory
  readonly priority: Priority
  readonly status: WorkOrderStatus
  readonly title: string
  readonly description: string
  readonly system: SystemCode | null
  readonly reportedById: string
  readonly assigneeId: string | null
  readonly createdAt: number
  readonly dueAt: number
  /** The day it was planned for, and when that was decided. */
  readonly scheduled: { readonly on: CivilDate; readonly at: number } | null
  /** Tolerance window of a preventive order. */
  readonly window: { readonly start: number; readonly end: number } | null
  /** Which turn of the unit's service plan it is. */
  readonly service: ServiceTurn | null
  readonly estimatedHours: number
  readonly startedAt: number | null
  readonly completedAt: number | null
  readonly closedAt: number | null
  readonly steps: readonly OrderStepRow[]
  readonly holdReason: HoldReason | null
  readonly labour: readonly LabourRow[]
  readonly hoursWorked: number
  readonly failureMode: string | null
  readonly failureCause: string | null
  readonly failureAction: string | null
  readonly notes: string
  readonly downtime: { readonly start: number; readonly end: number | null } | null
  readonly cost: OrderCost
  readonly duplicateOfId: string | null
}

/** What really governs a component: what prediction and reliability are measured against, never imported as data. */
export type ComponentTruth = {
  readonly id: string
  readonly assetId: string
  readonly component: string
  readonly system: SystemCode
  /** Weibull law of the first life, in the unit of the asset's first meter. */
  readonly shape: number
  readonly scale: number
  readonly unit: MeterKind
  /** Virtual age left after a repair, as a share of the age before it: 0 as new, 1 as old (Kijima, model II, 1989). */
  readonly ageAfterRepair: number
  /** The same after a preventive service. */
  readonly ageAfterService: number
}

export type FailureTruth = {
  readonly componentId: string
  readonly at: number
  /** Cumulative use of the unit, and virtual age of the component, in the component's unit. */
  readonly use: number
  readonly age: number
  readonly stopped: boolean
}
