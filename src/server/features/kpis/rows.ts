import { type SQL, sql } from 'drizzle-orm'
import { type KpiRow, type KpiRowsFilter, kpiNarrowings, uncoded } from '../../../contract/kpi.ts'
import type { Interval } from '../../../domain/interval.ts'
import type { KpiId } from '../../../domain/kpi-catalogue.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { refuseField } from '../../platform/problem.ts'
import { unitsInScope } from './scope.ts'
import { isOfWarehouses, stockouts, warehouses } from './stock-sums.ts'
import type { Reach } from './summaries.ts'
import { sumsByRoot } from './sums.ts'
import {
  counts,
  failureMs,
  failureWithin,
  isFailureWork,
  isOpenAt,
  isPlanned,
  isRepeated,
  orderWithin,
  totalCost,
  weekEnd,
} from './sums-sql.ts'

export interface RowsRequest {
  actor: Actor
  scope: KpiRowsFilter
  zone: string
  reach: Reach
  period: Interval
}

/** What a kind of row adds to its KPI (`value`, `base`), which rows there are (`where`), and the times shown beside them. */
interface Contribution {
  value: SQL
  base?: SQL
  where?: SQL
  at?: SQL
  until?: SQL
}

const inPeriod = (time: string) => sql`b.span @> ${sql.raw(time)}`
const asNumber = (condition: SQL) => sql`coalesce((${condition})::int, 0)`
const hours = (ms: SQL) => sql`(${ms}) / 3600000.0`

const up = hours(sql`r.service_ms - r.down_ms`)
const service = hours(sql`r.service_ms`)
const between = {
  value: sql`coalesce(r.meter_hours, ${up})`,
  base: sql`r.failures`,
  where: sql`r.service_ms > 0 OR r.failures > 0`,
}

const ofUnits: Partial<Record<KpiId, Contribution>> = {
  uptime: { value: up },
  downtime: { value: hours(sql`r.down_ms`) },
  availability: { value: up, base: service },
  oee: { value: up, base: service },
  mtbf: between,
  availability_inherent: between,
  cost_per_hour: { value: sql`r.cost`, base: sql`r.meter_hours`, where: sql`r.meter_hours IS NOT NULL` },
  cost_per_km: { value: sql`r.cost`, base: sql`r.meter_km`, where: sql`r.meter_km IS NOT NULL` },
  utilisation: { value: sql`r.meter_hours`, base: service, where: sql`r.meter_hours IS NOT NULL` },
}

const ofFailures: Partial<Record<KpiId, Contribution>> = {
  failures: { value: sql`1`, where: inPeriod('f.at') },
  coded_failures: { value: asNumber(sql`f.coded`), base: sql`1`, where: inPeriod('f.at') },
  mttr: {
    value: hours(failureMs('work')),
    base: asNumber(inPeriod('f.repaired_at')),
    where: sql`${failureMs('work')} > 0 OR ${inPeriod('f.repaired_at')}`,
  },
  mdt: {
    value: hours(failureMs('down')),
    base: asNumber(inPeriod('f.at')),
    where: sql`${failureMs('down')} > 0 OR ${inPeriod('f.at')}`,
  },
}

const completed = sql`${inPeriod('o.completed_at')} AND o.status <> 'CANCELLED'`
const response = {
  value: sql`greatest(0, extract(epoch FROM o.started_at - o.reported_at)) / 3600.0`,
  where: sql`${inPeriod('o.started_at')} AND ${counts('o')}`,
  at: sql`o.reported_at`,
  until: sql`o.started_at`,
}
const open = isOpenAt(sql`upper(b.span)`)
const held = sql`EXISTS (SELECT FROM work_order_status s WHERE s.work_order_id = o.id AND s.status = 'ON_HOLD'
  AND s.from_at <= upper(b.span) AND (s.to_at IS NULL OR s.to_at > upper(b.span)) OFFSET 0)`
const backlog = { value: sql`coalesce(o.estimated_hours, 0)`, at: sql`o.reported_at` }

