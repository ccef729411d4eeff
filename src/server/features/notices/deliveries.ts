import { sql } from 'drizzle-orm'
import {
  channelsOf,
  type DeliveryChannel,
  defaultSettings,
  deliverAt,
  type NoticeLevel,
  type NoticeSettings,
  type PersonalChannel,
  personalChannels,
} from '../../../domain/notice.ts'
import type { Context } from '../../platform/command.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { type NoticeKind, ruleOf } from './rules.ts'
import { delivery } from './tables.ts'

interface Reachable extends NoticeSettings {
  personId: string
  chosen: PersonalChannel[] | null
  addresses: { id: string; channel: PersonalChannel }[]
}

type NewDelivery = typeof delivery.$inferInsert

interface ToDeliver {
  happeningId: string
  kind: NoticeKind
  level: NoticeLevel
  /** 0 for the first word of it. */
  reminder: number
  people: readonly string[]
}

/** Writes what has to go out of the product, and when, by each person's choices; wakes the senders of what goes at once. */
export async function planDeliveries(context: Context, { happeningId, kind, level, reminder, people }: ToDeliver) {
  const { tx, now, runtime, emit } = context
  const zone = runtime.config.COMPANY_TIME_ZONE
  const at = Date.parse(now)
  const rule = ruleOf(kind)
  const available = personalChannels.filter((channel) => runtime.channels.includes(channel))
  const reachable = await tx.rows<Reachable>(sql`
    SELECT p.id AS "personId", c.channels AS chosen,
      CASE WHEN s.quiet_from IS NOT NULL THEN json_build_object('from', s.quiet_from, 'to', s.quiet_to) END AS quiet,
      coalesce(s.normal, ${defaultSettings.normal}) AS normal,
      coalesce(s.informative, ${defaultSettings.informative}) AS informative,
      (SELECT coalesce(json_agg(json_build_object('id', a.id, 'channel', a.channel) ORDER BY a.id), '[]')
        FROM channel_address a WHERE a.person_id = p.id) AS addresses
    FROM person p LEFT JOIN notice_setting s ON s.person_id = p.id
    LEFT JOIN notice_choice c ON c.person_id = p.id AND c.kind = ${kind}
    WHERE p.id = ${anyOf(people, 'uuid')} AND p.deactivated_at IS NULL ORDER BY p.id`)
  const base = { happeningId, reminder, createdAt: now }
  const rows = reachable.flatMap(({ personId, chosen, addresses, ...settings }): NewDelivery[] => {
    const dueAt = new Date(deliverAt(at, level, settings, zone)).toISOString()
    return channelsOf(rule.channels, chosen, available).flatMap((channel): NewDelivery[] =>
      channel === 'email'
        ? [{ ...base, personId, channel, dueAt }]
        : addresses
            .filter((address) => address.channel === channel)
            .map(({ id }) => ({ ...base, personId, channel, addressId: id, dueAt })),
    )
  })
  if (rule.slack && runtime.channels.includes('slack')) rows.push({ ...base, channel: 'slack', dueAt: now })
  if (rows.length === 0) return
  await tx.insert(delivery).values(rows).onConflictDoNothing()
  const urgent = new Set<DeliveryChannel>(rows.filter(({ dueAt }) => dueAt <= now).map(({ channel }) => channel))
  for (const channel of urgent) emit('delivery.queued', { channel })
}
