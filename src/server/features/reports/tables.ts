import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { asset, assetType } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'

/** A report's question under a name: whoever opens it sees the figures of their own sites. */
export const savedReport = pgTable(
  'saved_report',
  {
    id: id(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => person.id),
    name: text('name').notNull(),
    report: text('report').notNull(),
    groupBy: text('group_by'),
    siteId: uuid('site_id').references(() => site.id),
    typeId: uuid('type_id').references(() => assetType.id),
    assetId: uuid('asset_id').references(() => asset.id),
    period: text('period').notNull(),
    shared: boolean('shared').notNull().default(false),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [index('saved_report_owner').on(t.ownerId), index('saved_report_shared').on(t.shared).where(sql`${t.shared}`)],
)

/** When a saved report goes out by mail, in its owner's name. */
export const reportSchedule = pgTable(
  'report_schedule',
  {
    savedReportId: uuid('saved_report_id')
      .primaryKey()
      .references(() => savedReport.id, { onDelete: 'cascade' }),
    frequency: text('frequency', { enum: ['DAILY', 'WEEKLY', 'MONTHLY'] }).notNull(),
    weekday: integer('weekday'),
    day: integer('day'),
    time: text('time').notNull(),
    recipients: text('recipients').array().notNull(),
    nextAt: instant('next_at').notNull(),
    lastAt: instant('last_at'),
    lastError: text('last_error', { enum: ['OWNER_GONE', 'REPORT_REFUSED'] }),
  },
  (t) => [index('report_schedule_next').on(t.nextAt)],
)

/** Each time a report went out: once for every time it was due, however many processes look after it. */
export const reportDelivery = pgTable(
  'report_delivery',
  {
    id: id(),
    savedReportId: uuid('saved_report_id')
      .notNull()
      .references(() => savedReport.id, { onDelete: 'cascade' }),
    dueAt: instant('due_at').notNull(),
    mailId: uuid('mail_id').notNull(),
  },
  (t) => [uniqueIndex('report_delivery_once').on(t.savedReportId, t.dueAt)],
)
