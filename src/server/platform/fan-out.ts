import { sql } from 'drizzle-orm'
import type { Database, Tx } from './database/database.ts'

/** Where transactions say on commit what live connections have to hear: `seq:<end of the audit chain>`, `notice:<person>`. */
export const fanOutChannel = 'faena_live'

export interface FanOut {
  /** Hears every signal of every process; `lost` when some may have been missed. Answers how to stop. */
  listen(hear: (signal: string) => void, lost: () => void): Promise<() => Promise<void>>
}

/** Signals between processes by LISTEN/NOTIFY of PostgreSQL; within the one process of an embedded database the same way. */
export const databaseFanOut = (database: Database): FanOut => ({
  listen: (hear, lost) => database.listen(fanOutChannel, hear, lost),
})

/** Says, when `tx` commits, that the notices of these people changed. */
export async function signalNotices(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await tx.rows(sql`
    SELECT pg_notify(${fanOutChannel}, 'notice:' || id) FROM unnest(${sql.param([...personIds])}::text[]) id`)
}