const ofOrders = (zone: string): Partial<Record<KpiId, Contribution>> => ({
  response_time: response,
  response_time_p90: response,
  pm_compliance: {
    value: asNumber(sql`o.completed_at >= o.window_from AND o.completed_at < o.window_to`),
    base: sql`1`,
    where: sql`o.category = 'PREVENTIVE' AND o.window_from IS NOT NULL AND ${inPeriod('o.window_to')} AND ${counts('o')}`,
    at: sql`o.window_from`,
    until: sql`o.window_to`,
  },
  schedule_compliance: {
    value: asNumber(sql`o.completed_at < ${weekEnd('o', zone)}`),
    base: sql`1`,
    where: sql`b.span @> ${weekEnd('o', zone)} AND ${counts('o')}`,
    at: sql`${weekEnd('o', zone)} - interval '7 days'`,
    until: weekEnd('o', zone),
  },
  planned_ratio: {
    value: sql`CASE WHEN ${isPlanned('o')} THEN o.hours_worked ELSE 0 END`,
    base: sql`o.hours_worked`,
    where: completed,
  },
  reactive_ratio: {
    value: sql`CASE WHEN ${isFailureWork('o')} THEN o.hours_worked ELSE 0 END`,
    base: sql`o.hours_worked`,
    where: completed,
  },
  cost: { value: totalCost('o'), where: completed },
  rework: {
    value: asNumber(isRepeated('o')),
    base: sql`1`,
    where: sql`${isFailureWork('o')} AND ${counts('o')} AND ${inPeriod('o.reported_at')}`,
    at: sql`o.reported_at`,
    until: sql`o.completed_at`,
  },
  backlog_ready: {
    ...backlog,
    where: sql`${open} AND NOT ${held} AND NOT (o.requires_approval AND o.approved_at IS NULL)`,
  },
  backlog_total: { ...backlog, where: open },
  mean_order_age: {
    value: sql`extract(epoch FROM upper(b.span) - o.reported_at) / 86400.0`,
    base: sql`1`,
    where: open,
    at: sql`o.reported_at`,
  },
})

/** Records of the warehouses: `(id, asset_id, order_id, part_id, at, until, value, base)` from `b`. */
const ofStock: Partial<Record<KpiId, (request: RowsRequest) => SQL>> = {
  stock_turns: (request) => sql`
    SELECT m.id, o.asset_id, o.id AS order_id, m.part_id, m.at, NULL::timestamptz AS until, -m.value AS value, NULL AS base
    FROM b JOIN stock_movement m ON m.kind IN ('ISSUE','RETURN') AND ${inPeriod('m.at')} JOIN work_order o ON o.id = m.work_order_id
    WHERE ${warehouses(request, sql`m.site_id`)}`,
  stockouts: (request) => sql`
    SELECT l.id, o.asset_id, l.order_id, l.part_id, l.at, l.until, 1 AS value, NULL AS base
    FROM b JOIN (${stockouts(request)}) l ON ${inPeriod('l.at')} JOIN work_order o ON o.id = l.order_id`,
  stock_accuracy: (request) => sql`
    SELECT md5(l.count_id::text || l.part_id::text)::uuid AS id, NULL::uuid AS asset_id, NULL::uuid AS order_id, l.part_id,
      c.ended_at AS at, NULL::timestamptz AS until, ${asNumber(sql`l.counted = l.expected`)} AS value, 1 AS base
    FROM b JOIN stock_count c ON c.status = 'POSTED' AND ${inPeriod('c.ended_at')}
    JOIN stock_count_line l ON l.count_id = c.id AND l.counted IS NOT NULL WHERE ${warehouses(request, sql`c.site_id`)}`,
}

const ofOpen: readonly KpiId[] = ['backlog_ready', 'backlog_total', 'mean_order_age']

/** The mode of a failure is that of its first order that has one, as the report of failures counts it. */
function ofMode(mode: string | undefined): SQL {
  if (mode === undefined) return sql`true`
  if (mode === uncoded) return sql`f.mode_id IS NULL`
  return sql`f.mode_id IN (SELECT c.id FROM failure_code c WHERE c.code = ${mode})`
}

function ofOrderMode(mode: string): SQL {
  if (mode === uncoded) return sql`o.failure_mode_id IS NULL`
  return sql`o.failure_mode_id IN (SELECT c.id FROM failure_code c WHERE c.code = ${mode})`
}

/** Refuses what the rows of this KPI cannot be narrowed by. */
function assertNarrowable(id: KpiId, scope: KpiRowsFilter): void {
  const ofOrder = ['category', 'priority', 'orderTypeId'] as const
  const possible =
    ofUnits[id] || ofStock[id] ? [] : ofFailures[id] || id === 'cost' ? kpiNarrowings : (ofOrder as readonly string[])
  const wrong = kpiNarrowings.find((name) => scope[name] !== undefined && !possible.some((one) => one === name))
  if (wrong) throw refuseField(wrong, 'notApplicable')
}

