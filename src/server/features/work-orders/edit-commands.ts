import { sql } from 'drizzle-orm'
import type { AssignWorkOrder, ScheduleWorkOrder, UpdateWorkOrder } from '../../../contract/work-order-changes.ts'
import { isOpen, missingForCompletion } from '../../../domain/work-order.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { assertReady } from '../documents/readiness/commands.ts'
import { assertAssignable, assertNotInFuture, downtimeRefusals, failureCodeRefusals, orderTypeOf } from './checks.ts'
import { incomplete } from './completeness.ts'
import { assertNotFinal, detailOf, lockWorkOrder, type OrderChanges, type OrderRow, saveOrder } from './order-row.ts'
import { awaitsApproval, statusWords } from './status.ts'

interface Target {
  id: string
  expectedVersion: number | undefined
}

async function typeChanges(context: Context, order: OrderRow, typeId: string): Promise<OrderChanges> {
  const { category, requiresApproval } = await orderTypeOf(context.tx, typeId)
  // Work that has begun was allowed to; only what still waits asks for the new type's approval.
  return order.status === 'PENDING' ? { category, requiresApproval } : { category }
}

export const updateWorkOrder = command(
  'workOrder.edit',
  async (context, { id, expectedVersion, ...given }: Target & UpdateWorkOrder) => {
    const { tx, actor, now } = context
    const order = await lockWorkOrder(tx, actor, id)
    assertVersion(order.version, expectedVersion)
    assertNotFinal(actor, order)
    if (given.reportedAt) assertNotInFuture('reportedAt', given.reportedAt, now)
    const next = { ...order, ...given }
    const [unit] = await tx.rows<{ typeId: string }>(sql`
      SELECT type_id AS "typeId" FROM asset WHERE id = ${order.assetId}`)
    const refusals = [...downtimeRefusals(next, now), ...(await failureCodeRefusals(tx, unit!.typeId, given))]
    if (refusals.length > 0) throw new Problem('request.invalid', {}, refusals)
    const changes: OrderChanges = {
      ...given,
      ...(given.typeId && given.typeId !== order.typeId ? await typeChanges(context, order, given.typeId) : {}),
    }
    const saved = await saveOrder(context, order, changes, 'workOrder.edited')
    if (!isOpen(saved.status)) {
      const missing = missingForCompletion(draftOf(saved))
      if (missing.length > 0) throw incomplete(missing)
    }
    return detailOf(context, id)
  },
)

/** What the completeness rule looks at, of an order's row. */
export function draftOf(order: OrderRow) {
  return {
    category: order.category,
    notes: order.completionNotes ?? '',
    hoursWorked: order.hoursWorked,
    failureMode: order.failureModeId,
    failureCause: order.failureCauseId,
    failureAction: order.failureActionId,
  }
}

/** Planning is of open orders: what is done needs no date and nobody. */
export function assertPlannable(context: Context, order: OrderRow): void {
  if (!isOpen(order.status)) {
    throw new Problem('workOrder.final', { status: statusWords(context.actor, order.status) })
  }
}

export const assignWorkOrder = command(
  'workOrder.assign',
  async (context, { id, expectedVersion, assigneeId, overrideReason }: Target & AssignWorkOrder) => {
    const order = await lockWorkOrder(context.tx, context.actor, id)
    assertVersion(order.version, expectedVersion)
    assertPlannable(context, order)
    if (assigneeId) await assertAssignable(context.tx, assigneeId)
    await assertReady(context, { ...order, assigneeId }, overrideReason)
    await saveOrder(context, order, { assigneeId }, 'workOrder.assigned')
    return detailOf(context, id)
  },
)

export const scheduleWorkOrder = command(
  'workOrder.edit',
  async (context, { id, expectedVersion, ...dates }: Target & ScheduleWorkOrder) => {
    const order = await lockWorkOrder(context.tx, context.actor, id)
    assertVersion(order.version, expectedVersion)
    assertPlannable(context, order)
    await saveOrder(context, order, dates, 'workOrder.scheduled')
    return detailOf(context, id)
  },
)

export const approveWorkOrder = command('workOrder.approve', async (context, { id, expectedVersion }: Target) => {
  const { tx, actor, now } = context
  const order = await lockWorkOrder(tx, actor, id)
  assertVersion(order.version, expectedVersion)
  if (order.status !== 'PENDING' || !awaitsApproval(order)) throw new Problem('workOrder.nothingToApprove')
  if (!actor.personId) throw refuseField('approvedBy', 'required')
  await saveOrder(context, order, { approvedAt: now, approvedBy: actor.personId }, 'workOrder.approved')
  return detailOf(context, id)
})
