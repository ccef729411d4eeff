import { sql } from 'drizzle-orm'
import type { CreateWorkOrder, ReportFault } from '../../../contract/work-order-changes.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Priority } from '../../../domain/work-order.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { assertReadyForNew } from '../documents/readiness/commands.ts'
import { assetScope } from '../fleet/queries.ts'
import { assertAssignable, assertFailureCodes, assertNotInFuture, orderTypeOf } from './checks.ts'
import { takeOrderNumbers } from './numbers.ts'
import { detailOf, type OrderRow } from './order-row.ts'
import { workOrder, workOrderStatus, workOrderTask } from './tables.ts'
import { setUnitStatus } from './unit-status.ts'

interface Unit {
  id: string
  siteId: string
  typeId: string
  status: string
}

/** The unit an order is for, locked; refused when the actor may not see it, or when it has left the fleet. */
async function lockUnit(tx: Tx, actor: Actor, assetId: string): Promise<Unit> {
  const [unit] = await tx.rows<Unit & { archived: boolean }>(sql`
    SELECT a.id, a.site_id AS "siteId", a.type_id AS "typeId", a.status, a.archived_at IS NOT NULL AS archived
    FROM asset a WHERE a.id = ${assetId} AND ${assetScope(actor)} FOR NO KEY UPDATE OF a`)
  if (!unit) throw refuseField('assetId', 'unknown')
  if (unit.archived) throw new Problem('record.archived')
  return unit
}

export interface NewOrder extends Omit<CreateWorkOrder, 'tasks' | 'assetId' | 'overrideReason'> {
  unit: Unit
  origin: OrderRow['origin']
  planId?: string
  windowFrom?: string | null
  windowTo?: string | null
  tasks?: readonly string[] | undefined
}

/** Writes a checked order in its first state: number, history and tasks. */
export async function insertWorkOrder(context: Context, order: NewOrder): Promise<OrderRow> {
  const { tx, actor, now, audit, emit, runtime } = context
  const { unit, tasks = [], reportedAt, ...given } = order
  const type = await orderTypeOf(tx, given.typeId)
  const year = Number(dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE).slice(0, 4))
  const [number] = await takeOrderNumbers(tx, year)
  const [row] = await tx
    .insert(workOrder)
    .values({
      ...given,
      number: number!,
      assetId: unit.id,
      siteId: unit.siteId,
      category: type.category,
      requiresApproval: type.requiresApproval,
      reportedAt: reportedAt ?? now,
      createdBy: actor.personId,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  await tx.insert(workOrderStatus).values({
    workOrderId: row!.id,
    status: 'PENDING',
    from: now,
    createdBy: actor.personId,
  })
  if (tasks.length > 0) {
    await tx.insert(workOrderTask).values(tasks.map((text, position) => ({ workOrderId: row!.id, position, text })))
  }
  audit('workOrder.created', { type: 'workOrder', id: row!.id }, null, row!)
  emit('workOrder.changed', { id: row!.id, assetId: unit.id })
  const { id, assigneeId } = row!
  if (assigneeId) emit('workOrder.assigned', { id, assigneeId, by: actor.personId })
  return row!
}

export const createWorkOrder = command('workOrder.create', async (context, input: CreateWorkOrder) => {
  const { tx, actor, now } = context
  const { assetId, overrideReason, ...given } = input
  const unit = await lockUnit(tx, actor, assetId)
  if (given.reportedAt) assertNotInFuture('reportedAt', given.reportedAt, now)
  if (given.downtimeFrom) assertNotInFuture('downtimeFrom', given.downtimeFrom, now)
  if (given.assigneeId) await assertAssignable(tx, given.assigneeId)
  await assertFailureCodes(tx, unit.typeId, given)
  const assigned = { assetId, assigneeId: given.assigneeId ?? null }
  const keepOverride = await assertReadyForNew(context, assigned, overrideReason)
  const order = await insertWorkOrder(context, { ...given, unit, origin: 'MANUAL' })
  await keepOverride(order.id)
  return detailOf(context, order.id)
})

/** A unit that cannot move waits for nobody's planning. */
const urgency = (canMove: boolean): Priority => (canMove ? 'MEDIUM' : 'URGENT')

/** The type of an order that nobody plans: the one that need not be approved, of those that come with Faena first. */
export async function correctiveTypeId(tx: Tx): Promise<string> {
  const [type] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM order_type WHERE category = 'CORRECTIVE' AND archived_at IS NULL
    ORDER BY requires_approval, predefined DESC, code LIMIT 1`)
  if (!type) throw refuseField('typeId', 'unknown')
  return type.id
}

/** Anybody's report of a fault: a corrective order that waits for a planner; a unit that cannot move stops now. */
export const reportFault = command('workOrder.report', async (context, input: ReportFault) => {
  const { tx, actor, now } = context
  const unit = await lockUnit(tx, actor, input.assetId)
  await assertFailureCodes(tx, unit.typeId, input)
  const order = await insertWorkOrder(context, {
    title: input.what,
    description: input.description ?? null,
    typeId: await correctiveTypeId(tx),
    priority: urgency(input.canMove),
    system: input.system ?? null,
    failureModeId: input.failureModeId ?? null,
    downtimeFrom: input.canMove ? null : now,
    unit,
    origin: 'REQUEST',
  })
  if (!input.canMove && unit.status === 'OPERATING') {
    await setUnitStatus(context, { assetId: unit.id, status: 'STOPPED', reason: input.what, workOrderId: order.id })
  }
  return detailOf(context, order.id)
})
