import { type SQL, sql } from 'drizzle-orm'
import type { PlannerDashboard } from '../../../contract/dashboard.ts'
import type { Locale } from '../../../contract/errors.ts'
import type { KpiGrouping, KpiScope } from '../../../contract/kpi.ts'
import type { Interval } from '../../../domain/interval.ts'
import type { KpiId } from '../../../domain/kpi-catalogue.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { type Piece, pieces } from './period.ts'
import { unitsInScope, weeklyHours } from './scope.ts'
import type { Reach } from './summaries.ts'
import { cellSums, counts, type SumColumn, sumColumns, sumList } from './sums-sql.ts'

export interface SumsRequest {
  actor: Actor
  scope: KpiScope
  zone: string
  locale: Locale
  /** How far the summaries reach; `null` reads the records alone. */
  reach: Reach | null
  periods: readonly Interval[]
  groupBy: Exclude<KpiGrouping, 'month'> | null
}

/** A period (its place in the request) and a group, with what the group is called. */
export interface Cell {
  idx: number
  key: string
  label: string
}

export interface UnitSums extends Cell {
  units: number
  serviceMs: number
  downMs: number
  failures: number
  failureDownMs: number
  repairMs: number
  repaired: number
  coded: number
  pmInside: number
  pmClosed: number
  weekDone: number
  weekScheduled: number
  completed: number
  hours: number
  plannedHours: number
  reactiveHours: number
  cost: number
  reportedFailures: number
  repeated: number
  /** Units with hour-meter readings that cover their time, of those in service. */
  metered: number
  meterHours: number
  meteredServiceMs: number
  meteredCost: number
  meteredOrders: number
  operatingHours: number
  kmMetered: number
  meterKm: number
  kmCost: number
  kmOrders: number
}

const isoOf = (ms: number) => new Date(ms).toISOString()

const spanList = (name: string, spans: readonly { idx: number; span: Interval }[]): SQL => sql`
  ${sql.raw(name)} (idx, span) AS (SELECT v.idx, tstzrange(v.start_at, v.end_at) FROM unnest(
    ${sql.param(spans.map((s) => s.idx))}::int[], ${sql.param(spans.map((s) => isoOf(s.span.start)))}::timestamptz[],
    ${sql.param(spans.map((s) => isoOf(s.span.end)))}::timestamptz[]) AS v (idx, start_at, end_at))`

/** By what the units `a` are grouped, and what it is called: an aggregate, with the join it needs. */
function groupOf(request: SumsRequest): { key: SQL; label: SQL; join: SQL } {
  const name = sql.raw(request.locale === 'en' ? 'name_en' : 'name_es')
  switch (request.groupBy) {
    case 'type':
      return { key: sql`a.type_id::text`, label: sql`min(g.${name})`, join: sql`JOIN asset_type g ON g.id = a.type_id` }
    case 'site':
      return { key: sql`a.site_id::text`, label: sql`min(g.name)`, join: sql`JOIN site g ON g.id = a.site_id` }
    case 'asset':
      return { key: sql`a.id::text`, label: sql`min(a.code)`, join: sql`` }
    default:
      return { key: sql`''`, label: sql`''`, join: sql`` }
  }
}

/**
 * A meter's cumulative total at an instant: straight line between the readings around it; beyond the first or last one the
 * nearest within seven days; else null (`meterDifference` of the domain).
 */
