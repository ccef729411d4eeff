import { sql } from 'drizzle-orm'
import { command } from '../../platform/command.ts'
import type { Db } from '../../platform/database/database.ts'
import { randomToken, tokenHash } from '../../platform/secrets.ts'
import { liveTicket } from './tables.ts'

/** Seconds within which a ticket opens its connection. */
export const ticketLifetime = 30

export const issueTicket = command('live.use', async ({ tx, now }, { sessionId }: { sessionId: string }) => {
  const ticket = randomToken()
  const expiresAt = new Date(Date.parse(now) + ticketLifetime * 1000).toISOString()
  await tx.insert(liveTicket).values({ hash: tokenHash(ticket), sessionId, expiresAt })
  return { ticket, expiresIn: ticketLifetime }
})

/** Uses a ticket up; answers whose session it opens, or `null` when it is unknown, used or too old. */
export async function redeemTicket(db: Db, ticket: string, now: string): Promise<string | null> {
  const [used] = await db.rows<{ sessionId: string; fresh: boolean }>(sql`
    DELETE FROM live_ticket WHERE hash = ${tokenHash(ticket)}
    RETURNING session_id AS "sessionId", expires_at > ${now}::timestamptz AS fresh`)
  return used?.fresh ? used.sessionId : null
}
