import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Notice, PushSubscription, UpdateNoticePreferences } from '../../../contract/notices.ts'
import type { PersonalChannel } from '../../../domain/notice.ts'
import { assertVersion, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { signalNotices } from '../../platform/fan-out.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { getNotice, preferencesOf } from './queries.ts'
import { noticeKinds } from './rules.ts'
import { channelAddress, delivery, happening, notice, noticeChoice, noticeSetting } from './tables.ts'

/** Marks one notice as read; reading it again changes nothing. */
export const readNotice = command('notice.use', async ({ tx, actor, now, runtime }, { id }: { id: string }) => {
  await tx
    .update(notice)
    .set({ readAt: now })
    .where(and(eq(notice.id, id), eq(notice.personId, actor.personId!), isNull(notice.readAt)))
  const found = await getNotice(tx, actor, id, runtime.config.COMPANY_TIME_ZONE)
  if (!found) throw notFound()
  await signalNotices(tx, [actor.personId!])
  return found
})

/** Marks as read whatever was on screen: what has come since stays new. */
export const readNoticesUntil = command('notice.use', async ({ tx, actor, now }, { until }: { until: string }) => {
  await tx
    .update(notice)
    .set({ readAt: now })
    .where(
      and(
        eq(notice.personId, actor.personId!),
        isNull(notice.readAt),
        sql`${notice.createdAt} <= ${until}::timestamptz`,
      ),
    )
  await signalNotices(tx, [actor.personId!])
})

/** Somebody answers for a critical happening: it climbs no further, and everybody who was told sees who does. */
export const acknowledgeNotice = command(
  'notice.use',
  async ({ tx, actor, now, runtime, audit }, { id }: { id: string }): Promise<Notice> => {
    const [found] = await tx.rows<{ happeningId: string; level: string; acknowledgedAt: string | null }>(sql`
      SELECT h.id AS "happeningId", h.level, h.acknowledged_at AS "acknowledgedAt"
      FROM notice n JOIN happening h ON h.id = n.happening_id
      WHERE n.id = ${id} AND n.person_id = ${actor.personId} FOR UPDATE OF h`)
    if (!found) throw notFound()
    if (found.level !== 'CRITICAL') throw new Problem('notice.notCritical')
    const { happeningId } = found
    if (!found.acknowledgedAt) {
      const acknowledged = { acknowledgedAt: now, acknowledgedBy: actor.personId! }
      await tx
        .update(happening)
        .set({ ...acknowledged, escalatesAt: null })
        .where(eq(happening.id, happeningId))
      await tx
        .delete(delivery)
        .where(and(eq(delivery.happeningId, happeningId), sql`${delivery.reminder} > 0`, eq(delivery.state, 'WAITING')))
      audit('notice.acknowledged', { type: 'notice', id: happeningId }, null, acknowledged)
    }
    await tx
      .update(notice)
      .set({ readAt: now })
      .where(and(eq(notice.id, id), isNull(notice.readAt)))
    const told = await tx.select({ id: notice.personId }).from(notice).where(eq(notice.happeningId, happeningId))
    await signalNotices(
      tx,
      told.map((one) => one.id),
    )
    return (await getNotice(tx, actor, id, runtime.config.COMPANY_TIME_ZONE))!
  },
)

export const updatePreferences = command(
  'notice.use',
  async (
    { tx, actor, runtime },
    { expectedVersion, kinds, quiet, normal, informative }: UpdateNoticePreferences & { expectedVersion?: number },
  ) => {
    const personId = actor.personId!
    const unknown = kinds.findIndex(({ kind }) => !noticeKinds.some((known) => known === kind))
    if (unknown >= 0) throw refuseField(`kinds.${unknown}.kind`, 'unknown')
    if (quiet && quiet.from === quiet.to) throw refuseField('quiet.to', 'invalid')
    await tx.rows(sql`SELECT id FROM person WHERE id = ${personId} FOR UPDATE`)
    const before = await preferencesOf(tx, runtime, actor)
    assertVersion(before.version, expectedVersion)
    const settings = { quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null, normal, informative }
    await tx
      .insert(noticeSetting)
      .values({ personId, ...settings })
      .onConflictDoUpdate({
        target: noticeSetting.personId,
        set: { ...settings, version: sql`${noticeSetting.version} + 1` },
      })
    for (const { kind, channels } of kinds) {
      const chosen = { channels: [...new Set(channels)] }
      await tx
        .insert(noticeChoice)
        .values({ personId, kind, ...chosen })
        .onConflictDoUpdate({ target: [noticeChoice.personId, noticeChoice.kind], set: chosen })
    }
    return preferencesOf(tx, runtime, actor)
  },
)

/** Remembers where a person can be reached; an address that was somebody else's is theirs no more. */
export async function keepAddress(
  tx: Tx,
  address: { personId: string; channel: PersonalChannel; key: string; address: string; createdAt: string },
): Promise<void> {
  await tx
    .insert(channelAddress)
    .values(address)
    .onConflictDoUpdate({ target: [channelAddress.channel, channelAddress.key], set: address })
}

/** Forgets addresses of a person on a channel: one by its key, or all. */
export async function forgetAddress(
  tx: Tx,
  personId: string,
  channel: PersonalChannel,
  key: string | null,
): Promise<void> {
  await tx
    .delete(channelAddress)
    .where(
      and(
        eq(channelAddress.personId, personId),
        eq(channelAddress.channel, channel),
        key === null ? sql`true` : eq(channelAddress.key, key),
      ),
    )
}

const mostBrowsers = 20

export const subscribeToPush = command(
  'notice.use',
  async ({ tx, actor, now, runtime }, subscription: PushSubscription) => {
    if (!runtime.channels.includes('push')) throw new Problem('push.notSetUp')
    const { NODE_ENV } = runtime.config
    if (!subscription.endpoint.startsWith('https:') && NODE_ENV !== 'test') throw refuseField('endpoint', 'invalid')
    const personId = actor.personId!
    const address = JSON.stringify(subscription)
    await keepAddress(tx, { personId, channel: 'push', key: subscription.endpoint, address, createdAt: now })
    const kept = await tx
      .select({ id: channelAddress.id })
      .from(channelAddress)
      .where(and(eq(channelAddress.personId, personId), eq(channelAddress.channel, 'push')))
      .orderBy(sql`${channelAddress.createdAt} DESC`, sql`${channelAddress.id} DESC`)
      .offset(mostBrowsers)
    const old = kept.map(({ id }) => id)
    if (old.length > 0) await tx.delete(channelAddress).where(inArray(channelAddress.id, old))
  },
)

export const unsubscribeFromPush = command('notice.use', ({ tx, actor }, { endpoint }: { endpoint: string }) =>
  forgetAddress(tx, actor.personId!, 'push', endpoint),
)

/** Sends once more what was given up, from the first attempt on. */
export const retryDelivery = command('delivery.manage', async ({ tx, now, emit, audit }, { id }: { id: string }) => {
  const [found] = await tx.select().from(delivery).where(eq(delivery.id, id)).for('update')
  if (!found) throw notFound()
  if (found.state !== 'FAILED') throw new Problem('delivery.notFailed')
  await tx
    .update(delivery)
    .set({ state: 'WAITING', attempts: 0, dueAt: now, settledAt: null })
    .where(eq(delivery.id, id))
  audit('delivery.retried', { type: 'delivery', id }, { state: 'FAILED' }, { state: 'WAITING' })
  emit('delivery.queued', { channel: found.channel })
})
