import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, instant } from './database/columns.ts'

/** Who did what: appended only, each row's hash covers the row before it. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    channel: text('channel').notNull(),
    requestId: text('request_id').notNull(),
    action: text('action').notNull(),
    entityType: text('entity_type').notNull(),
    entityId: text('entity_id').notNull(),
    /** The changed fields as JSON text, kept as text so that its hash can be verified byte by byte. */
    changes: text('changes').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('audit_entry_entity').on(t.entityType, t.entityId, t.seq), index('audit_entry_at').on(t.at)],
)

/** One row: the end of the audit chain, locked by each transaction that appends to it. */
export const auditHead = pgTable('audit_head', {
  id: integer('id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
})

/** Human numbers without gaps: the row is locked by the transaction that takes the next value. */
export const counter = pgTable('counter', {
  name: text('name').primaryKey(),
  value: bigint('value', { mode: 'number' }).notNull(),
})

/** Answers of POST requests that carried an `Idempotency-Key`, replayed for a day. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    actorId: uuid('actor_id').notNull(),
    key: text('key').notNull(),
    command: text('command').notNull(),
    fingerprint: text('fingerprint').notNull(),
    answer: jsonb('answer'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.actorId, t.key, t.command] }), index('idempotency_key_age').on(t.createdAt)],
)

/** Sign-ins, refusals and changes of rights; the same fact within a second is one row with a count. */
export const securityEvent = pgTable(
  'security_event',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    kind: text('kind').notNull(),
    count: integer('count').notNull().default(1),
    ip: text('ip').notNull(),
    personId: uuid('person_id'),
    subject: text('subject'),
    route: text('route').notNull(),
    requestId: text('request_id').notNull(),
  },
  (t) => [index('security_event_at').on(t.at, t.id)],
)

/** What the clock does: one row for each schedule of the code, which also remembers who stopped it. */
export const jobSchedule = pgTable('job_schedule', {
  name: text('name').primaryKey(),
  cron: text('cron').notNull(),
  pausedAt: instant('paused_at'),
  pausedBy: uuid('paused_by'),
})

/** Installation-wide facts set once: the demo mark, the set-up token's hash. */
export const setting = pgTable('setting', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: createdAt(),
})
