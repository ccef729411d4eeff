import { sql } from 'drizzle-orm'
import { PrivateAddressError, post } from '../../platform/http/outgoing.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { decrypt } from '../../platform/secrets.ts'
import { signedHeaders } from './signature.ts'

/** Seconds between one attempt and the next; after the last one the message is given up. A day and a half in all. */
const pauses = [5, 60, 300, 1800, 7200, 18_000, 36_000, 64_800]
const timeout = 10_000
const claim = 60
const atOnce = 10

interface Message {
  id: string
  url: string
  body: string
  attempts: number
  secret: string
  oldSecret: string | null
}

/** Takes messages that are due: of each record only the oldest that is not delivered, so that none overtakes another. */
function claimDue({ database, now }: Runtime): Promise<Message[]> {
  const at = now()
  return database.db.rows<Message>(sql`
    WITH due AS (
      SELECT d.id FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id AND w.active
      WHERE d.state = 'PENDING' AND d.next_attempt_at <= ${at}
        AND (d.claimed_until IS NULL OR d.claimed_until < ${at})
        AND NOT EXISTS (SELECT FROM webhook_delivery e WHERE e.webhook_id = d.webhook_id AND e.entity = d.entity
          AND e.state = 'PENDING' AND e.seq < d.seq)
      ORDER BY d.seq LIMIT ${atOnce} FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE webhook_delivery d SET claimed_until = ${at}::timestamptz + ${claim} * interval '1 second', attempts = attempts + 1
    FROM due, webhook w WHERE d.id = due.id AND w.id = d.webhook_id
    RETURNING d.id, w.url, d.body, d.attempts, w.secret,
      CASE WHEN w.old_secret_until > ${at} THEN w.old_secret END AS "oldSecret"`)
}

/** Why there was no good answer, in words for the delivery log. */
function reasonOf(error: unknown): string {
  if (error instanceof PrivateAddressError) return 'PRIVATE_ADDRESS'
  const { code, name, message } = error as { code?: string; name: string; message: string }
  return name === 'TimeoutError' || code === 'ABORT_ERR' ? 'TIMEOUT' : (code ?? message)
}

async function send(runtime: Runtime, { id, url, body, attempts, secret, oldSecret }: Message): Promise<void> {
  const { config, database, now } = runtime
  const secrets = [secret, ...(oldSecret ? [oldSecret] : [])].map((sealed) => decrypt(config.SECRET_KEY, sealed))
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Faena-Webhooks',
    ...signedHeaders(secrets, id, Date.parse(now()), body),
  }
  const options = { headers, timeout, allowPrivate: config.WEBHOOK_PRIVATE_ADDRESSES }
  const answer = await post(url, body, options).catch((error: unknown) => reasonOf(error))
  const status = typeof answer === 'string' ? null : answer.status
  const delivered = status !== null && status >= 200 && status < 300
  const error = typeof answer === 'string' ? answer : delivered ? null : answer.text || null
  const wait = pauses[attempts - 1]
  const at = now()
  const state = delivered ? 'DELIVERED' : wait === undefined ? 'DEAD' : 'PENDING'
  const next = state === 'PENDING' ? new Date(Date.parse(at) + wait! * 1000).toISOString() : null
  await database.db.rows(sql`
    UPDATE webhook_delivery SET state = ${state}, status = ${status}, error = ${error}, last_attempt_at = ${at},
      next_attempt_at = ${next}, claimed_until = NULL
    WHERE id = ${id}`)
}

/** Sends what is due until nothing is. Safe to run in several processes at the same time. */
export async function deliverWebhooks(runtime: Runtime): Promise<void> {
  for (let due = await claimDue(runtime); due.length > 0; due = await claimDue(runtime)) {
    await Promise.all(due.map((message) => send(runtime, message)))
  }
}
