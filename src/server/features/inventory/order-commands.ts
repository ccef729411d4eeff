import { sql } from 'drizzle-orm'
import type { IssuePart, OrderParts, ReturnPart } from '../../../contract/inventory.ts'
import {
  checkIssue,
  giveBack,
  minorUnitsOf,
  reservedFor,
  type Stock,
  take,
  thousandths,
} from '../../../domain/stock.ts'
import { type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { chargeParts, lockOrderForParts } from '../work-orders/parts/commands.ts'
import { allowedChange, assertUsablePart, book, lockLevel, stockProblem, tellIfLow } from './ledger.ts'
import { orderPartsOf } from './order-queries.ts'
import { recordStockout, StockoutProblem } from './refusals.ts'
import { workOrderPart } from './tables.ts'

type OfOrder = { id: string }

interface Line {
  planned: bigint
  issued: Stock
}

async function lineOf(tx: Tx, orderId: string, partId: string): Promise<Line> {
  const [row] = await tx.rows<{ planned: number; issued: number; value: string }>(sql`
    SELECT planned, issued, (value * 1000000)::numeric(30,0)::text AS value FROM work_order_part
    WHERE work_order_id = ${orderId} AND part_id = ${partId}`)
  return {
    planned: thousandths(row?.planned ?? 0),
    issued: { quantity: thousandths(row?.issued ?? 0), value: BigInt(row?.value ?? 0) },
  }
}

/** What the order's cost of a part changes by: costs shown are rounded, their sums are not. */
const costChange = (before: Stock, change: Stock) =>
  minorUnitsOf(before.value - change.value) - minorUnitsOf(before.value)

const answer = ({ tx, actor }: Context, id: string): Promise<OrderParts> => orderPartsOf(tx, actor, id)

/** Plans a part for an open order, which reserves it at the order's site; nought takes the plan away. */
export const planPart = command(
  'workOrder.edit',
  async (context, { id, partId, planned }: OfOrder & { partId: string; planned: number }) => {
    const { tx, audit } = context
    const order = await lockOrderForParts(context, id)
    await assertUsablePart(tx, partId)
    const level = await lockLevel(tx, { partId, siteId: order.siteId })
    const before = await lineOf(tx, id, partId)
    if (planned === 0 && before.issued.quantity === 0n) {
      await tx
        .delete(workOrderPart)
        .where(sql`work_order_id = ${id} AND part_id = ${partId} AND issued = 0 AND value = 0`)
    } else {
      await tx
        .insert(workOrderPart)
        .values({ workOrderId: id, partId, planned })
        .onConflictDoUpdate({ target: [workOrderPart.workOrderId, workOrderPart.partId], set: { planned } })
    }
    audit('workOrder.partPlanned', { type: 'workOrder', id }, null, { partId, planned })
    await tellIfLow(context, level)
    return answer(context, id)
  },
)

const issue = command('part.issue', async (context, input: OfOrder & IssuePart) => {
  const { tx, actor, runtime } = context
  const { id, partId, takeReserved } = input
  const order = await lockOrderForParts(context, id)
  const siteId = input.siteId ?? order.siteId
  if (siteId !== order.siteId) await assertUsableSite(tx, actor, siteId)
  await assertUsablePart(tx, partId, 'partId')
  const level = await lockLevel(tx, { partId, siteId })
  const line = await lineOf(tx, id, partId)
  const own = siteId === order.siteId ? reservedFor(line.planned, line.issued.quantity) : 0n
  const quantity = thousandths(input.quantity)
  const refusal = checkIssue(level.stock, thousandths(level.reserved) - own, quantity)
  const overridden = refusal?.code === 'STOCK_RESERVED' && takeReserved && actor.role !== 'OPERATOR'
  if (refusal && !overridden) {
    const problem = stockProblem(actor, runtime.config.COMPANY_TIME_ZONE, refusal)
    // To whoever may take what others have reserved, that refusal is a question.
    const asks = refusal.code === 'STOCK_RESERVED' && actor.role !== 'OPERATOR'
    throw asks ? problem : new StockoutProblem(problem, level)
  }
  const change = allowedChange(context, take(level.stock, quantity))
  await book(context, [{ level, kind: 'ISSUE', change, workOrderId: id }])
  await chargeParts(context, order, costChange(line.issued, change), 'workOrder.partIssued')
  return answer(context, id)
})

/** Issues a part to an order; one refused because there is not enough counts as a stockout. */
export const issuePart: typeof issue = async (runtime, actor, input) => {
  try {
    return await issue(runtime, actor, input)
  } catch (error) {
    if (error instanceof StockoutProblem) await recordStockout(runtime, actor, error, input)
    throw error
  }
}

/** Where the order's part was last taken from. */
async function siteOfIssue(tx: Tx, orderId: string, partId: string): Promise<string | null> {
  const [row] = await tx.rows<{ siteId: string }>(sql`
    SELECT site_id AS "siteId" FROM stock_movement
    WHERE work_order_id = ${orderId} AND part_id = ${partId} AND kind = 'ISSUE' ORDER BY at DESC, id DESC LIMIT 1`)
  return row?.siteId ?? null
}

export const returnPart = command('part.issue', async (context, input: OfOrder & ReturnPart) => {
  const { tx, actor } = context
  const { id, partId } = input
  const order = await lockOrderForParts(context, id)
  if (input.siteId) await assertUsableSite(tx, actor, input.siteId)
  const line = await lineOf(tx, id, partId)
  const change = allowedChange(context, giveBack(line.issued, thousandths(input.quantity)))
  const siteId = input.siteId ?? (await siteOfIssue(tx, id, partId))
  if (!siteId) throw new Problem('stock.returnExceedsIssue', { issued: 0 })
  const level = await lockLevel(tx, { partId, siteId })
  await book(context, [{ level, kind: 'RETURN', change, workOrderId: id }])
  await chargeParts(context, order, costChange(line.issued, change), 'workOrder.partReturned')
  return answer(context, id)
})
