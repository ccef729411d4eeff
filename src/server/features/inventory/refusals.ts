import type { IssuePart } from '../../../contract/inventory.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { quantityOf } from '../../../domain/stock.ts'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { Level } from './ledger.ts'
import { stockRefusal } from './tables.ts'

/** An issue that is refused because there is not enough, and where that was. */
export class StockoutProblem extends Problem {
  readonly level: Level

  constructor({ code, params }: Problem, level: Level) {
    super(code, params)
    this.level = level
  }
}

/**
 * Remembers a refused issue for the KPI, after its transaction was rolled back and in one of its own. The caller is
 * refused whether it succeeds or not.
 */
export async function recordStockout(
  runtime: Runtime,
  actor: Actor,
  { level }: StockoutProblem,
  { id, partId, quantity }: { id: string } & Pick<IssuePart, 'partId' | 'quantity'>,
): Promise<void> {
  const now = runtime.now()
  try {
    await runtime.database.db
      .insert(stockRefusal)
      .values({
        ...{ workOrderId: id, partId, siteId: level.siteId, at: now },
        refusedOn: dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE),
        wanted: quantity,
        onHand: quantityOf(level.stock.quantity),
        createdBy: actor.personId,
        idempotencyKey: actor.idempotency?.key ?? null,
      })
      .onConflictDoNothing()
  } catch (error) {
    runtime.log.error({ err: error, workOrderId: id, partId }, 'refused issue not recorded')
  }
}
