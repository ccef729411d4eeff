import { type SQL, sql } from 'drizzle-orm'
import type { KpiScope } from '../../../contract/kpi.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { inSites, ofSite } from './scope.ts'
import type { Cell, SumsRequest } from './sums.ts'

export interface StockRow extends Cell {
  issued: number
  issues: number
  meanValue: number
  days: number
  waits: number
  counted: number
  matched: number
}

/** Warehouses are sites: of a type of unit or of one unit nothing can be said. */
export const isOfWarehouses = ({ scope, groupBy }: Pick<SumsRequest, 'scope' | 'groupBy'>): boolean =>
  !scope.typeId && !scope.assetId && groupBy !== 'type' && groupBy !== 'asset'

/** The sites asked for, within the actor's own, as a condition on a column. */
export const warehouses = ({ actor, scope }: { actor: Actor; scope: KpiScope }, siteId: SQL): SQL => sql`
  ${inSites(actor, siteId)} AND ${ofSite(scope, siteId)}`

/**
 * Every time stock was not there, as `(id, order_id, part_id, site_id, at, until)`: an issue refused, and an order that
 * waits for parts. What waits after a refusal to the same order on the same day is the same lack, told by the refusal.
 */
export const stockouts = ({ actor, scope, zone }: { actor: Actor; scope: KpiScope; zone: string }): SQL => sql`
  SELECT md5(f.work_order_id::text || f.part_id::text || f.refused_on::text)::uuid AS id, f.work_order_id AS order_id,
    f.part_id, f.site_id, f.at, NULL::timestamptz AS until
  FROM stock_refusal f WHERE ${warehouses({ actor, scope }, sql`f.site_id`)}
  UNION ALL
  SELECT s.id, o.id, NULL, o.site_id, s.from_at, s.to_at
  FROM work_order_status s JOIN work_order o ON o.id = s.work_order_id
  WHERE s.hold_reason = 'PARTS' AND ${warehouses({ actor, scope }, sql`o.site_id`)} AND NOT EXISTS (
    SELECT FROM stock_refusal f
    WHERE f.work_order_id = o.id AND f.refused_on = (s.from_at AT TIME ZONE ${zone})::date)`

/**
 * What the stock KPIs are made of, by period and site. The mean value weighs every amount by how long it lay there: from
 * today's value back through the ledger, the movements after the period taken off, those inside it for the time before them.
 * The ledger is read once, in the parts between the ends of all periods, of which every period and what follows it consist.
 * The bounds of all are values of the statement, so that the planner knows how little of a long history lies between them.
 */
export function stockSums(db: Db, request: SumsRequest): Promise<StockRow[]> {
  const { periods, groupBy } = request
  const iso = (ms: number) => new Date(ms).toISOString()
  const key = groupBy === 'site' ? sql`w.site_id::text` : sql`''`
  const seconds = sql`extract(epoch FROM p.past - p.start)::float8`
  const ends = [...new Set(periods.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b)
  const first = sql`${iso(ends[0]!)}::timestamptz`
  const places = sql`${sql.param(ends.map(iso))}::timestamptz[]`
  return db.rows<StockRow>(sql`
    WITH period AS MATERIALIZED (
      SELECT * FROM unnest(${sql.param(periods.map((_, idx) => idx))}::int[],
        ${sql.param(periods.map(({ start }) => iso(start)))}::timestamptz[],
        ${sql.param(periods.map(({ end }) => iso(end)))}::timestamptz[]) AS p (idx, start, past)),
    held AS (SELECT s.site_id, sum(s.value)::float8 AS value FROM part_stock s WHERE ${warehouses(request, sql`s.site_id`)} GROUP BY 1),
    ledger AS (
      SELECT l.*, (${places})[l.place] AS start FROM (
        SELECT width_bucket(m.at, ${places}) AS place, m.site_id, sum(m.value) AS value,
          sum(m.value * extract(epoch FROM m.at)) AS weighted, -sum(m.value) FILTER (WHERE m.kind IN ('ISSUE','RETURN')) AS issued,
          count(*) FILTER (WHERE m.kind = 'ISSUE') AS issues
        FROM stock_movement m WHERE m.at >= ${first} AND ${warehouses(request, sql`m.site_id`)} GROUP BY 1, 2) AS l),
    moved AS (
      SELECT p.idx, l.site_id, sum(l.value) FILTER (WHERE l.start >= p.past)::float8 AS after,
        sum(l.weighted - l.value * extract(epoch FROM p.start)) FILTER (WHERE l.start < p.past)::float8 AS weighted,
        sum(l.issued) FILTER (WHERE l.start < p.past)::float8 AS issued, sum(l.issues) FILTER (WHERE l.start < p.past) AS issues
      FROM period p JOIN ledger l ON l.start >= p.start GROUP BY 1, 2),
    waited AS (
      SELECT p.idx, l.site_id, count(*) AS waits
      FROM (SELECT * FROM (${stockouts(request)}) l WHERE l.at >= ${first} AND l.at < ${iso(ends.at(-1)!)}::timestamptz) AS l
      JOIN period p ON l.at >= p.start AND l.at < p.past GROUP BY 1, 2),
    checked AS (
      SELECT p.idx, c.site_id, count(*) AS counted, count(*) FILTER (WHERE l.counted = l.expected) AS matched FROM period p
      JOIN stock_count c ON c.status = 'POSTED' AND c.ended_at >= p.start AND c.ended_at < p.past AND ${warehouses(request, sql`c.site_id`)}
      JOIN stock_count_line l ON l.count_id = c.id AND l.counted IS NOT NULL GROUP BY 1, 2),
    w AS (
      SELECT p.idx, s.id AS site_id, ${seconds} / 86400 AS days, coalesce(m.issued, 0) AS issued, coalesce(m.issues, 0) AS issues,
        CASE WHEN ${seconds} > 0 THEN coalesce(h.value, 0) - coalesce(m.after, 0) - coalesce(m.weighted, 0) / ${seconds} ELSE 0 END AS mean,
        coalesce(d.waits, 0) AS waits, coalesce(c.counted, 0) AS counted, coalesce(c.matched, 0) AS matched
      FROM period p CROSS JOIN site s LEFT JOIN held h ON h.site_id = s.id
      LEFT JOIN moved m ON m.site_id = s.id AND m.idx = p.idx LEFT JOIN waited d ON d.site_id = s.id AND d.idx = p.idx
      LEFT JOIN checked c ON c.site_id = s.id AND c.idx = p.idx WHERE ${warehouses(request, sql`s.id`)})
    SELECT w.idx, ${key} AS key, '' AS label, max(w.days) AS days, sum(w.issued) AS issued, sum(w.issues) AS issues,
      sum(w.mean) AS "meanValue", sum(w.waits) AS waits, sum(w.counted) AS counted, sum(w.matched) AS matched
    FROM w GROUP BY 1, 2`)
}
