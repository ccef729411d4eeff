import { eq, inArray, sql } from 'drizzle-orm'
import type { Locale } from '../../../contract/errors.ts'
import { type DeliveryChannel, retryAt } from '../../../domain/notice.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { channelAddress, delivery } from './tables.ts'

/** What goes out in one message: a notice, or several of a digest, to one address. */
export interface Outgoing {
  deliveries: { id: string; attempts: number }[]
  /** Of `channel_address`; none for e-mail and for channels of the company. */
  addressId: string | null
  to: string
  locale: Locale
  items: { kind: string; params: Record<string, string | number>; path: string; level: string }[]
}

interface Claimed {
  id: string
  attempts: number
  kind: string
  params: Record<string, string | number>
  path: string
  level: string
  locale: Locale
  email: string | null
  active: boolean
  addressId: string | null
  address: string | null
}

/** A claimed delivery is another sender's again after this long (ms): whoever claimed it was killed. */
const claimFor = 3 * 60_000
/** Notices in one message at most. */
const most = 50

const isDue = (channel: DeliveryChannel, now: string) => sql`
  d.channel = ${channel} AND d.state IN ('WAITING', 'SENDING') AND d.due_at <= ${now}`

/**
 * The next message of a channel that is due, claimed in its own transaction before anything is sent: critical notices
 * first and alone; whatever else is due to the same address goes with it. `null`: nothing is due.
 */
export async function claimOutgoing(
  { database, now: clock }: Runtime,
  channel: DeliveryChannel,
): Promise<Outgoing | null> {
  const now = clock()
  return database.transaction(async (tx) => {
    const [first] = await tx.rows<{
      id: string
      personId: string | null
      addressId: string | null
      alone: boolean
    }>(sql`
      SELECT d.id, d.person_id AS "personId", d.address_id AS "addressId",
        h.level = 'CRITICAL' OR d.person_id IS NULL AS alone
      FROM delivery d JOIN happening h ON h.id = d.happening_id WHERE ${isDue(channel, now)}
      ORDER BY h.level <> 'CRITICAL', d.due_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`)
    if (!first) return null
    const together = first.alone
      ? [first]
      : await tx.rows<{ id: string }>(sql`
          SELECT d.id FROM delivery d JOIN happening h ON h.id = d.happening_id
          WHERE ${isDue(channel, now)} AND d.person_id = ${first.personId} AND h.level <> 'CRITICAL'
            AND d.address_id IS NOT DISTINCT FROM ${first.addressId}::uuid
          ORDER BY d.created_at, d.id LIMIT ${most} FOR UPDATE OF d SKIP LOCKED`)
    const ids = together.map(({ id }) => id)
    await tx
      .update(delivery)
      .set({
        state: 'SENDING',
        attempts: sql`${delivery.attempts} + 1`,
        dueAt: new Date(Date.parse(now) + claimFor).toISOString(),
      })
      .where(inArray(delivery.id, ids))
    const rows = await tx.rows<Claimed>(sql`
      SELECT d.id, d.attempts, h.kind, h.params, h.path, h.level, coalesce(p.locale, 'es-CL') AS locale, p.email,
        p.deactivated_at IS NULL AS active, d.address_id AS "addressId", a.address
      FROM delivery d JOIN happening h ON h.id = d.happening_id LEFT JOIN person p ON p.id = d.person_id
      LEFT JOIN channel_address a ON a.id = d.address_id AND a.person_id = d.person_id
      WHERE d.id = ${anyOf(ids, 'uuid')} ORDER BY d.created_at, d.id`)
    const { locale, email, active, addressId, address } = rows[0]!
    const to = channel === 'email' ? (active ? email : null) : channel === 'slack' ? '' : active ? address : null
    return {
      deliveries: rows.map(({ id, attempts }) => ({ id, attempts })),
      addressId,
      to: to ?? unreachable,
      locale,
      items: rows.map(({ kind, params, path, level }) => ({ kind, params, path, level })),
    }
  })
}

/** Stands for an address that is gone: nothing is sent to it. */
export const unreachable = '\u0000'

export type Outcome =
  | { sent: true; providerId: string | null }
  | { sent: false; reason: string; permanent: boolean; gone?: boolean; retryAfterSeconds?: number }

/** Writes down what became of a message; what may still succeed waits for its next attempt. */
export async function settleOutgoing(
  { database, now: clock, log }: Runtime,
  out: Outgoing,
  outcome: Outcome,
): Promise<void> {
  const now = clock()
  await database.transaction(async (tx) => {
    const ids = out.deliveries.map(({ id }) => id)
    if (outcome.sent) {
      const { providerId } = outcome
      await tx
        .update(delivery)
        .set({ state: 'SENT', settledAt: now, providerId, lastError: null })
        .where(inArray(delivery.id, ids))
      return
    }
    const { reason, permanent, gone, retryAfterSeconds } = outcome
    const lastError = reason.slice(0, 1000)
    for (const { id, attempts } of out.deliveries) {
      const again = permanent ? null : retryAt(Date.parse(now), attempts, retryAfterSeconds)
      await tx
        .update(delivery)
        .set(
          again === null
            ? { state: 'FAILED', settledAt: now, lastError }
            : { state: 'WAITING', dueAt: new Date(again).toISOString(), lastError },
        )
        .where(eq(delivery.id, id))
      if (again === null) log.warn({ delivery: id, reason: lastError }, 'delivery failed')
    }
    if (gone && out.addressId) await tx.delete(channelAddress).where(eq(channelAddress.id, out.addressId))
  })
}
