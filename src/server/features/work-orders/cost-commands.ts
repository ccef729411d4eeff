import { and, eq, sql } from 'drizzle-orm'
import type { AddService } from '../../../contract/work-order-changes.ts'
import { type Context, command } from '../../platform/command.ts'
import { notFound } from '../../platform/problem.ts'
import { assertCostOpen, detailOf, lockWorkOrder, type OrderRow, saveOrder } from './order-row.ts'
import { serviceLine } from './tables.ts'

async function settle(context: Context, order: OrderRow, action: string): Promise<void> {
  const [sum] = await context.tx.rows<{ cost: number }>(sql`
    SELECT coalesce(sum(cost), 0)::bigint AS cost FROM service_line WHERE work_order_id = ${order.id}`)
  await saveOrder(context, order, { serviceCost: sum!.cost }, action)
}

export const addService = command(
  'workOrder.recordCost',
  async (context, { id, ...line }: { id: string } & AddService) => {
    const { tx, actor, now } = context
    const order = await lockWorkOrder(tx, actor, id)
    assertCostOpen(actor, order)
    await tx.insert(serviceLine).values({ ...line, workOrderId: id, createdBy: actor.personId, createdAt: now })
    await settle(context, order, 'workOrder.serviceAdded')
    return detailOf(context, id)
  },
)

export const removeService = command(
  'workOrder.recordCost',
  async (context, { id, serviceId }: { id: string; serviceId: string }) => {
    const { tx, actor, audit } = context
    const order = await lockWorkOrder(tx, actor, id)
    assertCostOpen(actor, order)
    const [removed] = await tx
      .delete(serviceLine)
      .where(and(eq(serviceLine.id, serviceId), eq(serviceLine.workOrderId, id)))
      .returning()
    if (!removed) throw notFound()
    audit('service.removed', { type: 'workOrder', id }, removed, null)
    await settle(context, order, 'workOrder.serviceRemoved')
    return detailOf(context, id)
  },
)
