import { type SQL, sql } from 'drizzle-orm'
import type { Alert, AlertQuery, Miss, Scorecard } from '../../../contract/predictions.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { assetScope } from '../fleet/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { failedAt, isFailure } from './history.ts'

const scopeOf = (actor: Actor): SQL => (actor.role === 'OPERATOR' ? sql`false` : assetScope(actor))

const columns = sql`
  l.id, json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset,
  json_build_object('id', s.id, 'name', s.name) AS site, nullif(l.system, '') AS system, l.day, l.raised_at AS "raisedAt",
  l.until_at AS until, l.horizon, l.probability, l.risk_class AS "riskClass", l.reasons, l.is_demo AS "isDemo", l.advice,
  l.advice_reason AS "adviceReason",
  CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS "decidedBy",
  CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'number', o.number, 'status', o.status) END AS "workOrder",
  l.outcome, l.outcome_note AS "outcomeNote",
  CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.name) END AS "outcomeBy",
  l.outcome_at AS "outcomeAt", l.version`

const tables = sql`
  prediction_alert l JOIN asset a ON a.id = l.asset_id JOIN site s ON s.id = a.site_id
  LEFT JOIN work_order o ON o.id = l.work_order_id LEFT JOIN person d ON d.id = l.decided_by
  LEFT JOIN person b ON b.id = l.outcome_by`

const monthOf = (instant: SQL, zone: string) => sql`to_char(${instant} AT TIME ZONE ${zone}, 'YYYY-MM')`

export async function listAlerts(db: Db, actor: Actor, query: AlertQuery, zone: string) {
  const by = { by: sql`l.raised_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(by, sql`l.id`, 'desc', query.cursor)
  const all = [
    scopeOf(actor),
    query.assetId ? sql`l.asset_id = ${query.assetId}` : null,
    query.workOrderId ? sql`l.work_order_id = ${query.workOrderId}` : null,
    query.siteId ? sql`a.site_id IN ${sitesBelow(query.siteId)}` : null,
    query.month ? sql`${monthOf(sql`l.raised_at`, zone)} = ${query.month}` : null,
    query.outcome ? sql`coalesce(l.outcome, 'OPEN') = ${anyOf(query.outcome, 'text')}` : null,
    query.advice ? sql`l.advice = ${anyOf(query.advice, 'text')}` : null,
    after,
  ].filter((condition) => condition !== null)
  const rows = await db.rows<Alert & { cursor: unknown }>(sql`
    SELECT ${columns}, ${cursor} AS cursor FROM ${tables} WHERE ${sql.join(all, sql` AND `)}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

export async function getAlert(db: Db, actor: Actor, id: string): Promise<Alert> {
  const [found] = await db.rows<Alert>(sql`SELECT ${columns} FROM ${tables} WHERE l.id = ${id} AND ${scopeOf(actor)}`)
  if (!found) throw notFound()
  return found
}

/** What was last said of the unit in the month before order `w` failed. */
const saidBefore = sql`
  prediction p WHERE p.asset_id = w.asset_id AND p.system = '' AND p.created_at < ${failedAt(sql`w`)}
    AND p.day > (${failedAt(sql`w`)} AT TIME ZONE 'UTC')::date - 31`

/** Failures since then of units that had been predicted, with whether an alert came before within its horizon. */
const failures = (since: SQL, scope: SQL) => sql`
  SELECT w.*, a.code AS asset_code, a.name AS asset_name, ${failedAt(sql`w`)} AS failed_at,
    EXISTS (SELECT FROM prediction_alert l WHERE l.asset_id = w.asset_id AND (l.system = '' OR l.system = w.system)
      AND l.raised_at < ${failedAt(sql`w`)} AND l.until_at >= ${failedAt(sql`w`)}) AS alerted
  FROM work_order w JOIN asset a ON a.id = w.asset_id
  WHERE ${isFailure(sql`w`)} AND ${failedAt(sql`w`)} >= ${since} AND ${scope} AND EXISTS (SELECT FROM ${saidBefore})`

/** Alerts and failures by month, newest first, and the newest misses. */
export async function scorecardOf(
  db: Db,
  actor: Actor,
  { siteId }: { siteId?: string | undefined },
  { now, zone, months, misses }: { now: string; zone: string; months: number; misses: number },
): Promise<Scorecard> {
  const scope = sql`${scopeOf(actor)} AND ${siteId ? sql`a.site_id IN ${sitesBelow(siteId)}` : sql`true`}`
  const since = sql`(date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}) - make_interval(months => ${months - 1}))
    AT TIME ZONE ${zone}`
  const outcome = (name: string) => sql`count(*) FILTER (WHERE outcome = ${name})::int`
  const byMonth = await db.rows<Scorecard['months'][number]>(sql`
    WITH month AS (
      SELECT to_char(m, 'YYYY-MM') AS month FROM generate_series(
        date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}) - make_interval(months => ${months - 1}),
        date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}), interval '1 month') AS m
    ), alerts AS (
      SELECT ${monthOf(sql`l.raised_at`, zone)} AS month, count(*)::int AS alerts, ${outcome('HIT')} AS hits,
        ${outcome('PREVENTED')} AS prevented, ${outcome('FALSE')} AS "false", ${outcome('UNKNOWN')} AS unknown,
        count(*) FILTER (WHERE outcome IS NULL)::int AS open
      FROM prediction_alert l JOIN asset a ON a.id = l.asset_id WHERE l.raised_at >= ${since} AND ${scope} GROUP BY 1
    ), failed AS (
      SELECT ${monthOf(sql`f.failed_at`, zone)} AS month, count(*)::int AS failures,
        count(*) FILTER (WHERE NOT f.alerted)::int AS misses
      FROM (${failures(since, scope)}) AS f GROUP BY 1
    )
    SELECT month, coalesce(alerts, 0) AS alerts, coalesce(hits, 0) AS hits, coalesce(prevented, 0) AS prevented,
      coalesce("false", 0) AS "false", coalesce(unknown, 0) AS unknown, coalesce(open, 0) AS open,
      coalesce(failures, 0) AS failures, coalesce(misses, 0) AS misses
    FROM month LEFT JOIN alerts USING (month) LEFT JOIN failed USING (month) ORDER BY month DESC`)
  return {
    months: byMonth,
    misses: misses > 0 ? await missesOf(db, failures(since, scope), misses) : [],
  }
}

async function missesOf(db: Db, failed: SQL, limit: number): Promise<Miss[]> {
  return db.rows<Miss>(sql`
    SELECT json_build_object('id', w.id, 'number', w.number, 'title', w.title) AS "workOrder",
      json_build_object('id', w.asset_id, 'code', w.asset_code, 'name', w.asset_name) AS asset, w.system,
      w.failed_at AS "failedAt",
      (SELECT p.probability FROM ${saidBefore} ORDER BY p.day DESC, p.horizon = 14 DESC LIMIT 1) AS probability
    FROM (${failed}) AS w WHERE NOT w.alerted ORDER BY w.failed_at DESC, w.id LIMIT ${limit}`)
}