/** The records of a KPI as `(id, asset_id, order_id, part_id, at, until, value, base)`, with the common table expressions they need. */
function records(id: KpiId, request: RowsRequest): { common: SQL; records: SQL; byUnit: boolean } {
  const { actor, scope, zone, period } = request
  const unit = ofUnits[id]
  if (unit) {
    const meters = unit.where !== undefined
    const common = sumsByRoot(
      { actor, scope, zone, reach: request.reach, locale: actor.locale, periods: [period], groupBy: null },
      meters,
    )
    return {
      common,
      byUnit: true,
      records: sql`SELECT r.asset_id AS id, r.asset_id, NULL::uuid AS order_id, NULL::uuid AS part_id, NULL::timestamptz AS at,
        NULL::timestamptz AS until, ${unit.value} AS value, ${unit.base ?? sql`NULL`} AS base
        FROM by_root r WHERE ${unit.where ?? sql`r.service_ms > 0`}`,
    }
  }
  const bounds = [period.start, period.end].map((ms) => new Date(ms).toISOString())
  const common = sql`${unitsInScope(actor, scope, zone)},
    b AS (SELECT tstzrange(${bounds[0]}::timestamptz, ${bounds[1]}::timestamptz) AS span)`
  const stock = ofStock[id]
  if (stock) {
    const known = isOfWarehouses({ scope, groupBy: null })
    return { common, byUnit: false, records: sql`${stock(request)} AND ${known ? sql`true` : sql`false`}` }
  }
  const failure = ofFailures[id]
  if (failure) {
    return {
      common,
      byUnit: false,
      records: sql`SELECT f.id, f.asset_id, f.id AS order_id, NULL::uuid AS part_id, f.at, f.repaired_at AS until, ${failure.value} AS value,
        ${failure.base ?? sql`NULL`} AS base
        FROM b JOIN failure f ON ${failureWithin(sql`b.span`)} JOIN unit u ON u.asset_id = f.asset_id
        WHERE (${failure.where!}) AND ${ofMode(scope.mode)}`,
    }
  }
  const order = ofOrders(zone)[id]!
  const touching = ofOpen.includes(id) ? sql`o.reported_at <= upper(b.span)` : orderWithin(sql`b.span`)
  return {
    common,
    byUnit: false,
    records: sql`SELECT o.id, o.asset_id, o.id AS order_id, NULL::uuid AS part_id, ${order.at ?? sql`o.completed_at`} AS at,
      ${order.until ?? sql`NULL::timestamptz`} AS until, ${order.value} AS value, ${order.base ?? sql`NULL`} AS base
      FROM b JOIN work_order o ON ${touching} JOIN unit u ON u.asset_id = o.asset_id WHERE ${order.where!}`,
  }
}

/** The rows behind a KPI, newest first (units by code), and what each adds to it. */
export async function kpiRowsPage(
  db: Db,
  id: KpiId,
  request: RowsRequest,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: KpiRow[]; nextCursor: string | null }> {
  assertNarrowable(id, request.scope)
  const { category, priority, orderTypeId } = request.scope
  const { common, records: inner, byUnit } = records(id, request)
  const key = byUnit ? ({ by: sql`a.code`, type: 'text' } as const) : ({ by: sql`r.at`, type: 'timestamptz' } as const)
  const { after, orderBy, cursor } = keyset(key, sql`r.id`, byUnit ? 'asc' : 'desc', page.cursor)
  const narrowings = [
    category ? sql`o.category = ${category}` : null,
    priority ? sql`o.priority = ${priority}` : null,
    orderTypeId ? sql`o.type_id = ${orderTypeId}` : null,
    id === 'cost' && request.scope.mode !== undefined ? ofOrderMode(request.scope.mode) : null,
  ].filter((condition) => condition !== null)
  const rows = await db.rows<KpiRow & { cursor: unknown }>(sql`
    WITH RECURSIVE ${common},
    page AS (
      SELECT r.*, ${cursor} AS cursor, row_number() OVER (ORDER BY ${orderBy}) AS place FROM (${inner}) AS r
      ${byUnit ? sql`JOIN asset a ON a.id = r.asset_id` : sql``}
      ${narrowings.length > 0 ? sql`JOIN work_order o ON o.id = r.order_id` : sql``}
      WHERE ${sql.join([after, ...narrowings], sql` AND `)} ORDER BY ${orderBy} LIMIT ${page.limit + 1})
    SELECT r.id, CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'code', a.code, 'name', a.name) END AS asset,
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'number', p.number, 'description', p.description) END AS part,
      CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'number', o.number, 'title', o.title) END AS "order",
      r.at, r.until, r.value::float8 AS value, r.base::float8 AS base, r.cursor
    FROM page AS r LEFT JOIN asset a ON a.id = r.asset_id LEFT JOIN part p ON p.id = r.part_id
    LEFT JOIN work_order o ON o.id = r.order_id ORDER BY r.place`)
  return toPage(rows, page.limit)
}
