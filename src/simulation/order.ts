import { hoursFromTimer } from '../domain/labour.ts'
import { orderCost } from '../domain/order-cost.ts'
import {
  type HoldReason,
  isFailureWork,
  type OrderCategory,
  type Priority,
  type WorkOrderStatus,
} from '../domain/work-order.ts'
import type { Calendar } from './calendar.ts'
import type { PromisedStint } from './crew.ts'
import type { Random } from './random.ts'
import type { LabourRow, OrderRow, OrderStepRow } from './rows.ts'
import type { Component, Unit } from './unit.ts'

type Step = { status: WorkOrderStatus; start: number; byId: string; reason: string | null }

/** What an order will go through, decided when it is raised. */
type Plan = {
  readonly dispatchAt: number | null
  readonly hours: number
  readonly hold: { readonly afterHours: number; readonly ms: number; readonly reason: HoldReason } | null
  readonly partsCost: number
  readonly servicesCost: number
  readonly cancelAt: number | null
}

/** An order on its way; becomes a row when it is final or when the simulation ends. */
export type Draft = {
  readonly unit: Unit
  readonly component: Component | null
  readonly category: OrderCategory
  readonly priority: Priority
  readonly title: string
  readonly description: string
  readonly system: OrderRow['system']
  readonly reportedById: string
  readonly dueAt: number
  readonly scheduled: OrderRow['scheduled']
  readonly window: OrderRow['window']
  readonly estimatedHours: number
  readonly stopped: boolean
  readonly failedAt: number | null
  /** A service of the unit by its meter. */
  readonly service: OrderRow['service']
  /** Whether the unit stands still while somebody works on the order. */
  readonly takesUnit: boolean
  readonly duplicateOf: Draft | null
  readonly plan: Plan
  /** Never completed before the simulation ends, whatever is planned: part of the closing scene. */
  readonly unfinished: boolean
  readonly failure: { readonly mode: string; readonly cause: string; readonly action: string } | null
  notes: string
  id: string
  number: OrderRow['number']
  createdAt: number
  assigneeId: string | null
  startedAt: number | null
  completedAt: number | null
  downStart: number | null
  downEnd: number | null
  reopened: boolean
  readonly steps: Step[]
  readonly stints: PromisedStint[]
}

export type DraftInput = Omit<
  Draft,
  | 'id'
  | 'number'
  | 'createdAt'
  | 'assigneeId'
  | 'startedAt'
  | 'completedAt'
  | 'downStart'
  | 'downEnd'
  | 'reopened'
  | 'steps'
  | 'stints'
> & { assigneeId?: string | null }

export function draftOrder(input: DraftInput): Draft {
  return {
    ...input,
    id: '',
    number: { year: 0, sequence: 0 },
    createdAt: 0,
    assigneeId: input.assigneeId ?? null,
    startedAt: null,
    completedAt: null,
    downStart: input.stopped ? input.failedAt : null,
    downEnd: null,
    reopened: false,
    steps: [],
    stints: [],
  }
}

export function addStep(
  draft: Draft,
  status: WorkOrderStatus,
  start: number,
  byId: string,
  reason: string | null = null,
): void {
  draft.steps.push({ status, start, byId, reason })
}

export const statusOf = (draft: Draft): WorkOrderStatus => draft.steps.at(-1)!.status

function labourRows(random: Random, draft: Draft, calendar: Calendar, end: number): LabourRow[] {
  const rows: LabourRow[] = []
  for (const stint of draft.stints) {
    if (stint.start >= end) continue
    const stopped = stint.end <= end ? stint.end : null
    const { rates, id } = stint.mechanic.row
    const year = calendar.year(calendar.dayOf(stint.start))
    const rate = rates.findLast((r) => Number(r.from.slice(0, 4)) <= year) ?? rates[0]!
    rows.push({
      id: random.uuid(stint.start),
      personId: id,
      start: stint.start,
      end: stopped,
      after: stint.after,
      hours: stopped === null ? 0 : hoursFromTimer(stint.start, stopped),
      ratePerHour: rate.perHour,
    })
  }
  return rows
}

/** The order as it stands at `end`, when the simulation stops; what lies after is not known yet. */
export function orderRow(random: Random, draft: Draft, calendar: Calendar, end: number): OrderRow {
  const labour = labourRows(random, draft, calendar, end)
  const completed = draft.completedAt !== null
  const { steps } = draft
  const last = steps.at(-1)!
  const rows: OrderStepRow[] = steps.map((step, i) => ({ ...step, end: steps[i + 1]?.start ?? null }))
  const hundredths = labour.reduce((sum, l) => sum + Math.round(l.hours * 100), 0)
  const coded = completed && isFailureWork(draft.category) ? draft.failure : null
  return {
    id: draft.id,
    number: draft.number,
    assetId: draft.unit.row.id,
    siteId: draft.unit.row.siteId,
    category: draft.category,
    priority: draft.priority,
    status: last.status,
    title: draft.title,
    description: draft.description,
    system: draft.system,
    reportedById: draft.reportedById,
    assigneeId: draft.assigneeId,
    createdAt: draft.createdAt,
    dueAt: draft.dueAt,
    scheduled: draft.scheduled,
    window: draft.window,
    service: draft.service,
    estimatedHours: draft.estimatedHours,
    startedAt: draft.startedAt,
    completedAt: draft.completedAt,
    closedAt: last.status === 'CLOSED' ? last.start : null,
    steps: rows,
    holdReason: last.status === 'ON_HOLD' ? (draft.plan.hold?.reason ?? null) : null,
    labour,
    hoursWorked: hundredths / 100,
    failureMode: coded?.mode ?? null,
    failureCause: coded?.cause ?? null,
    failureAction: coded?.action ?? null,
    notes: completed ? draft.notes : '',
    downtime: draft.downStart === null ? null : { start: draft.downStart, end: draft.downEnd },
    cost: orderCost({
      labour,
      parts: completed && draft.plan.partsCost > 0 ? [draft.plan.partsCost] : [],
      services: completed && draft.plan.servicesCost > 0 ? [draft.plan.servicesCost] : [],
    }),
    duplicateOfId: draft.duplicateOf?.id ?? null,
  }
}
