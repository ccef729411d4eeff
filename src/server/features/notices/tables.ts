import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { deliveryChannels, digests, noticeLevels, personalChannels } from '../../../domain/notice.ts'
import { createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'

/** Something that people have to hear of, once: `key` is what makes a repetition of it the same. */
export const happening = pgTable(
  'happening',
  {
    id: id(),
    kind: text('kind').notNull(),
    level: text('level', { enum: noticeLevels }).notNull(),
    key: text('key').notNull().unique(),
    siteId: uuid('site_id').references(() => site.id),
    /** What fills the places of the kind's sentences, in whichever language they are read. */
    params: jsonb('params').$type<Record<string, string | number>>().notNull(),
    /** The page of the app that shows what it is about, from `/`. */
    path: text('path').notNull(),
    createdAt: createdAt(),
    acknowledgedAt: instant('acknowledged_at'),
    acknowledgedBy: uuid('acknowledged_by').references(() => person.id),
    /** Steps of escalation taken, and when the next is due while nobody acknowledges. */
    escalations: integer('escalations').notNull().default(0),
    escalatesAt: instant('escalates_at'),
  },
  (t) => [
    index('happening_escalates').on(t.escalatesAt).where(sql`${t.escalatesAt} IS NOT NULL`),
    index('happening_age').on(t.createdAt),
  ],
)

/** A happening in one person's list. */
export const notice = pgTable(
  'notice',
  {
    id: id(),
    happeningId: uuid('happening_id')
      .notNull()
      .references(() => happening.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    uniqueIndex('notice_once').on(t.happeningId, t.personId),
    index('notice_person').on(t.personId, t.createdAt),
    index('notice_unread').on(t.personId).where(sql`${t.readAt} IS NULL`),
  ],
)

/** Where a person can be reached on a channel: a browser's subscription, a chat. Their e-mail is on the person. */
export const channelAddress = pgTable(
  'channel_address',
  {
    id: id(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    channel: text('channel', { enum: personalChannels }).notNull(),
    /** What tells one address from another: the endpoint of a subscription, the number of a chat. */
    key: text('key').notNull(),
    /** What the channel sends to. */
    address: text('address').notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('channel_address_key').on(t.channel, t.key), index('channel_address_person').on(t.personId)],
)

export const deliveryStates = ['WAITING', 'SENDING', 'SENT', 'FAILED'] as const

/** One way out of one notice: claimed before it is sent, tried again while that may help, kept for administrators. */
export const delivery = pgTable(
  'delivery',
  {
    id: id(),
    happeningId: uuid('happening_id')
      .notNull()
      .references(() => happening.id, { onDelete: 'cascade' }),
    /** Nobody in particular on a channel of the company. */
    personId: uuid('person_id').references(() => person.id),
    channel: text('channel', { enum: deliveryChannels }).notNull(),
    /** Of `channel_address`; kept when the address is gone. */
    addressId: uuid('address_id'),
    /** Which reminder of the happening it is; 0: the first word of it. */
    reminder: integer('reminder').notNull().default(0),
    state: text('state', { enum: deliveryStates }).notNull().default('WAITING'),
    /** When it goes out or is tried again; while it is being sent, until when it is claimed. */
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
    providerId: text('provider_id'),
    createdAt: createdAt(),
    settledAt: instant('settled_at'),
  },
  (t) => [
    unique('delivery_once').on(t.happeningId, t.channel, t.reminder, t.personId, t.addressId).nullsNotDistinct(),
    index('delivery_due').on(t.channel, t.dueAt).where(sql`${t.state} IN ('WAITING', 'SENDING')`),
    index('delivery_recent').on(t.createdAt),
  ],
)

/** The channels that a person chose for a kind of notice, instead of the usual ones. */
export const noticeChoice = pgTable(
  'notice_choice',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    kind: text('kind').notNull(),
    channels: text('channels', { enum: personalChannels }).array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.kind] })],
)

/** When a person wants to be left alone, and how often they want to hear of what is not critical. */
export const noticeSetting = pgTable('notice_setting', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  /** Civil times `HH:MM`, both or none. */
  quietFrom: text('quiet_from'),
  quietTo: text('quiet_to'),
  normal: text('normal', { enum: digests }).notNull(),
  informative: text('informative', { enum: digests }).notNull(),
  version: version(),
})
