import { z } from 'zod'
import { instant, page, pageQuery, reference, text, uuid } from './common.ts'

/** What an outgoing webhook may be told of. The message carries identifiers; the API has the rest. */
export const webhookEvents = [
  'asset.changed',
  'asset.statusChanged',
  'meter.recorded',
  'workOrder.changed',
  'workOrder.completed',
  'inspection.submitted',
  'inspection.criticalFailure',
  'document.changed',
  'document.expiring',
  'faultRequest.submitted',
  'faultRequest.triaged',
  'stock.low',
] as const

/** Sent when somebody asks for a trial. */
export const trialEvent = 'webhook.trial'

export const deliveryStates = ['PENDING', 'DELIVERED', 'DEAD'] as const

export const webhook = z
  .object({
    id: uuid,
    name: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    active: z.boolean(),
    createdBy: reference.nullable(),
    createdAt: instant,
    oldSecretUntil: instant.nullable().meta({ description: 'messages carry both signatures until then' }),
    waiting: z.int(),
    dead: z.int(),
    lastDeliveredAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhook>
export const webhookList = z.object({ items: z.array(webhook) })

const address = z.url({ protocol: /^https?$/ }).max(500)
const events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length)
export const createWebhook = z.strictObject({ name: text(80), url: address, events })
export type CreateWebhook = z.infer<typeof createWebhook>
export const updateWebhook = z.strictObject({
  name: text(80).optional(),
  url: address.optional(),
  events: events.optional(),
  active: z.boolean().optional(),
})
export type UpdateWebhook = z.infer<typeof updateWebhook>

const secret = z.string().meta({ description: 'signs the messages; shown only now' })
export const createdWebhook = z.object({ secret, webhook }).meta({ id: 'CreatedWebhook' })

const delivery = z.object({
  id: uuid,
  webhook: reference,
  event: z.string(),
  entity: z.string(),
  state: z.enum(deliveryStates),
  createdAt: instant,
  attempts: z.int(),
  nextAttemptAt: instant.nullable(),
  lastAttemptAt: instant.nullable(),
  status: z.int().nullable().meta({ description: 'HTTP status of the last answer' }),
  error: z.string().nullable(),
  body: z.string(),
})
export type WebhookDelivery = z.infer<typeof delivery>
export const deliveryQuery = z.strictObject({
  ...pageQuery,
  webhookId: uuid.optional(),
  state: z.enum(deliveryStates).optional(),
})
export type DeliveryQuery = z.infer<typeof deliveryQuery>
export const deliveryPage = page(delivery)
