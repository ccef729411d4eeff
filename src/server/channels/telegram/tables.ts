import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { person } from '../../features/people/tables.ts'
import { id, instant } from '../../platform/database/columns.ts'
import type { Conversation } from './conversation.ts'

/** Chats are numbers of up to 52 bits. */
const chat = () => bigint('chat_id', { mode: 'number' })

/** The one chat in which a person is known. */
export const telegramLink = pgTable('telegram_link', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  chatId: chat().notNull().unique(),
  /** How the chat calls itself, so that its owner recognises it. */
  name: text('name').notNull(),
  linkedAt: instant('linked_at').notNull(),
})

/** The code that a person was shown last: HMAC under SECRET_KEY, because six digits are quickly tried. */
export const telegramCode = pgTable('telegram_code', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id),
  hash: text('hash').notNull().unique(),
  expiresAt: instant('expires_at').notNull(),
})

/** Codes that were tried, for the limits of guessing. */
export const telegramGuess = pgTable(
  'telegram_guess',
  { id: id(), chatId: chat().notNull(), at: instant('at').notNull() },
  (t) => [index('telegram_guess_at').on(t.at)],
)

/** Every update that came, by the number Telegram gave it: one that comes again is known. */
export const telegramUpdate = pgTable(
  'telegram_update',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    /** Forgotten once it is done. */
    payload: jsonb('payload'),
    receivedAt: instant('received_at').notNull(),
    /** When a process last took it up; long ago and not done: that process was killed. */
    claimedAt: instant('claimed_at').notNull(),
    attempts: integer('attempts').notNull().default(1),
    doneAt: instant('done_at'),
  },
  (t) => [
    index('telegram_update_open').on(t.claimedAt).where(sql`${t.doneAt} IS NULL`),
    index('telegram_update_age').on(t.receivedAt),
  ],
)

/** What the bot asked last in a chat and what it knows already, until it is answered or too old. */
export const telegramConversation = pgTable('telegram_conversation', {
  chatId: chat().primaryKey(),
  state: jsonb('state').$type<Conversation>().notNull(),
  /** The update that left it so. */
  updateId: bigint('update_id', { mode: 'number' }).notNull(),
  expiresAt: instant('expires_at').notNull(),
})
