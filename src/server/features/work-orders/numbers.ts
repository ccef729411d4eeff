import { sql } from 'drizzle-orm'
import { formatOrderNumber } from '../../../domain/order-number.ts'
import type { Tx } from '../../platform/database/database.ts'

/**
 * The next `count` order numbers of a civil year. Their row stays locked until the transaction ends, so that a number
 * of a transaction that fails is given to the next: no gaps.
 */
export async function takeOrderNumbers(tx: Tx, year: number, count = 1): Promise<string[]> {
  const [counter] = await tx.rows<{ value: number }>(sql`
    INSERT INTO counter (name, value) VALUES (${`workOrder-${year}`}, ${count})
    ON CONFLICT (name) DO UPDATE SET value = counter.value + ${count} RETURNING value`)
  const first = counter!.value - count + 1
  return Array.from({ length: count }, (_, i) => formatOrderNumber({ year, sequence: first + i }))
}