function meterTotal(meter: 'KM' | 'HOURS', at: SQL): SQL {
  const reading = (condition: SQL) => sql`
    SELECT r.at, (r.value + r.offset_value)::float8 AS total FROM meter_reading r
    WHERE r.asset_id = b.asset_id AND r.meter = ${sql.raw(`'${meter}'`)} AND r.voided_at IS NULL AND ${condition} LIMIT 1`
  return sql`(
    SELECT CASE
      WHEN l.at = n.at THEN n.total
      WHEN l.at IS NOT NULL AND n.at IS NOT NULL THEN l.total + (n.total - l.total)
        * extract(epoch FROM ${at} - l.at)::float8 / extract(epoch FROM n.at - l.at)::float8
      WHEN abs(extract(epoch FROM coalesce(l.at, n.at) - ${at})) <= 7 * 86400 THEN coalesce(l.total, n.total) END
    FROM (SELECT 1) one
    LEFT JOIN (${reading(sql`r.at <= ${at} ORDER BY r.at DESC`)}) l ON true
    LEFT JOIN (${reading(sql`r.at >= ${at} ORDER BY r.at`)}) n ON true)`
}

const gained = (meter: 'KM' | 'HOURS') => sql`CASE WHEN NOT isempty(b.life) THEN
  ${meterTotal(meter, sql`upper(b.life)`)} - ${meterTotal(meter, sql`lower(b.life)`)} END`

/**
 * Common table expressions ending in `by_root`: sums (all, unless few are wanted) of every unit asked for in every period, meters
 * included when wanted. Whole months and days come from `kpi_sum`, the rest from the records.
 */
export function sumsByRoot(request: SumsRequest, withMeters: boolean, columns: readonly SumColumn[] = sumColumns): SQL {
  const { actor, scope, zone, periods, reach } = request
  const split = periods.map((span) => (reach ? pieces(span, reach, zone) : { summed: [], live: [span] }))
  const live = split.flatMap((piece, idx) => piece.live.map((span) => ({ idx, span })))
  const nameOf = ({ start, end }: Interval) => `${start} ${end}`
  const spans = [...new Map(live.map(({ span }) => [nameOf(span), span])).values()]
  const places = new Map(spans.map((span, i) => [nameOf(span), i]))
  const summed = split.flatMap((piece, idx) => piece.summed.map((part) => ({ idx, ...part })))
  const kept = keptSums(summed, columns)
  const zeroMeter = sql`NULL::float8 AS meter_hours, NULL::float8 AS meter_km`
  return sql`
    ${unitsInScope(actor, scope, zone)},
    ${spanList(
      'period',
      periods.map((span, idx) => ({ idx, span })),
    )},
    ${spanList(
      'bucket',
      spans.map((span, idx) => ({ idx, span })),
    )},
    ${cellSums(zone)},
    live_sum AS (
      SELECT u.root AS asset_id, l.idx, ${sumsOf('c', columns)}
      FROM cell c
      JOIN ${pairs(live.map(({ idx, span }) => [places.get(nameOf(span))!, idx]))} AS l (piece, idx) ON l.piece = c.idx
      JOIN unit u ON u.asset_id = c.asset_id GROUP BY u.root, l.idx),
    kept_sum AS (
      SELECT u.root AS asset_id, p.idx, ${sumsOf('c', columns)}
      FROM (${kept.places}) AS c
      JOIN ${pairs(kept.periods)} AS p (place, idx) ON p.place = c.place
      JOIN unit u ON u.asset_id = c.asset_id GROUP BY u.root, p.idx),
    life AS MATERIALIZED (
      SELECT u.asset_id, p.idx, u.service * p.span AS life FROM unit u CROSS JOIN period p WHERE u.asset_id = u.root),
    meter AS MATERIALIZED (
      SELECT b.asset_id, b.idx, b.life, ${withMeters ? sql`${gained('HOURS')} AS meter_hours, ${gained('KM')} AS meter_km` : zeroMeter}
      FROM life b),
    by_root AS (
      SELECT m.asset_id, m.idx, span_ms(m.life) AS service_ms, m.meter_hours, m.meter_km,
        ${sumList((c) => `coalesce(l.${c}, 0) + coalesce(k.${c}, 0) AS ${c}`, columns)}
      FROM meter m
      LEFT JOIN live_sum l ON l.asset_id = m.asset_id AND l.idx = m.idx
      LEFT JOIN kept_sum k ON k.asset_id = m.asset_id AND k.idx = m.idx)`
}

