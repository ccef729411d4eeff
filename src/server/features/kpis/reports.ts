import { type SQL, sql } from 'drizzle-orm'
import type { KpiScope } from '../../../contract/kpi.ts'
import type { Report, ReportId } from '../../../contract/report.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type AskedPeriod, askedPeriod, toKpiPeriod } from './period.ts'
import { unitsInScope } from './scope.ts'
import { type Reach, refreshSummaries } from './summaries.ts'
import { sumsByRoot } from './sums.ts'
import { failureMs, isOpenAt, orderSpan } from './sums-sql.ts'

interface Asked {
  actor: Actor
  scope: KpiScope
  zone: string
  reach: Reach
  period: AskedPeriod
}
type Row = { key: string; label: string | null } & Record<string, number | string | null>

const nameColumn = (actor: Actor) => sql.raw(actor.locale === 'en' ? 'name_en' : 'name_es')

const inScope = ({ actor, scope, zone, period }: Asked): SQL => sql`
  ${unitsInScope(actor, scope, zone)},
  b AS (SELECT tstzrange(${new Date(period.start).toISOString()}::timestamptz, ${new Date(period.end).toISOString()}::timestamptz) AS span)`

const bySums = ({ actor, scope, zone, reach, period }: Asked): SQL =>
  sumsByRoot({ actor, scope, zone, reach, locale: actor.locale, periods: [period], groupBy: null }, false)

const costs = sql`coalesce(sum(o.labour_cost + o.parts_cost + o.service_cost), 0) AS total, coalesce(sum(o.labour_cost), 0) AS labour,
  coalesce(sum(o.parts_cost), 0) AS parts, coalesce(sum(o.service_cost), 0) AS services, count(*) AS orders`

/** Orders completed in the period, as `cost` counts them. */
const costed = sql`FROM b JOIN work_order o ON ${orderSpan('o')} && b.span JOIN unit u ON u.asset_id = o.asset_id
  JOIN asset a ON a.id = u.root WHERE b.span @> o.completed_at AND o.status <> 'CANCELLED'`

const mostRows = 200

const statements: Record<ReportId, (asked: Asked) => SQL> = {
  'work-orders': (asked) => sql`
    WITH RECURSIVE ${inScope(asked)}
    SELECT t.category AS key, NULL AS label, sum(t.reported) AS reported, sum(t.completed) AS completed,
      sum(t.cancelled) AS cancelled, sum(t.open) AS open, coalesce(sum(t.hours), 0) AS hours
    FROM (
      SELECT o.category, count(*) FILTER (WHERE b.span @> o.reported_at) AS reported,
        count(*) FILTER (WHERE b.span @> o.completed_at AND o.status <> 'CANCELLED') AS completed,
        count(*) FILTER (WHERE b.span @> o.cancelled_at) AS cancelled, 0 AS open,
        sum(o.hours_worked) FILTER (WHERE b.span @> o.completed_at AND o.status <> 'CANCELLED') AS hours
      FROM b JOIN work_order o ON ${orderSpan('o')} && b.span JOIN unit u ON u.asset_id = o.asset_id GROUP BY o.category
      UNION ALL
      SELECT o.category, 0, 0, 0, count(*), 0
      FROM b JOIN work_order o ON ${isOpenAt(sql`upper(b.span)`)} JOIN unit u ON u.asset_id = o.asset_id
      GROUP BY o.category) AS t
    GROUP BY t.category ORDER BY reported DESC, key`,

  downtime: (asked) => sql`
    WITH RECURSIVE ${bySums(asked)}
    SELECT a.id AS key, a.code || ' · ' || a.name AS label, r.down_ms / 3600000.0 AS "downHours",
      100.0 * (r.service_ms - r.down_ms) / r.service_ms AS availability, r.failures,
      CASE WHEN r.repaired > 0 THEN r.repair_ms / 3600000.0 / r.repaired END AS mttr
    FROM by_root r JOIN asset a ON a.id = r.asset_id WHERE r.service_ms > 0 ORDER BY r.down_ms DESC, a.code LIMIT ${mostRows}`,

  failures: (asked) => failuresByMode(asked, mostRows),

  ageing: (asked) => ageingByPriority(asked),

  'cost-type': (asked) => sql`
    WITH RECURSIVE ${inScope(asked)}
    SELECT a.type_id::text AS key, (SELECT t.${nameColumn(asked.actor)} FROM asset_type t WHERE t.id = a.type_id) AS label, ${costs}
    ${costed} GROUP BY a.type_id ORDER BY total DESC, key`,

  'cost-month': (asked) => sql`
    WITH RECURSIVE ${inScope(asked)}
    SELECT to_char(o.completed_at AT TIME ZONE ${asked.zone}, 'YYYY-MM') AS key, NULL AS label, ${costs}
    ${costed} GROUP BY 1 ORDER BY 1`,
}

