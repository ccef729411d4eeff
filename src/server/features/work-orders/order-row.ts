import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { WorkOrder } from '../../../contract/work-orders.ts'
import { isOpen } from '../../../domain/work-order.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Context } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { workOrderDetail, workOrderScope } from './queries.ts'
import { workOrder } from './tables.ts'

export type OrderRow = typeof workOrder.$inferSelect
export type OrderChanges = Partial<typeof workOrder.$inferInsert>

const w = alias(workOrder, 'w')

/** The order, locked until the transaction ends; 404 outside the actor's scope. */
export async function lockWorkOrder(tx: Tx, actor: Actor, id: string): Promise<OrderRow> {
  const [row] = await tx
    .select()
    .from(w)
    .where(and(eq(w.id, id), workOrderScope(actor)))
    .for('update')
  if (!row) throw notFound()
  return row
}

/** Locks the order's unit, which comes before the order in the order of locks. */
export async function lockUnitOf(tx: Tx, orderId: string): Promise<void> {
  await tx.rows(sql`
    SELECT id FROM asset WHERE id = (SELECT asset_id FROM work_order WHERE id = ${orderId}) FOR UPDATE`)
}

/** Writes `changes` as the order's next version, with its audit row and its event. */
export async function saveOrder(
  { tx, actor, now, audit, emit }: Context,
  before: OrderRow,
  changes: OrderChanges,
  action: string,
): Promise<OrderRow> {
  const [after] = await tx
    .update(workOrder)
    .set({ ...changes, updatedAt: now, version: before.version + 1 })
    .where(eq(workOrder.id, before.id))
    .returning()
  audit(action, { type: 'workOrder', id: before.id }, before, after!)
  emit('workOrder.changed', { id: before.id, assetId: before.assetId })
  const { assigneeId } = after!
  if (assigneeId && assigneeId !== before.assigneeId) {
    emit('workOrder.assigned', { id: before.id, assigneeId, by: actor.personId })
  }
  return after!
}

/** Refuses changes to an order that is finished for good. */
export function assertNotFinal(actor: Actor, order: OrderRow): void {
  if (order.status === 'CLOSED' || order.status === 'CANCELLED') {
    throw new Problem('workOrder.final', { status: words(actor.locale, `work-orders.status.${order.status}`) })
  }
}

/** Operators write in their own orders while there is work to do; those who plan until the order is closed. */
export function assertWritable(actor: Actor, order: OrderRow): void {
  assertNotFinal(actor, order)
  if (actor.role !== 'OPERATOR') return
  if (order.assigneeId !== actor.personId) throw new Problem('workOrder.notAssigned')
  if (!isOpen(order.status)) {
    throw new Problem('workOrder.final', { status: words(actor.locale, `work-orders.status.${order.status}`) })
  }
}

/** What an order cost is frozen once its work is completed: to correct it, whoever plans reopens the order. */
export function assertCostOpen(actor: Actor, order: OrderRow): void {
  assertWritable(actor, order)
  if (order.status === 'COMPLETED') throw new Problem('workOrder.costFrozen')
}

/** The order, locked for somebody who adds to it. */
export async function lockWritableWorkOrder(tx: Tx, id: string, actor: Actor): Promise<OrderRow> {
  const order = await lockWorkOrder(tx, actor, id)
  assertWritable(actor, order)
  return order
}

/** The order as its commands answer it. */
export function detailOf({ tx, actor, now, runtime }: Context, id: string): Promise<WorkOrder> {
  return workOrderDetail(tx, actor, id, now, runtime.config.COMPANY_TIME_ZONE)
}