const pairs = (list: readonly (readonly [number, number])[]): SQL =>
  sql`unnest(${sql.param(list.map(([first]) => first))}::int[], ${sql.param(list.map(([, second]) => second))}::int[])`

/**
 * What is kept of months and days, added up between the ends of all periods, so that none is read twice where periods
 * overlap: `places` is `(asset_id, place, …columns)`, `periods` says which places, first, make up which period.
 */
function keptSums(
  parts: readonly (Piece & { idx: number })[],
  columns: readonly SumColumn[],
): { places: SQL; periods: [number, number][] } {
  const grains = (['month', 'day'] as const).map((grain) => {
    const ofGrain = parts.filter((part) => part.grain === grain)
    return { grain, ofGrain, ends: [...new Set(ofGrain.flatMap(({ from, to }) => [from, to]))].sort() }
  })
  const places: SQL[] = []
  const periods: [number, number][] = []
  let first = 0
  for (const { grain, ofGrain, ends } of grains) {
    if (ends.length === 0) continue
    const offset = first
    places.push(sql`
      SELECT m.asset_id, ${offset}::int + width_bucket(m.first_day, ${sql.param(ends)}::date[]) AS place,
        ${sumList((c) => `sum(m.${c}) AS ${c}`, columns)}
      FROM kpi_sum m
      WHERE m.grain = ${grain} AND m.first_day >= ${ends[0]}::date AND m.first_day < ${ends.at(-1)}::date GROUP BY 1, 2`)
    for (const { idx, from, to } of ofGrain)
      for (let end = ends.indexOf(from); end < ends.indexOf(to); end++) periods.push([offset + end + 1, idx])
    first += ends.length
  }
  const none = sql`SELECT m.asset_id, 0 AS place, ${sumList((c) => `m.${c}`, columns)} FROM kpi_sum m WHERE false`
  return { places: places.length > 0 ? sql.join(places, sql` UNION ALL `) : none, periods }
}

/** Sums of units with those of their components; only a unit itself stands still. */
const sumsOf = (alias: string, columns: readonly SumColumn[]): SQL =>
  sumList((c) => `sum(${alias}.${c})${c === 'down_ms' ? ' FILTER (WHERE u.asset_id = u.root)' : ''} AS ${c}`, columns)

/** What each KPI of units is made of, beside its units' time in service and their meters. */
const madeOf: Partial<Record<KpiId, readonly SumColumn[]>> = {
  uptime: ['down_ms'],
  downtime: ['down_ms'],
  availability: ['down_ms'],
  availability_inherent: ['down_ms', 'failures', 'repair_ms', 'repaired'],
  failures: ['failures'],
  mtbf: ['down_ms', 'failures'],
  mttr: ['repair_ms', 'repaired'],
  mdt: ['failure_down_ms', 'failures'],
  pm_compliance: ['pm_inside', 'pm_closed'],
  schedule_compliance: ['week_done', 'week_scheduled'],
  planned_ratio: ['hours', 'planned_hours', 'completed'],
  reactive_ratio: ['hours', 'reactive_hours', 'completed'],
  rework: ['repeated', 'reported_failures'],
  cost: ['cost', 'completed'],
  cost_per_hour: ['cost', 'completed'],
  cost_per_km: ['cost', 'completed'],
  oee: ['down_ms'],
  coded_failures: ['coded', 'failures'],
}

/** Everything the additive KPIs asked for are made of, by period and group; other sums are 0. */
export const unitSums = (
  db: Db,
  request: SumsRequest,
  ids: readonly KpiId[],
  withMeters: boolean,
): Promise<UnitSums[]> =>
  db.rows<UnitSums>(sql`WITH RECURSIVE ${sumsByRoot(request, withMeters)} ${sumsByGroup(request, ids)}`)

