import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { catalogue } from '../../../simulation/part-catalogue.ts'
import type { OrderRow, ServiceTurn } from '../../../simulation/rows.ts'
import { type Simulation, simulate } from '../../../simulation/simulate.ts'
import type { Actor } from '../../platform/actor.ts'
import { appendAudit } from '../../platform/audit/append.ts'
import { changesBetween } from '../../platform/audit/chain.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { counter, setting } from '../../platform/tables.ts'
import { ensureChecklists } from '../inspections/checklists/commands.ts'
import { maintenancePlan } from '../plans/tables.ts'
import { countWords, indexMissingOrders } from '../search/commands.ts'
import { loadInBulk } from './bulk-indexes.ts'
import { openLoader } from './loader.ts'
import { readMasterData } from './master-data.ts'
import { demoPlans, plannedParts } from './plans.ts'
import { demoSheets } from './sheets.ts'
import { demoPartIds, openDemoWarehouse } from './warehouse.ts'

export interface DemoOptions {
  seed: string
  assets: number
  /** Exactly so many orders; without it, those that the fleet has by nature. */
  orders?: number | undefined
  /** Delete what the database holds first. */
  force: boolean
}

/** The database holds somebody's records, and nobody said to delete them. */
export class NotEmptyError extends Error {}

/** Loaded in bulk, or filled by triggers while they are. */
const tables = ['work_order', 'work_order_status', 'labour_entry', 'service_line', 'asset', 'asset_status'].concat([
  'asset_placement',
  'meter_reading',
  'stock_movement',
  'work_order_part',
  'kpi_dirty',
])
/** Rows of these are looked up by their keys while others are loaded. */
const keyed = ['asset', 'work_order_part']
/**
 * Triggers that would only take time: after the load every unit is marked for the summaries once, an order brings when its
 * day was decided, and what can be searched is written for all orders at once by `makeSearchable`.
 */
const idle = [
  ['work_order', 'work_order_scheduling'],
  ['work_order', 'work_order_kpi_insert'],
  ['work_order', 'work_order_search_insert'],
  ['work_order_status', 'work_order_status_kpi_insert'],
  ['asset_status', 'asset_status_kpi_insert'],
] as const
/** Kept when everything else is deleted: the audit log always, and what every installation starts with. */
const kept = ['audit_entry', 'audit_head', 'asset_type', 'order_type', 'failure_code', 'document_type']

export async function isEmpty(tx: Tx): Promise<boolean> {
  const [row] = await tx.rows<{ filled: boolean }>(
    sql`SELECT EXISTS (SELECT FROM person) OR EXISTS (SELECT FROM asset) OR EXISTS (SELECT FROM site) AS filled`,
  )
  return !row!.filled
}

/** Fills the database with the three years of a simulated fleet that ends now, and marks it as a demo. */
export async function seedDemo(runtime: Runtime, actor: Actor, options: DemoOptions) {
  const zone = runtime.config.COMPANY_TIME_ZONE
  const now = runtime.now()
  const to = Date.parse(now)
  const from = to - 3 * 365.25 * 86_400_000
  const { seed, assets, orders } = options
  const fleet = simulate({ seed, assets, from, to, zone, ...(orders === undefined ? {} : { orders }) })
  const written = await runtime.database.transaction(async (tx) => {
    if (!(await isEmpty(tx))) {
      if (!options.force) throw new NotEmptyError('the database is not empty; --force deletes what it holds')
      await deleteEverything(tx)
      await ensureChecklists(tx)
    }
    const orders = await loadInBulk(tx, runtime.database.engine, { tables, keyed }, async () => {
      for (const [table, trigger] of idle) await tx.executeSql(`ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`)
      const loaded = await load(tx, fleet, { seed, zone, from, to })
      for (const [table, trigger] of idle) await tx.executeSql(`ALTER TABLE ${table} ENABLE TRIGGER ${trigger}`)
      return loaded
    })
    await settle(tx)
    const value = { seed, assets, orders, from: new Date(from).toISOString(), to: now }
    await tx.insert(setting).values({ key: 'demo', value })
    const { personId: actorId, name: actorName, channel, requestId } = actor
    const changes = changesBetween(null, value)
    const entity = { entityType: 'installation', entityId: 'demo' }
    await appendAudit(tx, [
      { at: now, actorId, actorName, channel, requestId, action: 'demo.seeded', ...entity, changes },
    ])
    return { orders, options: value }
  })
  await runtime.database.db.executeSql('ANALYZE')
  await keepTruth(runtime, fleet, written.options)
  return { assets, orders: written.orders, people: fleet.people.length }
}

/** What a load left for afterwards, while summaries are computed on another connection. */
export async function makeSearchable({ database }: Runtime): Promise<void> {
  const bulk = { tables: ['search_document'], keyed: ['search_document'] }
  await database.transaction((tx) => loadInBulk(tx, database.engine, bulk, () => indexMissingOrders(tx)))
  await database.db.executeSql('ANALYZE search_document')
  await countWords(database.db)
}

