import { sql } from 'drizzle-orm'
import { formatInspectionNumber } from '../../../domain/inspection-number.ts'
import type { Tx } from '../../platform/database/database.ts'

/** The next inspection number of a civil year; its row stays locked until the transaction ends, so there are no gaps. */
export async function takeInspectionNumber(tx: Tx, year: number): Promise<string> {
  const [counter] = await tx.rows<{ value: number }>(sql`
    INSERT INTO counter (name, value) VALUES (${`inspection-${year}`}, 1)
    ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value`)
  return formatInspectionNumber({ year, sequence: counter!.value })
}