/** The same without meters, and of one reading with it the units that stood still the longest in one of the periods. */
export async function unitSumsAndWorst(
  db: Db,
  request: SumsRequest,
  ids: readonly KpiId[],
  { idx, most }: { idx: number; most: number },
): Promise<{ sums: UnitSums[]; worst: PlannerDashboard['worst'] }> {
  const needed = neededFor(ids)
  const columns = sumColumns.filter((column) => alwaysRead.includes(column) || needed.has(column))
  const [row] = await db.rows<{ sums: UnitSums[]; worst: PlannerDashboard['worst'] }>(sql`
    WITH RECURSIVE ${sumsByRoot(request, false, columns)},
    grouped AS (${sumsByGroup(request, ids)}),
    worst AS (
      SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset, r.down_ms / 3600000.0 AS "downHours",
        r.failures, r.cost
      FROM by_root r JOIN asset a ON a.id = r.asset_id WHERE r.idx = ${idx} AND r.down_ms > 0
      ORDER BY r.down_ms DESC, a.code LIMIT ${most})
    SELECT (SELECT coalesce(json_agg(g), '[]') FROM grouped g) AS sums, (SELECT coalesce(json_agg(w), '[]') FROM worst w) AS worst`)
  return row!
}

const neededFor = (ids: readonly KpiId[]) => new Set(ids.flatMap((id) => madeOf[id] ?? []))
/** Sums that every answer has a part of. */
const alwaysRead: readonly SumColumn[] = ['down_ms', 'failures', 'completed', 'cost']

/** From `by_root`, by period and group. */
function sumsByGroup(request: SumsRequest, ids: readonly KpiId[]): SQL {
  const needed = neededFor(ids)
  const sum = (column: SumColumn) => sql.raw(needed.has(column) ? `sum(r.${column})` : '0')
  const { key, label, join } = groupOf(request)
  return sql`
    SELECT r.idx, ${key} AS key, ${label} AS label,
      count(*) FILTER (WHERE r.service_ms > 0) AS units,
      sum(r.service_ms) AS "serviceMs", ${sum('down_ms')} AS "downMs", ${sum('failures')} AS failures,
      ${sum('failure_down_ms')} AS "failureDownMs", ${sum('repair_ms')} AS "repairMs", ${sum('repaired')} AS repaired,
      ${sum('coded')} AS coded, ${sum('pm_inside')} AS "pmInside", ${sum('pm_closed')} AS "pmClosed",
      ${sum('week_done')} AS "weekDone", ${sum('week_scheduled')} AS "weekScheduled", ${sum('completed')} AS completed,
      ${sum('hours')} AS hours, ${sum('planned_hours')} AS "plannedHours", ${sum('reactive_hours')} AS "reactiveHours",
      ${sum('cost')} AS cost, ${sum('reported_failures')} AS "reportedFailures", ${sum('repeated')} AS repeated,
      count(r.meter_hours) AS metered, coalesce(sum(r.meter_hours), 0) AS "meterHours",
      coalesce(sum(r.service_ms) FILTER (WHERE r.meter_hours IS NOT NULL), 0) AS "meteredServiceMs",
      coalesce(sum(r.cost) FILTER (WHERE r.meter_hours IS NOT NULL), 0) AS "meteredCost",
      coalesce(sum(r.completed) FILTER (WHERE r.meter_hours IS NOT NULL), 0) AS "meteredOrders",
      coalesce(sum(coalesce(r.meter_hours, (r.service_ms - r.down_ms) / 3600000.0)) FILTER (WHERE r.service_ms > 0), 0)::float8
        AS "operatingHours",
      count(r.meter_km) AS "kmMetered", coalesce(sum(r.meter_km), 0) AS "meterKm",
      coalesce(sum(r.cost) FILTER (WHERE r.meter_km IS NOT NULL), 0) AS "kmCost",
      coalesce(sum(r.completed) FILTER (WHERE r.meter_km IS NOT NULL), 0) AS "kmOrders"
    FROM by_root r JOIN asset a ON a.id = r.asset_id ${join}
    GROUP BY 1, 2 ORDER BY 1, 3, 2`
}

