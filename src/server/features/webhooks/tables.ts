import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'

/** An address of another system that is told what happens. */
export const webhook = pgTable('webhook', {
  id: id(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  events: text('events').array().notNull(),
  /** Encrypted with SECRET_KEY. */
  secret: text('secret').notNull(),
  /** Signs beside the new one until `oldSecretUntil`, while the other system changes over. */
  oldSecret: text('old_secret'),
  oldSecretUntil: instant('old_secret_until'),
  active: boolean('active').notNull().default(true),
  createdBy: uuid('created_by').references(() => person.id),
  createdAt: createdAt(),
  version: version(),
})

/** Every message to every address, written with the change that it tells of. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: id(),
    /** The order of the changes: those of one entity lock the same row, so their numbers rise as they commit. */
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    webhookId: uuid('webhook_id')
      .notNull()
      .references(() => webhook.id, { onDelete: 'cascade' }),
    event: text('event').notNull(),
    entity: text('entity').notNull(),
    /** Exactly the bytes that are signed and sent. */
    body: text('body').notNull(),
    state: text('state', { enum: ['PENDING', 'DELIVERED', 'DEAD'] })
      .notNull()
      .default('PENDING'),
    createdAt: createdAt(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    /** Whoever sends it has until then; afterwards it is taken for lost with its process. */
    claimedUntil: instant('claimed_until'),
    lastAttemptAt: instant('last_attempt_at'),
    status: integer('status'),
    error: text('error'),
  },
  (t) => [
    index('webhook_delivery_created').on(t.createdAt, t.id),
    index('webhook_delivery_pending').on(t.webhookId, t.entity, t.seq).where(sql`${t.state} = 'PENDING'`),
    index('webhook_delivery_webhook').on(t.webhookId, t.state, t.createdAt),
  ],
)
