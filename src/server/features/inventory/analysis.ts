import { type SQL, sql } from 'drizzle-orm'
import type { PartConsumption, StockAnalysis, StockAnalysisQuery } from '../../../contract/stock-analysis.ts'
import { suggestReorderPoint } from '../../../domain/reorder-point.ts'
import { classify } from '../../../domain/stock-classes.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import { assetScope } from '../fleet/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { stockScope } from './queries.ts'

/** Running out once in twenty waits is what suggestions accept. */
const service = 0.95

export interface AnalysisContext {
  actor: Actor
  now: string
  zone: string
}

/** First instant of the month `back` months before this one, in the company's zone. */
const monthStart = ({ now, zone }: AnalysisContext, back: number): SQL =>
  sql`((date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}) - make_interval(months => ${back})) AT TIME ZONE ${zone})`

const monthOf = ({ zone }: AnalysisContext) => sql`to_char(m.at AT TIME ZONE ${zone}, 'YYYY-MM')`

const used = sql`m.kind IN ('ISSUE','RETURN')`

interface SiteDemand {
  site: PartConsumption['suggestions'][number]['site']
  current: number
  leadTimeDays: number | null
  months: number[]
}

/** Use of one part by month and unit, and the reorder points that its demand asks for. */
export async function partConsumption(db: Db, context: AnalysisContext, partId: string): Promise<PartConsumption> {
  const { actor, now, zone } = context
  const scope = stockScope(actor, sql`m.site_id`)
  const [row] = await db.rows<{
    months: PartConsumption['months']
    units: PartConsumption['units']
    demand: SiteDemand[]
  }>(sql`
    WITH month AS (
      SELECT to_char(x, 'YYYY-MM') AS month, x FROM generate_series(
        date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}) - interval '12 months',
        date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}), interval '1 month') x
    ), use AS (
      SELECT m.site_id, m.work_order_id, m.at, -m.quantity AS quantity, -m.value AS value, ${monthOf(context)} AS month
      FROM stock_movement m
      WHERE m.part_id = ${partId} AND ${used} AND ${scope} AND m.at >= ${monthStart(context, 12)}
    )
    SELECT (SELECT json_agg(x ORDER BY x.month) FROM (
        SELECT n.month, coalesce(sum(u.quantity), 0) AS quantity, round(coalesce(sum(u.value), 0))::bigint AS value
        FROM month n LEFT JOIN use u ON u.month = n.month GROUP BY n.month) x) AS months,
      coalesce((SELECT json_agg(x) FROM (
        SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset, sum(u.quantity) AS quantity,
          round(sum(u.value))::bigint AS value, max(u.at) AS "lastAt"
        FROM use u JOIN work_order w ON w.id = u.work_order_id JOIN asset a ON a.id = w.asset_id
        WHERE ${assetScope(actor)} GROUP BY a.id HAVING sum(u.quantity) > 0
        ORDER BY sum(u.quantity) DESC, a.code LIMIT 50) x), '[]') AS units,
      coalesce((SELECT json_agg(x) FROM (
        SELECT json_build_object('id', t.id, 'code', t.code, 'name', t.name) AS site, s.reorder_point AS current,
          p.lead_time_days AS "leadTimeDays", (
            SELECT json_agg(d.quantity) FROM (
              SELECT greatest(coalesce(sum(u.quantity), 0), 0) AS quantity FROM month n
              LEFT JOIN use u ON u.month = n.month AND u.site_id = s.site_id
              WHERE n.x < date_trunc('month', ${now}::timestamptz AT TIME ZONE ${zone}) GROUP BY n.month) d) AS months
        FROM part_stock s JOIN site t ON t.id = s.site_id
        WHERE s.part_id = p.id AND ${stockScope(actor, sql`s.site_id`)} ORDER BY t.name) x), '[]') AS demand
    FROM part p WHERE p.id = ${partId}`)
  if (!row) throw notFound()
  return {
    months: row.months,
    units: row.units,
    service,
    suggestions: row.demand.map(({ site, current, leadTimeDays, months }) => {
      const found = suggestReorderPoint(months, leadTimeDays, service)
      return 'code' in found
        ? { site, current, reorderPoint: null, expected: null, monthly: null, refusal: found.code }
        : {
            site,
            current,
            reorderPoint: found.reorderPoint,
            expected: found.expected,
            monthly: found.monthly,
            refusal: null,
          }
    }),
  }
}

