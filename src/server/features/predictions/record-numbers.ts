import { sql } from 'drizzle-orm'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import type { ExplainedRisk } from './reasons.ts'

/** The numbers people know the records of these reasons by. */
export async function numbersOf(db: Db, risks: readonly ExplainedRisk[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(risks.flatMap(({ reasons }) => reasons.flatMap(({ records }) => records.map(({ id }) => id))))
  const rows = await db.rows<{ id: string; number: string }>(sql`
    SELECT id, number FROM work_order WHERE id = ${anyOf([...ids], 'uuid')}
    UNION ALL SELECT id, number FROM inspection WHERE id = ${anyOf([...ids], 'uuid')}`)
  return new Map(rows.map(({ id, number }) => [id, number]))
}
