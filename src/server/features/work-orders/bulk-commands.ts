import { and, asc, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { BulkWorkOrders } from '../../../contract/work-order-changes.ts'
import { isOpen } from '../../../domain/work-order.ts'
import { type Context, command } from '../../platform/command.ts'
import { type FieldRefusal, Problem } from '../../platform/problem.ts'
import { assertAllReady } from '../documents/readiness/commands.ts'
import { assertAssignable } from './checks.ts'
import { type OrderRow, saveOrder } from './order-row.ts'
import { workOrderScope } from './queries.ts'
import { refusalOf, statusWords } from './status.ts'
import { workOrder } from './tables.ts'
import { cancel } from './transition-commands.ts'

const w = alias(workOrder, 'w')
type Change = BulkWorkOrders['change']

/** Why `change` cannot be made to an order, or `null`. */
function refusalFor({ actor }: Context, order: OrderRow, change: Change): FieldRefusal | null {
  const refused =
    change.kind === 'cancel'
      ? refusalOf(actor, order, 'CANCEL') !== null
      : change.kind === 'priority'
        ? order.status === 'CLOSED' || order.status === 'CANCELLED'
        : !isOpen(order.status)
  if (!refused) return null
  return { field: order.number, code: 'statusForbids', params: { status: statusWords(actor, order.status) } }
}

async function apply(context: Context, order: OrderRow, change: Change): Promise<void> {
  if (change.kind === 'cancel') return cancel(context, order, { reason: change.reason })
  const { kind, overrideReason: _, ...changes } = { overrideReason: undefined, ...change }
  const actions = {
    assign: 'workOrder.assigned',
    priority: 'workOrder.edited',
    due: 'workOrder.scheduled',
    schedule: 'workOrder.scheduled',
  }
  await saveOrder(context, order, changes, actions[kind])
}

/** One change to many orders: all of them, or none with the reason of each that does not allow it. */
export const bulkChange = command('workOrder.edit', async (context, { ids, change }: BulkWorkOrders) => {
  const { tx, actor } = context
  const wanted = [...new Set(ids)]
  if (change.kind === 'assign' && change.assigneeId) await assertAssignable(tx, change.assigneeId)
  const orders = await tx
    .select()
    .from(w)
    .where(and(inArray(w.id, wanted), workOrderScope(actor)))
    .orderBy(asc(w.id))
    .for('update')
  const found = new Set(orders.map(({ id }) => id))
  const refusals: FieldRefusal[] = [
    ...wanted.filter((id) => !found.has(id)).map((id) => ({ field: id, code: 'unknown' as const })),
    ...orders.map((order) => refusalFor(context, order, change)).filter((refusal) => refusal !== null),
  ]
  if (refusals.length > 0) throw new Problem('workOrder.bulkRefused', { count: refusals.length }, refusals)
  if (change.kind === 'assign') {
    const assigned = orders.map((order) => ({ ...order, assigneeId: change.assigneeId }))
    await assertAllReady(context, assigned, change.overrideReason)
  }
  for (const order of orders) await apply(context, order, change)
  return { changed: orders.length }
})