interface Row {
  id: string
  number: string
  description: string
  unit: StockAnalysis['items'][number]['part']['unit']
  onHand: number
  value: number
  lastUsedAt: string | null
  dead: boolean
  months: number[]
  consumedValue: number
}

/** Every part with stock or use in the last twelve whole months, by what it consumes; the classes are of the parts asked for. */
export async function stockAnalysis(
  db: Db,
  context: AnalysisContext,
  query: StockAnalysisQuery,
): Promise<StockAnalysis> {
  const { actor, now } = context
  const within = (siteId: SQL) =>
    sql`${stockScope(actor, siteId)} AND ${query.siteId ? sql`${siteId} IN ${sitesBelow(query.siteId)}` : sql`true`}`
  const last = (kind: SQL) => sql`(SELECT m.at FROM stock_movement m
    WHERE m.part_id = p.id AND ${kind} AND ${within(sql`m.site_id`)} ORDER BY m.at DESC LIMIT 1)`
  const rows = await db.rows<Row>(sql`
    WITH used AS (
      SELECT m.part_id, date_trunc('month', m.at AT TIME ZONE ${context.zone}) AS month, -sum(m.quantity) AS quantity,
        -sum(m.value) AS value
      FROM stock_movement m
      WHERE ${used} AND m.at >= ${monthStart(context, 12)} AND m.at < ${monthStart(context, 0)} AND ${within(sql`m.site_id`)}
      GROUP BY 1, 2
    ), consumed AS (
      SELECT part_id, array_agg(greatest(quantity, 0)) AS months, sum(value) AS value FROM used GROUP BY part_id
    ), held AS (
      SELECT s.part_id, sum(s.on_hand) AS on_hand, sum(s.value) AS value FROM part_stock s
      WHERE ${within(sql`s.site_id`)} GROUP BY s.part_id
    )
    SELECT p.id, p.number, p.description, p.unit, coalesce(h.on_hand, 0) AS "onHand",
      round(coalesce(h.value, 0))::bigint AS value, coalesce(c.months, '{}')::float8[] AS months,
      round(coalesce(c.value, 0))::bigint AS "consumedValue", l.last_used AS "lastUsedAt",
      coalesce(h.on_hand, 0) > 0 AND coalesce(l.last_moved, '-infinity') < ${now}::timestamptz - interval '1 year' AS dead
    FROM part p LEFT JOIN held h ON h.part_id = p.id LEFT JOIN consumed c ON c.part_id = p.id
    CROSS JOIN LATERAL (
      SELECT ${last(sql`m.kind = 'ISSUE'`)} AS last_used, ${last(sql`m.kind IN ('ISSUE','RECEIPT','TRANSFER_IN')`)} AS last_moved) l
    WHERE p.archived_at IS NULL AND (h.on_hand > 0 OR c.part_id IS NOT NULL)
    ORDER BY coalesce(c.value, 0) DESC, coalesce(h.value, 0) DESC, p.number`)
  const twelve = (months: readonly number[]) => [...months, ...Array(Math.max(0, 12 - months.length)).fill(0)]
  const classes = classify(rows.map((row) => ({ id: row.id, value: row.consumedValue, months: twelve(row.months) })))
  const items = rows
    .filter(({ dead }) => query.dead === undefined || dead === query.dead)
    .map(({ id, number, description, unit, months, ...row }) => ({
      ...row,
      ...classes.get(id)!,
      part: { id, number, description, unit },
      consumed: months.reduce((sum, quantity) => sum + quantity, 0),
    }))
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const [start] = await db.rows<{ from: string }>(sql`SELECT ${monthStart(context, 12)} AS "from"`)
  return {
    items,
    totals: {
      parts: rows.length,
      value: sum(({ value }) => value),
      deadValue: sum(({ dead, value }) => (dead ? value : 0)),
      consumedValue: sum(({ consumedValue }) => consumedValue),
    },
    from: start!.from,
  }
}
