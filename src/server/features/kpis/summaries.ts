import { sql } from 'drizzle-orm'
import { dateAt, type Period, periodAt, periodsBetween, shiftPeriod, startOfDate } from '../../../domain/civil-time.ts'
import type { Database, Db, Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { rebuildFailures } from './failures.ts'
import { latest } from './period.ts'
import { cellSums, serviceSpan, sumColumns, sumList } from './sums-sql.ts'

/** How far the summaries reach: months before `month`, and days from `since` until before `day`. */
export interface Reach {
  month: string
  since: string
  day: string
}
interface State extends Reach {
  zone: string
  version: number
}
type Grain = 'month' | 'day'

interface Touched {
  assetId: string
  since: string
}

/** One refresh at a time; a second caller waits, then finds nothing to do. */
const refreshLock = 7_012_031
/** Periods computed by one statement, to bound its memory when a long history is summarised for the first time. */
const periodsAtOnce = { month: 12, day: 48 }
/** So many units are summarised one by one; of more, the records of a period are read all together. */
const fewUnits = 30
/** Counted up when the same records make other summaries: those of an earlier version are computed anew. */
const version = 2
/** Days are kept this many months back: enough for 30 days and the 30 before them, in any month. */
const monthsOfDays = 3

/**
 * Brings `failure` and `kpi_sum` up to everything committed before the call. Changes only mark units (triggers of the
 * migration); here the months and days of those units from the change on are computed anew, one statement for all of them.
 * Returns how far the summaries reach: the rest is read from the records themselves.
 */
export async function refreshSummaries(database: Database, zone: string, now: string): Promise<Reach> {
  const wanted = reachAt(Date.parse(now), zone)
  const before = await state(database.db)
  if (before && !before.stale && isEnough(before, wanted, zone)) return before
  return database.transaction(async (tx) => {
    await tx.rows(sql`SELECT pg_advisory_xact_lock(${refreshLock})`)
    await tx.executeSql("SET LOCAL work_mem = '64MB'")
    const known = await state(tx)
    const usable = known?.zone === zone && known.version === version ? known : null
    if (!usable) {
      await tx.rows(sql`DELETE FROM kpi_sum`)
      await tx.rows(sql`INSERT INTO kpi_dirty (asset_id, since) SELECT id, '-infinity' FROM asset`)
    }
    await refreshTouched(tx, zone, usable ?? wanted)
    if (!usable || isEnough(usable, wanted, zone)) return saveState(tx, usable ?? wanted, zone)
    await extend(tx, zone, usable, wanted)
    return saveState(tx, wanted, zone)
  })
}

function reachAt(now: number, zone: string): Reach {
  const month = periodAt(now, 'month', zone)
  return { month: month.from, since: shiftPeriod(month, -monthsOfDays, zone).from, day: dateAt(now, zone) }
}

const isEnough = (known: State, wanted: Reach, zone: string) =>
  known.zone === zone && known.version === version && known.day >= wanted.day

/** Time went on: new days, perhaps a new month, and days too old to keep. */
async function extend(tx: Tx, zone: string, known: Reach, wanted: Reach): Promise<void> {
  const all = await tx.rows<Touched>(sql`SELECT id AS "assetId", '-infinity' AS since FROM asset`)
  await tx.rows(sql`DELETE FROM kpi_sum WHERE grain = 'day' AND first_day < ${wanted.since}::date`)
  const from = latest(known.day, wanted.since)
  await writeSums(tx, zone, 'day', all, between(from, wanted.day, 'day', zone))
  await writeSums(tx, zone, 'month', all, between(known.month, wanted.month, 'month', zone))
}

const between = (from: string, to: string, grain: Grain, zone: string) =>
  periodsBetween({ start: startOfDate(from, zone), end: startOfDate(to, zone) }, grain, zone)

async function state(db: Db): Promise<(State & { stale: boolean }) | null> {
  const [row] = await db.rows<State & { stale: boolean }>(sql`
    SELECT value ->> 'month' AS month, value ->> 'since' AS since, value ->> 'day' AS day, value ->> 'zone' AS zone,
      coalesce((value ->> 'version')::int, 1) AS version,
      EXISTS (SELECT FROM kpi_dirty) AS stale
    FROM setting WHERE key = 'kpi'`)
  return row ?? null
}

async function saveState(tx: Tx, { month, since, day }: Reach, zone: string): Promise<Reach> {
  await tx.rows(sql`
    INSERT INTO setting (key, value) VALUES ('kpi', ${JSON.stringify({ month, since, day, zone, version })}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value`)
  return { month, since, day }
}

async function refreshTouched(tx: Tx, zone: string, reach: Reach): Promise<void> {
  const changed = await tx.rows<Touched>(sql`
    WITH taken AS (DELETE FROM kpi_dirty RETURNING asset_id, since)
    SELECT t.asset_id AS "assetId", min(t.since)::text AS since FROM taken t JOIN asset a ON a.id = t.asset_id
    GROUP BY t.asset_id`)
  if (changed.length === 0) return
  // A change can join faults or part them and so move failures of earlier months: look at the faults before and after it.
  const before = await backToFailures(tx, changed)
  const assetIds = changed.map((c) => c.assetId)
  await rebuildFailures(tx, assetIds)
  const touched = await backToFailures(tx, before)
  await forgetUnits(tx, touched)
  const first = await firstInstant(tx, zone, touched)
  if (first === null) return
  const since = dateAt(first, zone)
  await writeSums(tx, zone, 'month', touched, between(since, reach.month, 'month', zone))
  await writeSums(tx, zone, 'day', touched, between(latest(since, reach.since), reach.day, 'day', zone))
}

/** A service life that became shorter leaves cells outside it, where nothing is computed anew. */
async function forgetUnits(tx: Tx, touched: Touched[]): Promise<void> {
  await tx.rows(sql`
    DELETE FROM kpi_sum m USING ${list(touched)} WHERE m.asset_id = t.asset_id AND t.since = '-infinity'`)
}

/** Since when anything of these units has to be computed anew. */
async function firstInstant(tx: Tx, zone: string, touched: Touched[]): Promise<number | null> {
  const whole = touched.filter(({ since }) => since === '-infinity').map(({ assetId }) => assetId)
  const [row] = await tx.rows<{ first: string | null }>(sql`
    SELECT least(
      (SELECT min(CASE WHEN t.since > '-infinity' THEN t.since ELSE lower(${serviceSpan(zone)}) END)
        FROM ${list(touched)} JOIN asset a ON a.id = t.asset_id),
      (SELECT min(o.active_from) FROM work_order o WHERE o.asset_id = ${anyOf(whole, 'uuid')})) AS first`)
  const first = row?.first ? Date.parse(row.first) : Number.NaN
  return Number.isNaN(first) ? null : first
}

const list = (touched: Touched[]) => sql`unnest(${sql.param(touched.map((t) => t.assetId))}::uuid[],
  ${sql.param(touched.map((t) => t.since))}::timestamptz[]) AS t (asset_id, since)`

async function backToFailures(tx: Tx, touched: Touched[]): Promise<Touched[]> {
  return tx.rows<Touched>(sql`
    SELECT t.asset_id AS "assetId", least(t.since, min(f.from_at))::text AS since
    FROM ${list(touched)} LEFT JOIN failure f ON f.asset_id = t.asset_id AND f.to_at >= t.since
    GROUP BY t.asset_id, t.since`)
}

async function writeSums(tx: Tx, zone: string, grain: Grain, touched: Touched[], periods: Period[]): Promise<void> {
  const few = touched.length <= fewUnits
  for (let i = 0; i < periods.length; i += periodsAtOnce[grain]) {
    const some = periods.slice(i, i + periodsAtOnce[grain])
    const run = sql`tstzrange(${new Date(some[0]!.start).toISOString()}::timestamptz, ${new Date(some.at(-1)!.end).toISOString()}::timestamptz)`
    const bucket = sql`bucket (idx, span) AS (
      SELECT first, tstzrange(start_at, end_at) FROM unnest(${sql.param(some.map((period) => period.from))}::date[],
        ${sql.param(some.map((period) => new Date(period.start).toISOString()))}::timestamptz[],
        ${sql.param(some.map((period) => new Date(period.end).toISOString()))}::timestamptz[]) AS m (first, start_at, end_at))`
    await tx.rows(sql`
      WITH ${bucket} DELETE FROM kpi_sum m USING ${list(touched)}, bucket b
      WHERE m.asset_id = t.asset_id AND m.grain = ${grain} AND m.first_day = b.idx AND upper(b.span) > t.since`)
    await tx.rows(sql`
      WITH ${bucket},
      unit AS MATERIALIZED (
        SELECT a.id AS asset_id, t.since, ${serviceSpan(zone)} AS service FROM ${list(touched)} JOIN asset a ON a.id = t.asset_id),
      ${cellSums(zone, { run, few })}
      INSERT INTO kpi_sum (asset_id, grain, first_day, ${sumList()})
      SELECT c.asset_id, ${grain}, c.idx, ${sumList((column) => `c.${column}`)}
      FROM cell c JOIN unit u ON u.asset_id = c.asset_id JOIN bucket b ON b.idx = c.idx
      WHERE upper(b.span) > u.since AND (${anySum})`)
  }
}

/** Most units have nothing to say on most days: such rows are left out. */
const anySum = sql.raw(sumColumns.map((column) => `c.${column} <> 0`).join(' OR '))
