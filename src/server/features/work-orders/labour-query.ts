import { sql } from 'drizzle-orm'
import type { Db } from '../../platform/database/database.ts'

interface RunningTimer {
  entryId: string
  workOrderId: string
  number: string
  title: string
  from: string
}

export async function runningTimerOf(db: Db, personId: string): Promise<RunningTimer | null> {
  const [row] = await db.rows<RunningTimer>(sql`
    SELECT l.id AS "entryId", w.id AS "workOrderId", w.number, w.title, l.from_at AS "from"
    FROM labour_entry l JOIN work_order w ON w.id = l.work_order_id
    WHERE l.person_id = ${personId} AND l.to_at IS NULL`)
  return row ?? null
}
