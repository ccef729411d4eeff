import { sql } from 'drizzle-orm'
import type {
  CancelWorkOrder,
  CompleteWorkOrder,
  HoldWorkOrder,
  ResumeWorkOrder,
  StartWorkOrder,
} from '../../../contract/work-order-changes.ts'
import { dateAt, startOfDate } from '../../../domain/civil-time.ts'
import { labourCost } from '../../../domain/order-cost.ts'
import { missingForCompletion } from '../../../domain/work-order.ts'
import type { WorkOrderAction } from '../../../domain/work-order-action.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { assertReady } from '../documents/readiness/commands.ts'
import { downtimeRefusals, failureCodeRefusals } from './checks.ts'
import { incomplete } from './completeness.ts'
import { assertDayHolds, beginTimer, endTimersOf, labourSums, lockPerson, rateAt } from './labour.ts'
import { detailOf, lockUnitOf, lockWorkOrder, type OrderChanges, type OrderRow } from './order-row.ts'
import { assertAction, changeStatus } from './status.ts'
import { labourEntry } from './tables.ts'
import { setUnitStatus } from './unit-status.ts'

interface Target {
  id: string
  expectedVersion: number | undefined
}

/** The order, locked, in the version the caller saw and in a state that allows `action`. */
async function lockFor(context: Context, { id, expectedVersion }: Target, action: WorkOrderAction): Promise<OrderRow> {
  const order = await lockWorkOrder(context.tx, context.actor, id)
  assertAction(context.actor, order, action)
  assertVersion(order.version, expectedVersion)
  return order
}

const unitOf = ({ id, assetId, title }: OrderRow) => ({ assetId, reason: title, workOrderId: id })

async function startTimer(context: Context, order: OrderRow): Promise<void> {
  const { personId } = context.actor
  if (!personId) throw refuseField('timer', 'invalid')
  await beginTimer(context, order.id, personId)
}

export const startWorkOrder = command('workOrder.start', async (context, input: Target & StartWorkOrder) => {
  const { tx, actor, now } = context
  if (input.unitInMaintenance) await lockUnitOf(tx, input.id)
  const order = await lockFor(context, input, 'START')
  // Whoever starts what nobody was assigned has taken it.
  const assigneeId = order.assigneeId ?? actor.personId
  await assertReady(context, { ...order, assigneeId }, input.overrideReason)
  await changeStatus(context, order, { status: 'IN_PROGRESS' }, { startedAt: now, assigneeId }, 'workOrder.started')
  if (input.timer) await startTimer(context, order)
  if (input.unitInMaintenance) {
    await setUnitStatus(context, { ...unitOf(order), status: 'IN_MAINTENANCE' })
  }
  return detailOf(context, order.id)
})

export const holdWorkOrder = command('workOrder.hold', async (context, input: Target & HoldWorkOrder) => {
  const order = await lockFor(context, input, 'HOLD')
  await endTimersOf(context, order.id)
  const { holdReason, reason = null } = input
  const sums = await labourSums(context.tx, order.id)
  await changeStatus(context, order, { status: 'ON_HOLD', holdReason, reason }, sums, 'workOrder.held')
  return detailOf(context, order.id)
})

export const resumeWorkOrder = command('workOrder.start', async (context, input: Target & ResumeWorkOrder) => {
  const order = await lockFor(context, input, 'RESUME')
  await assertReady(context, order, input.overrideReason)
  await changeStatus(context, order, { status: 'IN_PROGRESS' }, {}, 'workOrder.resumed')
  if (input.timer) await startTimer(context, order)
  return detailOf(context, order.id)
})

/** Hours of today that the caller types on finishing. */
async function recordHours(context: Context, order: OrderRow, hours: number): Promise<void> {
  const { tx, actor, now, runtime } = context
  const personId = actor.personId
  if (!personId) throw refuseField('hours', 'invalid')
  const zone = runtime.config.COMPANY_TIME_ZONE
  const date = dateAt(Date.parse(now), zone)
  await lockPerson(tx, personId)
  await assertDayHolds(context, personId, date, hours, null)
  const rate = await rateAt(tx, personId, now)
  const start = startOfDate(date, zone)
  await tx.insert(labourEntry).values({
    workOrderId: order.id,
    personId,
    source: 'TYPED',
    from: new Date(start).toISOString(),
    to: new Date(start + hours * 3_600_000).toISOString(),
    hours,
    rate,
    cost: labourCost(hours, rate),
  })
}

