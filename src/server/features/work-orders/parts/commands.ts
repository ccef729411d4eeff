import type { Context } from '../../../platform/command.ts'
import { assertCostOpen, lockWorkOrder, type OrderRow, saveOrder } from '../order-row.ts'

/** The order, locked, for parts to be issued to it or to come back: what it cost is frozen once it is completed. */
export async function lockOrderForParts({ tx, actor }: Context, id: string): Promise<OrderRow> {
  const order = await lockWorkOrder(tx, actor, id)
  assertCostOpen(actor, order)
  return order
}

/** Adds to what the parts of a locked order cost, in minor units; negative for what came back. */
export async function chargeParts(context: Context, order: OrderRow, cost: number, action: string): Promise<void> {
  await saveOrder(context, order, { partsCost: order.partsCost + cost }, action)
}