/** Failures of the period by mode: of the first order of each that has one. */
export function failuresByMode(asked: Asked, most: number): SQL {
  return sql`
    WITH RECURSIVE ${inScope(asked)},
    found AS (
      SELECT ${failureMs('down')} AS down_ms, ${failureMs('work')} AS work_ms, m.mode, m.cost
      FROM b JOIN failure f ON tstzrange(f.from_at, f.to_at, '[]') && b.span AND b.span @> f.at
      JOIN unit u ON u.asset_id = f.asset_id
      CROSS JOIN LATERAL (
        SELECT (array_agg(o.failure_mode_id ORDER BY o.reported_at) FILTER (WHERE o.failure_mode_id IS NOT NULL))[1] AS mode,
          sum(o.labour_cost + o.parts_cost + o.service_cost) AS cost
        FROM work_order o WHERE o.id = ANY (f.order_ids)) AS m)
    SELECT coalesce(c.code, '') AS key, min(c.${nameColumn(asked.actor)}) AS label, count(*) AS failures,
      coalesce(sum(n.down_ms), 0) / 3600000.0 AS "downHours", coalesce(sum(n.work_ms), 0) / 3600000.0 AS "repairHours",
      coalesce(sum(n.cost), 0) AS cost
    FROM found n LEFT JOIN failure_code c ON c.id = n.mode
    GROUP BY coalesce(c.code, '') ORDER BY failures DESC, key LIMIT ${most}`
}

/** Orders open at the end of the period by priority and age. */
export function ageingByPriority(asked: Asked): SQL {
  return sql`
    WITH RECURSIVE ${inScope(asked)},
    opened AS (
      SELECT o.priority, upper(b.span) - o.reported_at AS age, o.estimated_hours
      FROM b JOIN work_order o ON ${isOpenAt(sql`upper(b.span)`)} JOIN unit u ON u.asset_id = o.asset_id)
    SELECT p.priority AS key, NULL AS label, count(o.age) AS orders,
      count(*) FILTER (WHERE o.age <= interval '7 days') AS week,
      count(*) FILTER (WHERE o.age > interval '7 days' AND o.age <= interval '30 days') AS month,
      count(*) FILTER (WHERE o.age > interval '30 days' AND o.age <= interval '90 days') AS quarter,
      count(*) FILTER (WHERE o.age > interval '90 days') AS older, coalesce(sum(o.estimated_hours), 0) AS hours
    FROM unnest(ARRAY['URGENT', 'HIGH', 'MEDIUM', 'LOW']) WITH ORDINALITY AS p (priority, place)
    LEFT JOIN opened o ON o.priority = p.priority GROUP BY p.priority, p.place ORDER BY p.place`
}

export async function readReport(runtime: Runtime, actor: Actor, id: ReportId, scope: KpiScope): Promise<Report> {
  const zone = runtime.config.COMPANY_TIME_ZONE
  const now = runtime.now()
  const period = askedPeriod(scope, zone, Date.parse(now))
  const reach = await refreshSummaries(runtime.database, zone, now)
  const rows = await runtime.database.db.rows<Row>(statements[id]({ actor, scope, zone, reach, period }))
  return {
    id,
    period: toKpiPeriod(period),
    rows: rows.map(({ key, label, ...values }) => ({ key, label, values: values as Record<string, number | null> })),
  }
}
