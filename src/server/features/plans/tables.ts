import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ServiceLevel } from '../../../domain/service-level.ts'
import { civilDate, createdAt, id, instant, meterValue, version } from '../../platform/database/columns.ts'
import { asset, assetType } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'
import { workOrder } from '../work-orders/tables.ts'

/** Preventive work that comes back: for one asset, or for every asset of a type. */
export const maintenancePlan = pgTable(
  'maintenance_plan',
  {
    id: id(),
    name: text('name').notNull(),
    description: text('description'),
    assetId: uuid('asset_id').references(() => asset.id),
    assetTypeId: uuid('asset_type_id').references(() => assetType.id),
    /** Narrows a plan of a type to this site and those below; `null`: every site. */
    siteId: uuid('site_id').references(() => site.id),
    calendarEvery: integer('calendar_every'),
    calendarUnit: text('calendar_unit', { enum: ['day', 'week', 'month', 'year'] }),
    meterEvery: meterValue('meter_every'),
    meterKind: text('meter_kind', { enum: ['KM', 'HOURS'] }),
    mode: text('mode', { enum: ['FIXED', 'FLOATING'] }).notNull(),
    startsOn: civilDate('starts_on').notNull(),
    meterStart: meterValue('meter_start').notNull().default(0),
    /** Percent of the interval. */
    tolerance: integer('tolerance').notNull().default(10),
    leadDays: integer('lead_days').notNull().default(7),
    months: integer('months').array().notNull().default(sql`'{}'`),
    workingDays: boolean('working_days').notNull().default(false),
    priority: text('priority', { enum: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] }).notNull(),
    levels: jsonb('levels').$type<ServiceLevel[]>().notNull(),
    /** Nothing is owed from before: when the plan was made, or last resumed. */
    countsFrom: instant('counts_from').notNull(),
    pausedAt: instant('paused_at'),
    pauseReason: text('pause_reason'),
    archivedAt: instant('archived_at'),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    index('maintenance_plan_asset').on(t.assetId).where(sql`${t.assetId} IS NOT NULL`),
    index('maintenance_plan_type').on(t.assetTypeId).where(sql`${t.assetTypeId} IS NOT NULL`),
  ],
)

/** Every turn of a plan that came up for an asset, in order: raised as an order, or skipped by somebody. Appended only. */
export const maintenanceDue = pgTable(
  'maintenance_due',
  {
    planId: uuid('plan_id')
      .notNull()
      .references(() => maintenancePlan.id),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    sequence: integer('sequence').notNull(),
    cycle: integer('cycle').notNull(),
    /** By calendar, before and after seasons and holidays. */
    nominalOn: civilDate('nominal_on'),
    dueOn: civilDate('due_on'),
    dueMeter: meterValue('due_meter'),
    anchorOn: civilDate('anchor_on'),
    steps: integer('steps').notNull(),
    trigger: text('trigger', { enum: ['CALENDAR', 'METER'] }).notNull(),
    raisedOn: civilDate('raised_on').notNull(),
    raisedMeter: meterValue('raised_meter'),
    workOrderId: uuid('work_order_id').references(() => workOrder.id),
    skippedBy: uuid('skipped_by').references(() => person.id),
    skipReason: text('skip_reason'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.planId, t.assetId, t.sequence] }),
    index('maintenance_due_order').on(t.workOrderId).where(sql`${t.workOrderId} IS NOT NULL`),
  ],
)

/** The secret address of a person's maintenance calendar; its token is kept as SHA-256. */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => person.id),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    lastReadAt: instant('last_read_at'),
  },
  (t) => [uniqueIndex('calendar_feed_token').on(t.tokenHash)],
)