/** What finishing writes down, refused as a whole when anything is missing or wrong. */
async function completionOf(context: Context, order: OrderRow, input: CompleteWorkOrder): Promise<OrderChanges> {
  const { tx, now } = context
  const { notes, failureModeId, failureCauseId, failureActionId, downtimeFrom, downtimeTo } = input
  const sums = await labourSums(tx, order.id)
  const next = {
    completionNotes: notes === undefined ? order.completionNotes : notes,
    failureModeId: failureModeId === undefined ? order.failureModeId : failureModeId,
    failureCauseId: failureCauseId === undefined ? order.failureCauseId : failureCauseId,
    failureActionId: failureActionId === undefined ? order.failureActionId : failureActionId,
    downtimeFrom: downtimeFrom === undefined ? order.downtimeFrom : downtimeFrom,
    // A unit that works again from now on was down until now.
    downtimeTo:
      downtimeTo === undefined
        ? (order.downtimeTo ?? (order.downtimeFrom && input.assetStatus === 'OPERATING' ? now : null))
        : downtimeTo,
  }
  const [unit] = await tx.rows<{ typeId: string }>(sql`
    SELECT type_id AS "typeId" FROM asset WHERE id = ${order.assetId}`)
  const missing = missingForCompletion({
    category: order.category,
    notes: next.completionNotes ?? '',
    hoursWorked: sums.hoursWorked,
    failureMode: next.failureModeId,
    failureCause: next.failureCauseId,
    failureAction: next.failureActionId,
  })
  const wrong = [...downtimeRefusals(next, now), ...(await failureCodeRefusals(tx, unit!.typeId, next))]
  if (missing.length > 0 || wrong.length > 0) throw incomplete(missing, wrong)
  return { ...next, ...sums, completedAt: now }
}

/** The work is done and recorded; what it cost stands from here on. */
export const completeWorkOrder = command('workOrder.complete', async (context, input: Target & CompleteWorkOrder) => {
  const { tx, emit } = context
  if (input.assetStatus) await lockUnitOf(tx, input.id)
  const order = await lockFor(context, input, 'COMPLETE')
  await endTimersOf(context, order.id)
  if (input.hours) await recordHours(context, order, input.hours)
  const changes = await completionOf(context, order, input)
  await changeStatus(context, order, { status: 'COMPLETED' }, changes, 'workOrder.completed')
  if (input.assetStatus) await setUnitStatus(context, { ...unitOf(order), status: input.assetStatus })
  emit('workOrder.completed', { id: order.id, assetId: order.assetId })
  return detailOf(context, order.id)
})

export const closeWorkOrder = command('workOrder.close', async (context, input: Target & { reason: string }) => {
  const order = await lockFor(context, input, 'CLOSE')
  const { reason } = input
  await changeStatus(context, order, { status: 'CLOSED', reason }, { closedAt: context.now }, 'workOrder.closed')
  return detailOf(context, order.id)
})

/** The plan went on when the order was completed: its next one may be open already. */
async function assertPlanHasNoOther({ tx }: Context, { planId, assetId, id }: OrderRow): Promise<void> {
  if (!planId) return
  const [other] = await tx.rows<{ number: string }>(sql`
    SELECT number FROM work_order WHERE plan_id = ${planId} AND asset_id = ${assetId} AND id <> ${id}
      AND status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')`)
  if (other) throw new Problem('workOrder.planHasOther', other)
}

export const reopenWorkOrder = command('workOrder.reopen', async (context, input: Target & { reason: string }) => {
  const order = await lockFor(context, input, 'REOPEN')
  await assertPlanHasNoOther(context, order)
  const { reason } = input
  await changeStatus(context, order, { status: 'IN_PROGRESS', reason }, { completedAt: null }, 'workOrder.reopened')
  context.emit('workOrder.reopened', { id: order.id, by: context.actor.personId })
  return detailOf(context, order.id)
})

/** The order this one repeats: of the same unit, not cancelled itself and not a repetition. */
async function originalOf(context: Context, order: OrderRow, originalId: string): Promise<string> {
  const wrong = (code: 'self' | 'unknown' | 'otherUnit') => refuseField('duplicateOfId', code)
  if (originalId === order.id) throw wrong('self')
  const [original] = await context.tx.rows<{ assetId: string; status: string }>(sql`
    SELECT asset_id AS "assetId", status FROM work_order WHERE id = ${originalId}`)
  if (!original || original.status === 'CANCELLED') throw wrong('unknown')
  if (original.assetId !== order.assetId) throw wrong('otherUnit')
  return originalId
}

/** Cancels a locked order. */
export async function cancel(context: Context, order: OrderRow, input: CancelWorkOrder): Promise<void> {
  await endTimersOf(context, order.id)
  const duplicateOfId = input.duplicateOfId ? await originalOf(context, order, input.duplicateOfId) : null
  const sums = await labourSums(context.tx, order.id)
  await changeStatus(
    context,
    order,
    { status: 'CANCELLED', reason: input.reason },
    { ...sums, cancelledAt: context.now, duplicateOfId },
    'workOrder.cancelled',
  )
}

export const cancelWorkOrder = command('workOrder.cancel', async (context, input: Target & CancelWorkOrder) => {
  const order = await lockFor(context, input, 'CANCEL')
  await cancel(context, order, input)
  return detailOf(context, order.id)
})
