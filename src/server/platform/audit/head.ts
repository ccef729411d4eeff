import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../database/database.ts'

/** Number of the newest entry of the audit chain; 0 before the first. */
export async function headOfChain(db: Db | Tx): Promise<number> {
  const [head] = await db.rows<{ seq: number }>(sql`SELECT seq FROM audit_head WHERE id = 1`)
  return head!.seq
}
