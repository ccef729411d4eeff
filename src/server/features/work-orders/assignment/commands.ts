import type { Context } from '../../../platform/command.ts'
import { Problem } from '../../../platform/problem.ts'
import { assertReady } from '../../documents/readiness/commands.ts'
import { type OrderRow, saveOrder } from '../order-row.ts'
import { suggestAssignees } from './queries.ts'

/** Further down the list nobody suits the order any more. */
const tried = 5

/** Gives a new order to whoever suits it best and whose papers allow the work; to nobody when there is no such person. */
export async function assignBest(context: Context, order: OrderRow): Promise<OrderRow> {
  const { tx, actor, now } = context
  const { items } = await suggestAssignees(tx, actor, order.id, now)
  for (const { person } of items.slice(0, tried)) {
    try {
      await assertReady(context, { ...order, assigneeId: person.id })
    } catch (refusal) {
      if (refusal instanceof Problem) continue
      throw refusal
    }
    return saveOrder(context, order, { assigneeId: person.id }, 'workOrder.assigned')
  }
  return order
}