async function deleteEverything(tx: Tx): Promise<void> {
  const tables = await tx.rows<{ name: string }>(sql`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(${sql.param(kept)}::text[])`)
  await tx.executeSql(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(', ')}`)
}

async function load(
  tx: Tx,
  fleet: Simulation,
  { seed, zone, from, to }: { seed: string; zone: string; from: number; to: number },
): Promise<number> {
  const partIds = demoPartIds(seed, from)
  const master = await readMasterData(tx, fleet.assets)
  const partId = (number: string) => partIds[catalogue.findIndex((entry) => entry.number === number)]!
  const plans = demoPlans(master, fleet.assets, { from, zone, partId })
  const sheets = demoSheets(master, plans, fleet.people, zone, { from, to })
  const loader = openLoader(tx)
  await loader.add(sheets.sites, fleet.sites)
  await loader.add(sheets.people, fleet.people)
  await loader.add(
    sheets.personSites,
    fleet.people
      .filter((one) => one.role !== 'ADMIN')
      .flatMap((one) => one.siteIds.map((site) => [one, site] as const)),
  )
  await loader.add(
    sheets.rates,
    fleet.people.flatMap((one) => one.rates.map((rate) => [one, rate] as const)),
  )
  await loader.add(sheets.assets, fleet.assets)
  await loader.add(sheets.placements, fleet.assets)
  await tx.insert(maintenancePlan).values(plans.rows)
  const sequences = new Map<number, number>()
  const siteIds = fleet.sites.map((site) => site.id)
  const warehouse = await openDemoWarehouse(loader, { seed, from, partIds, siteIds, typeOf: plans.typeOf })
  let orders = 0
  for (const day of fleet.days()) {
    for (const { number } of day.orders) {
      sequences.set(number.year, Math.max(sequences.get(number.year) ?? 0, number.sequence))
    }
    orders += day.orders.length
    await loader.add(sheets.orders, await warehouse.supply(day.orders, day.completedUntil))
    await loader.add(
      sheets.planned,
      day.orders.flatMap((order) => plannedParts(order, plans)),
    )
    await loader.add(
      sheets.turns,
      day.orders.filter((order) => order.service !== null) as (OrderRow & { service: ServiceTurn })[],
    )
    await loader.add(
      sheets.steps,
      day.orders.flatMap((order) => order.steps.map((row) => ({ order, row }))),
    )
    await loader.add(
      sheets.labour,
      day.orders.flatMap((order) => order.labour.map((row) => ({ order, row }))),
    )
    await loader.add(
      sheets.services,
      day.orders.filter((order) => order.cost.services > 0),
    )
    await loader.add(sheets.statuses, day.statusIntervals)
    await loader.add(sheets.readings, day.readings)
  }
  await loader.flush()
  const counters = [...sequences].map(([year, value]) => ({ name: `workOrder-${year}`, value }))
  await tx.insert(counter).values(counters)
  return orders
}

/** What units repeat of their histories: state and meters as they stand at the end. All of them wait for their summaries. */
async function settle(tx: Tx): Promise<void> {
  await tx.rows(sql`
    UPDATE asset a SET status = s.status, status_since = s.from_at, status_reason = s.reason
    FROM asset_status s WHERE s.asset_id = a.id AND s.to_at IS NULL`)
  await tx.rows(sql`
    UPDATE asset a SET km = last.km, km_at = last.km_at, hours = last.hours, hours_at = last.hours_at
    FROM (
      SELECT asset_id, max(total) FILTER (WHERE meter = 'KM') AS km, max(at) FILTER (WHERE meter = 'KM') AS km_at,
        max(total) FILTER (WHERE meter = 'HOURS') AS hours, max(at) FILTER (WHERE meter = 'HOURS') AS hours_at
      FROM (
        SELECT DISTINCT ON (asset_id, meter) asset_id, meter, at, value + offset_value AS total FROM meter_reading
        WHERE voided_at IS NULL ORDER BY asset_id, meter, at DESC
      ) AS newest GROUP BY asset_id
    ) AS last WHERE last.asset_id = a.id`)
  await tx.rows(sql`INSERT INTO kpi_dirty (asset_id, since) SELECT id, '-infinity' FROM asset`)
}

/** The laws behind the data, beside it and never in it: what predictions are measured against. */
async function keepTruth(runtime: Runtime, fleet: Simulation, options: object): Promise<void> {
  const folder = runtime.config.DATA_DIR
  await mkdir(folder, { recursive: true })
  const truth = { simulation: options, components: fleet.components }
  await writeFile(join(folder, 'demo-truth.json'), `${JSON.stringify(truth, null, 1)}\n`)
}
