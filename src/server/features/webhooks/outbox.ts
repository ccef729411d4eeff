import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { webhookEvents } from '../../../contract/webhooks.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { HappenedEvent } from '../../platform/jobs.ts'

const told: readonly string[] = webhookEvents

/** Whose order counts: messages about the same record arrive in the order of its changes. */
const entityOf = ({ name, payload }: HappenedEvent): string => {
  const { id, partId } = payload as { id?: string; partId?: string }
  return `${name.split('.')[0]}:${id ?? partId}`
}

/**
 * Writes one message for each active webhook that wants to hear of these events, in the transaction of the change: a
 * crash loses no message and sends none for what was rolled back. Answers what wakes the sender.
 */
export async function keepForWebhooks(tx: Tx, events: readonly HappenedEvent[], now: string): Promise<HappenedEvent[]> {
  const rows = events
    .filter(({ name }) => told.includes(name))
    .map((event) => ({
      event: event.name,
      entity: entityOf(event),
      body: JSON.stringify({ type: event.name, timestamp: now, data: event.payload }),
    }))
  if (rows.length === 0) return []
  const wanted = await tx.rows<{ id: string }>(sql`
    SELECT id FROM webhook WHERE active AND events && ${sql.param(rows.map(({ event }) => event))}::text[]`)
  if (wanted.length === 0) return []
  const messages = rows.flatMap((row) => wanted.map((webhook) => ({ ...row, webhookId: webhook.id, id: v7() })))
  await tx.rows(sql`
    INSERT INTO webhook_delivery (id, webhook_id, event, entity, body, created_at, next_attempt_at)
    SELECT m.id, w.id, m.event, m.entity, m.body, ${now}, ${now}
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(messages)}::text::json)
      AS (id uuid, "webhookId" uuid, event text, entity text, body text)) WITH ORDINALITY
      AS m(id, webhook_id, event, entity, body, place)
    JOIN webhook w ON w.id = m.webhook_id AND m.event = ANY(w.events) ORDER BY m.place`)
  return [{ name: 'webhook.queued', payload: {} }]
}
