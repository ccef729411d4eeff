import { sql } from 'drizzle-orm'
import type { DeliveryQuery, Webhook, WebhookDelivery } from '../../../contract/webhooks.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'

export function listWebhooks(db: Db, now: string): Promise<Webhook[]> {
  return db.rows<Webhook>(sql`
    SELECT w.id, w.name, w.url, w.events, w.active, w.created_at AS "createdAt", w.version,
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS "createdBy",
      CASE WHEN w.old_secret_until > ${now} THEN w.old_secret_until END AS "oldSecretUntil",
      d.waiting, d.dead, d.last AS "lastDeliveredAt"
    FROM webhook w LEFT JOIN person p ON p.id = w.created_by
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE state = 'PENDING') AS waiting, count(*) FILTER (WHERE state = 'DEAD') AS dead,
        max(last_attempt_at) FILTER (WHERE state = 'DELIVERED') AS last
      FROM webhook_delivery WHERE webhook_id = w.id
    ) d ON true
    ORDER BY w.name, w.id`)
}

/** The delivery log, newest first. */
export async function listDeliveries(db: Db, query: DeliveryQuery) {
  const key = { by: sql`d.created_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(key, sql`d.id`, 'desc', query.cursor)
  const conditions = [
    after,
    query.webhookId && sql`d.webhook_id = ${query.webhookId}`,
    query.state && sql`d.state = ${query.state}`,
  ].filter((condition) => typeof condition === 'object')
  const rows = await db.rows<WebhookDelivery & { cursor: unknown }>(sql`
    SELECT d.id, json_build_object('id', w.id, 'name', w.name) AS webhook, d.event, d.entity, d.state,
      d.created_at AS "createdAt", d.attempts, d.next_attempt_at AS "nextAttemptAt", d.last_attempt_at AS "lastAttemptAt",
      d.status, d.error, d.body, ${cursor} AS cursor
    FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
    WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}
