import { sql } from 'drizzle-orm'
import type { Update } from 'grammy/types'
import type { Tx } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { telegramUpdate } from './tables.ts'

/** An update that was taken up and not done for this long (s) belonged to a process that was killed. */
const claimSeconds = 90
const mostAttempts = 3
/** Telegram keeps an update for a day; numbers are remembered longer than that. */
const rememberDays = 3

/** Writes an update down unless it was here before; answers whether it is new. */
export async function receive({ database, now: clock }: Runtime, update: Update): Promise<boolean> {
  const now = clock()
  const kept = await database.db
    .insert(telegramUpdate)
    .values({ id: update.update_id, payload: update, receivedAt: now, claimedAt: now })
    .onConflictDoNothing()
    .returning({ id: telegramUpdate.id })
  return kept.length > 0
}

/** The update has had its effect, which commits together with this. */
export async function markDone(tx: Tx, updateId: number, now: string): Promise<void> {
  await tx.rows(sql`UPDATE telegram_update SET done_at = ${now}, payload = NULL WHERE id = ${updateId}`)
}

/** Updates whose process was killed half-way, claimed anew and in their order. */
export async function abandoned({ database, now: clock }: Runtime): Promise<Update[]> {
  const now = clock()
  const rows = await database.db.rows<{ payload: Update }>(sql`
    UPDATE telegram_update SET claimed_at = ${now}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM telegram_update
      WHERE done_at IS NULL AND attempts < ${mostAttempts}
        AND claimed_at < ${now}::timestamptz - make_interval(secs => ${claimSeconds})
      ORDER BY id LIMIT 50 FOR UPDATE SKIP LOCKED)
    RETURNING payload`)
  return rows.map(({ payload }) => payload).sort((a, b) => a.update_id - b.update_id)
}

export async function forgetOld({ database, now: clock }: Runtime): Promise<void> {
  const now = clock()
  const { db } = database
  await db.rows(sql`
    DELETE FROM telegram_update WHERE received_at < ${now}::timestamptz - make_interval(days => ${rememberDays})`)
  await db.rows(sql`DELETE FROM telegram_conversation WHERE expires_at < ${now}`)
  await db.rows(sql`DELETE FROM telegram_code WHERE expires_at < ${now}`)
}
