import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { type CreateWebhook, trialEvent, type UpdateWebhook, type Webhook } from '../../../contract/webhooks.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, refuseField } from '../../platform/problem.ts'
import { encrypt } from '../../platform/secrets.ts'
import { listWebhooks } from './queries.ts'
import { webhook, webhookDelivery } from './tables.ts'

/** Both secrets of a rotation sign for so long (ms). */
const overlap = 24 * 3_600_000

type Versioned = { id: string; expectedVersion?: number | undefined }

async function lock(tx: Tx, id: string) {
  const [row] = await tx.select().from(webhook).where(eq(webhook.id, id)).for('update')
  if (!row) throw notFound()
  return row
}

const recordOf = async ({ tx, now }: Context, id: string): Promise<Webhook> =>
  (await listWebhooks(tx, now)).find((one) => one.id === id)!

/** Secrets stay out of the log: it tells of a webhook only what everybody who reads the log may know. */
const told = ({
  name,
  url,
  events,
  active,
}: Pick<Webhook, 'name' | 'url' | 'active'> & { events: readonly string[] }) => ({
  ...{ name, url, events, active },
})

/** Without TLS only to one's own network, where an installation allows that. */
function assertAddress({ runtime }: Context, url: string | undefined): void {
  const { protocol, username, password } = new URL(url ?? 'https://none')
  if (username || password) throw refuseField('url', 'invalid')
  if (protocol !== 'https:' && !runtime.config.WEBHOOK_PRIVATE_ADDRESSES) throw refuseField('url', 'httpsOnly')
}

export const createWebhook = command(
  'webhook.manage',
  async (context, { input, secret }: { input: CreateWebhook; secret: string }) => {
    const { tx, actor, now, audit, runtime } = context
    assertAddress(context, input.url)
    const id = v7()
    const sealed = encrypt(runtime.config.SECRET_KEY, secret)
    await tx.insert(webhook).values({ id, ...input, secret: sealed, createdBy: actor.personId, createdAt: now })
    audit('webhook.created', { type: 'webhook', id }, null, told({ ...input, active: true }))
    return recordOf(context, id)
  },
)

export const updateWebhook = command(
  'webhook.manage',
  async (context, { id, expectedVersion, change }: Versioned & { change: UpdateWebhook }) => {
    const { tx, audit, emit } = context
    const before = await lock(tx, id)
    assertVersion(before.version, expectedVersion)
    assertAddress(context, change.url)
    const [after] = await tx
      .update(webhook)
      .set({ ...change, version: before.version + 1 })
      .where(eq(webhook.id, id))
      .returning()
    audit('webhook.changed', { type: 'webhook', id }, told(before as never), told(after as never))
    if (change.active && !before.active) emit('webhook.queued', {})
    return recordOf(context, id)
  },
)

/** A new secret; messages carry the old one's signature as well for a day. */
export const rotateSecret = command(
  'webhook.manage',
  async (context, { id, secret }: { id: string; secret: string }) => {
    const { tx, now, audit, runtime } = context
    const before = await lock(tx, id)
    await tx
      .update(webhook)
      .set({
        secret: encrypt(runtime.config.SECRET_KEY, secret),
        oldSecret: before.secret,
        oldSecretUntil: new Date(Date.parse(now) + overlap).toISOString(),
        version: before.version + 1,
      })
      .where(eq(webhook.id, id))
    audit('webhook.secretRotated', { type: 'webhook', id }, null, null)
    return recordOf(context, id)
  },
)

/** Removes an address with its delivery log. */
export const removeWebhook = command('webhook.manage', async ({ tx, audit }, { id }: { id: string }) => {
  const before = await lock(tx, id)
  await tx.delete(webhook).where(eq(webhook.id, id))
  audit('webhook.removed', { type: 'webhook', id }, told(before as never), null)
  return null
})

/** Sends a message that means nothing, to see whether it arrives. */
export const tryWebhook = command('webhook.manage', async (context, { id }: { id: string }) => {
  const { tx, now, audit, emit } = context
  await lock(tx, id)
  const body = JSON.stringify({ type: trialEvent, timestamp: now, data: { id } })
  await tx.insert(webhookDelivery).values({
    ...{ id: v7(), webhookId: id, event: trialEvent, entity: `webhook:${id}`, body },
    ...{ createdAt: now, nextAttemptAt: now },
  })
  audit('webhook.tried', { type: 'webhook', id }, null, null)
  emit('webhook.queued', {})
  return recordOf(context, id)
})

/** Sends a message again, with all its attempts ahead; its `webhook-id` stays, so that a receiver knows it. */
export const replayDelivery = command('webhook.manage', async ({ tx, now, audit, emit }, { id }: { id: string }) => {
  const [row] = await tx.rows<{ webhookId: string }>(sql`
    UPDATE webhook_delivery SET state = 'PENDING', attempts = 0, next_attempt_at = ${now}, claimed_until = NULL
    WHERE id = ${id} AND state <> 'PENDING' RETURNING webhook_id AS "webhookId"`)
  if (!row) {
    const [waiting] = await tx.rows(sql`SELECT FROM webhook_delivery WHERE id = ${id}`)
    if (!waiting) throw notFound()
    return null
  }
  audit('webhook.replayed', { type: 'webhook', id: row.webhookId }, null, { delivery: id })
  emit('webhook.queued', {})
  return null
})
