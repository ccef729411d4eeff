import { z } from 'zod'
import { deliveryChannels, digests, noticeLevels, personalChannels } from '../domain/notice.ts'
import { flag, instant, page, pageQuery, reference, uuid } from './common.ts'

export const notice = z
  .object({
    id: uuid,
    kind: z.string(),
    level: z.enum(noticeLevels),
    title: z.string().meta({ description: 'in the language of the caller' }),
    text: z.string(),
    path: z.string().meta({ description: 'of the page that shows what it is about' }),
    createdAt: instant,
    readAt: instant.nullable(),
    acknowledgedAt: instant.nullable().meta({ description: 'of critical ones, by whoever did it first' }),
    acknowledgedBy: reference.nullable(),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof notice>

export const noticeQuery = z.strictObject({
  unread: flag.optional(),
  level: z.enum(noticeLevels).optional(),
  ...pageQuery,
})
export type NoticeQuery = z.output<typeof noticeQuery>
export const noticePage = page(notice)

export const noticeSummary = z
  .object({
    unread: z.int(),
    critical: z.int().meta({ description: 'critical ones that nobody has acknowledged' }),
  })
  .meta({ id: 'NoticeSummary' })
export type NoticeSummary = z.infer<typeof noticeSummary>

export const markRead = z.strictObject({
  until: instant.meta({ description: 'marks what came at this instant or before' }),
})

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const quiet = z
  .strictObject({ from: clock, to: clock })
  .nullable()
  .meta({ description: 'civil times of the company’s zone, over midnight when `to` is earlier' })

const settings = {
  quiet,
  normal: z.enum(digests).meta({ description: 'how often normal notices leave the app' }),
  informative: z.enum(digests),
}

export const noticePreferences = z
  .object({
    ...settings,
    available: z.array(z.enum(personalChannels)).meta({ description: 'channels that this installation has set up' }),
    reachable: z.array(z.enum(personalChannels)).meta({ description: 'of these, where this person can be reached' }),
    kinds: z.array(
      z.object({
        kind: z.string(),
        name: z.string().meta({ description: 'in the language of the caller' }),
        level: z.enum(noticeLevels),
        channels: z.array(z.enum(personalChannels)),
      }),
    ),
    version: z.int(),
  })
  .meta({ id: 'NoticePreferences' })
export type NoticePreferences = z.infer<typeof noticePreferences>

export const updateNoticePreferences = z.strictObject({
  ...settings,
  kinds: z
    .array(z.strictObject({ kind: z.string().max(60), channels: z.array(z.enum(personalChannels)).max(3) }))
    .max(60),
})
export type UpdateNoticePreferences = z.output<typeof updateNoticePreferences>

export const pushKey = z
  .object({ publicKey: z.string().nullable().meta({ description: 'null: not set up here' }) })
  .meta({ id: 'PushKey' })

/** What a browser's `PushSubscription` says of itself. */
export const pushSubscription = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{80,100}$/),
    auth: z.string().regex(/^[\w-]{16,40}$/),
  }),
})
export type PushSubscription = z.output<typeof pushSubscription>
export const forgetPush = z.strictObject({ endpoint: z.string().max(1000) })

const states = ['WAITING', 'SENDING', 'SENT', 'FAILED'] as const
export const deliveryItem = z
  .object({
    id: uuid,
    channel: z.enum(deliveryChannels),
    state: z.enum(states),
    person: reference.nullable(),
    kind: z.string(),
    title: z.string(),
    reminder: z.int(),
    attempts: z.int(),
    dueAt: instant.nullable().meta({ description: 'when it goes out or is tried again' }),
    lastError: z.string().nullable(),
    createdAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Delivery' })
export type DeliveryItem = z.infer<typeof deliveryItem>

export const deliveryQuery = z.strictObject({
  channel: z.enum(deliveryChannels).optional(),
  state: z.enum(states).optional(),
  personId: uuid.optional(),
  ...pageQuery,
})
export type DeliveryQuery = z.output<typeof deliveryQuery>
export const deliveryPage = page(deliveryItem)

export const liveTicket = z
  .object({ ticket: z.string(), expiresIn: z.int().meta({ description: 'seconds; it opens one connection' }) })
  .meta({ id: 'LiveTicket' })
