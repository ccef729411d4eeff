import { sql } from 'drizzle-orm'
import { bigint, boolean, customType, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { civilDate, hours, instant, money } from '../../platform/database/columns.ts'
import { asset } from '../fleet/tables.ts'

/** Disjoint spans of time, as PostgreSQL's text. */
const spans = customType<{ data: string }>({ dataType: () => 'tstzmultirange' })

/**
 * Faults of units: failure orders whose downtimes overlap, directly or through another, are one. Derived from the orders by
 * `summaries.ts`; never written by anything else.
 */
export const failure = pgTable(
  'failure',
  {
    /** Of the order that came first. */
    id: uuid('id').primaryKey(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id, { onDelete: 'cascade' }),
    /** When work on it first began. */
    at: instant('at').notNull(),
    /** When the last of its orders was completed. */
    repairedAt: instant('repaired_at'),
    /** Some order says mode, cause and action. */
    coded: boolean('coded').notNull(),
    down: spans('down').notNull(),
    /** Work in progress, holds left out. */
    work: spans('work').notNull(),
    /** The length of each; meaningless while `to` is infinite. */
    downMs: bigint('down_ms', { mode: 'number' }).notNull(),
    workMs: bigint('work_ms', { mode: 'number' }).notNull(),
    /** The hull of everything above; `infinity` while something lasts. */
    from: instant('from_at').notNull(),
    to: instant('to_at').notNull(),
    orderIds: uuid('order_ids').array().notNull(),
    /** Of the first order that says one. */
    modeId: uuid('mode_id'),
    cost: money('cost').notNull().default(0),
  },
  (t) => [
    index('failure_asset').on(t.assetId, t.at),
    index('failure_from').on(t.from, t.to),
    index('failure_long').on(t.to).where(sql`is_long(${t.from}, ${t.to})`),
  ],
)

/**
 * What a unit's whole civil month, or one of the last days, adds to the KPIs: only sums, so that any of them may be added up.
 */
export const kpiSum = pgTable(
  'kpi_sum',
  {
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id, { onDelete: 'cascade' }),
    grain: text('grain', { enum: ['month', 'day'] }).notNull(),
    first: civilDate('first_day').notNull(),
    downMs: bigint('down_ms', { mode: 'number' }).notNull(),
    failures: integer('failures').notNull(),
    failureDownMs: bigint('failure_down_ms', { mode: 'number' }).notNull(),
    repairMs: bigint('repair_ms', { mode: 'number' }).notNull(),
    repaired: integer('repaired').notNull(),
    coded: integer('coded').notNull(),
    pmInside: integer('pm_inside').notNull(),
    pmClosed: integer('pm_closed').notNull(),
    weekDone: integer('week_done').notNull(),
    weekScheduled: integer('week_scheduled').notNull(),
    completed: integer('completed').notNull(),
    hours: hours('hours').notNull(),
    plannedHours: hours('planned_hours').notNull(),
    reactiveHours: hours('reactive_hours').notNull(),
    cost: money('cost').notNull(),
    labourCost: money('labour_cost').notNull(),
    partsCost: money('parts_cost').notNull(),
    serviceCost: money('service_cost').notNull(),
    reportedFailures: integer('reported_failures').notNull(),
    repeated: integer('repeated').notNull(),
  },
  (t) => [primaryKey({ columns: [t.assetId, t.grain, t.first] }), index('kpi_sum_first').on(t.grain, t.first)],
)

/** Units whose summaries are out of date from an instant on; appended by triggers in the transaction of the change. */
export const kpiDirty = pgTable('kpi_dirty', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  assetId: uuid('asset_id').notNull(),
  since: instant('since').notNull(),
})
