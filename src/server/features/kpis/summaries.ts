import { sql } from 'drizzle-orm'
import { type Period, periodAt, periodsBetween } from '../../../domain/civil-time.ts'
import type { Database, Db, Tx } from '../../platform/database/database.ts'
import { rebuildFailures } from './failures.ts'
import { cellSums, orderSpan, serviceSpan, sumColumns, sumList } from './sums-sql.ts'

interface State {
  /** First civil month not summarised, `YYYY-MM-01`. */
  next: string
  zone: string
}
interface Touched {
  assetId: string
  since: string
}

/** One refresh at a time; a second caller waits, then finds nothing to do. */
const refreshLock = 7_012_031
/** Months computed by one statement, to bound its memory when a long history is summarised for the first time. */
const monthsAtOnce = 12

/**
 * Brings `failure` and `kpi_month` up to everything committed before the call. Changes only mark units (triggers of the
 * migration); here the months of those units from the change on are computed anew, one statement for all of them.
 * Returns the first month that is not summarised: from there on the records themselves are read.
 */
export async function refreshSummaries(database: Database, zone: string, now: string): Promise<string> {
  const current = periodAt(Date.parse(now), 'month', zone).from
  const before = await state(database.db)
  if (before && !before.stale && before.zone === zone && before.next >= current) return before.next
  return database.transaction(async (tx) => {
    await tx.rows(sql`SELECT pg_advisory_xact_lock(${refreshLock})`)
    const known = await state(tx)
    const usable = known?.zone === zone ? known : null
    if (!usable) {
      await tx.rows(sql`DELETE FROM kpi_month`)
      await tx.rows(sql`INSERT INTO kpi_dirty (asset_id, since) SELECT id, '-infinity' FROM asset`)
    }
    const next = usable?.next ?? current
    await refreshTouched(tx, zone, next)
    if (next >= current) return saveState(tx, { next, zone })
    const months = periodsBetween({ start: monthStart(next, zone), end: monthStart(current, zone) }, 'month', zone)
    const all = await tx.rows<Touched>(sql`SELECT id AS "assetId", '-infinity' AS since FROM asset`)
    await writeMonths(tx, zone, all, months)
    return saveState(tx, { next: current, zone })
  })
}

async function state(db: Db): Promise<(State & { stale: boolean }) | null> {
  const [row] = await db.rows<State & { stale: boolean }>(sql`
    SELECT value ->> 'next' AS next, value ->> 'zone' AS zone, EXISTS (SELECT FROM kpi_dirty) AS stale
    FROM setting WHERE key = 'kpi'`)
  return row ?? null
}

async function saveState(tx: Tx, { next, zone }: State): Promise<string> {
  await tx.rows(sql`
    INSERT INTO setting (key, value) VALUES ('kpi', jsonb_build_object('next', ${next}::text, 'zone', ${zone}::text))
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE setting.value <> excluded.value`)
  return next
}

const monthStart = (first: string, zone: string) => periodAt(Date.parse(`${first}T12:00:00Z`), 'month', zone).start

async function refreshTouched(tx: Tx, zone: string, next: string): Promise<void> {
  const changed = await tx.rows<Touched>(sql`
    WITH taken AS (DELETE FROM kpi_dirty RETURNING asset_id, since)
    SELECT t.asset_id AS "assetId", min(t.since)::text AS since FROM taken t JOIN asset a ON a.id = t.asset_id
    GROUP BY t.asset_id`)
  if (changed.length === 0) return
  // A change can join faults or part them and so move failures of earlier months: look at the faults before and after it.
  const before = await backToFailures(tx, changed)
  await rebuildFailures(
    tx,
    changed.map((c) => c.assetId),
  )
  const touched = await backToFailures(tx, before)
  const [{ first } = { first: null }] = await tx.rows<{ first: string | null }>(sql`
    SELECT min(CASE WHEN t.since > '-infinity' THEN t.since ELSE least(lower(s.service), (
      SELECT min(lower(${orderSpan('o')})) FROM work_order o WHERE o.asset_id = a.id)) END) AS first
    FROM ${list(touched)} JOIN asset a ON a.id = t.asset_id
    CROSS JOIN LATERAL (SELECT ${serviceSpan(zone)} AS service) s`)
  const end = monthStart(next, zone)
  if (!first || Date.parse(first) >= end) return
  await writeMonths(tx, zone, touched, periodsBetween({ start: Date.parse(first), end }, 'month', zone))
}

const list = (touched: Touched[]) => sql`unnest(${sql.param(touched.map((t) => t.assetId))}::uuid[],
  ${sql.param(touched.map((t) => t.since))}::timestamptz[]) AS t (asset_id, since)`

async function backToFailures(tx: Tx, touched: Touched[]): Promise<Touched[]> {
  return tx.rows<Touched>(sql`
    SELECT t.asset_id AS "assetId", least(t.since, min(f.from_at))::text AS since
    FROM ${list(touched)} LEFT JOIN failure f ON f.asset_id = t.asset_id AND f.to_at >= t.since
    GROUP BY t.asset_id, t.since`)
}

async function writeMonths(tx: Tx, zone: string, touched: Touched[], months: Period[]): Promise<void> {
  for (let i = 0; i < months.length; i += monthsAtOnce) {
    const some = months.slice(i, i + monthsAtOnce)
    const bucket = sql`bucket (idx, span) AS (
      SELECT month, tstzrange(start_at, end_at) FROM unnest(${sql.param(some.map((month) => month.from))}::date[],
        ${sql.param(some.map((month) => new Date(month.start).toISOString()))}::timestamptz[],
        ${sql.param(some.map((month) => new Date(month.end).toISOString()))}::timestamptz[]) AS m (month, start_at, end_at))`
    await tx.rows(sql`
      WITH ${bucket} DELETE FROM kpi_month m USING ${list(touched)}, bucket b
      WHERE m.asset_id = t.asset_id AND m.month = b.idx AND upper(b.span) > t.since`)
    await tx.rows(sql`
      WITH ${bucket},
      unit AS (
        SELECT a.id AS asset_id, t.since, ${serviceSpan(zone)} AS service FROM ${list(touched)} JOIN asset a ON a.id = t.asset_id),
      ${cellSums(zone)}
      INSERT INTO kpi_month (asset_id, month, ${sumList()})
      SELECT c.asset_id, c.idx, ${sumList((column) => `c.${column}`)}
      FROM cell c JOIN unit u ON u.asset_id = c.asset_id JOIN bucket b ON b.idx = c.idx
      WHERE upper(b.span) > u.since AND (${anySum}) `)
  }
}

/** Most units have nothing to say in most months: such rows are left out. */
const anySum = sql.raw(sumColumns.map((column) => `c.${column} <> 0`).join(' OR '))