export interface ResponseRow extends Cell {
  medianMs: number | null
  p90Ms: number | null
  orders: number
}

/** From report to start, of orders whose work started in each period. */
export function responseSums(db: Db, request: SumsRequest): Promise<ResponseRow[]> {
  const { key } = groupOf(request)
  return db.rows<ResponseRow>(sql`
    WITH RECURSIVE ${unitsInScope(request.actor, request.scope, request.zone)},
    ${spanList(
      'period',
      request.periods.map((span, idx) => ({ idx, span })),
    )}
    SELECT w.idx, w.key, '' AS label, percentile_cont(0.5) WITHIN GROUP (ORDER BY w.ms) AS "medianMs",
      percentile_cont(0.9) WITHIN GROUP (ORDER BY w.ms) AS "p90Ms", count(*) AS orders
    FROM (
      SELECT p.idx, ${key} AS key,
        greatest(0, extract(epoch FROM o.started_at - o.reported_at) * 1000)::float8 AS ms
      FROM period p
      JOIN work_order o ON o.started_at >= lower(p.span) AND o.started_at < upper(p.span) AND ${counts('o')}
      JOIN unit u ON u.asset_id = o.asset_id JOIN asset a ON a.id = u.root) AS w
    GROUP BY w.idx, w.key`)
}

export interface OpenRow extends Cell {
  readyHours: number
  readyOrders: number
  totalHours: number
  totalOrders: number
  ageMs: number
  weeklyHours: number
}

/** What was open at the end of each period, in the state it had then. */
export async function openSums(db: Db, request: SumsRequest): Promise<OpenRow[]> {
  const { key } = groupOf(request)
  // Each instant is a value of its own in the statement, so that the planner knows how few orders were open then.
  const openAt = (end: SQL, idx: number) => sql`
    SELECT ${idx}::int AS idx, ${key} AS key, coalesce(o.estimated_hours, 0) AS estimated,
      s.status <> 'ON_HOLD' AND NOT (o.requires_approval AND o.approved_at IS NULL) AS ready,
      (extract(epoch FROM ${end} - o.reported_at) * 1000)::bigint AS age
    FROM work_order o
    JOIN LATERAL (
      SELECT s.status FROM work_order_status s WHERE s.work_order_id = o.id AND s.from_at <= ${end}
        AND (s.to_at IS NULL OR s.to_at > ${end}) LIMIT 1) AS s ON s.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
    JOIN unit u ON u.asset_id = o.asset_id JOIN asset a ON a.id = u.root
    WHERE o.reported_at <= ${end} AND coalesce(o.completed_at, o.cancelled_at, 'infinity'::timestamptz) > ${end}`
  const ends = [...new Set(request.periods.map(({ end }) => end))]
  const instants = ends.map((end, place) => openAt(sql`${isoOf(end)}::timestamptz`, place))
  const rows = await db.rows<OpenRow>(sql`
    WITH RECURSIVE ${unitsInScope(request.actor, request.scope, request.zone)},
    weekly AS MATERIALIZED (SELECT ${weeklyHours(request.actor, request.scope)} AS hours)
    SELECT w.idx, w.key, '' AS label, coalesce(sum(w.estimated) FILTER (WHERE w.ready), 0) AS "readyHours",
      count(*) FILTER (WHERE w.ready) AS "readyOrders", coalesce(sum(w.estimated), 0) AS "totalHours",
      count(*) AS "totalOrders", coalesce(sum(w.age), 0) AS "ageMs", (SELECT hours FROM weekly) AS "weeklyHours"
    FROM (${sql.join(instants, sql` UNION ALL `)}) AS w
    GROUP BY w.idx, w.key`)
  return request.periods.flatMap(({ end }, idx) =>
    rows.filter((row) => ends[row.idx] === end).map((row) => ({ ...row, idx })),
  )
}
