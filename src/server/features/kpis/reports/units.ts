import { type SQL, sql } from 'drizzle-orm'
import { monthsOf } from '../period.ts'
import { sumsByRoot } from '../sums.ts'
import { type Asked, inOrder, type Statement, unitGroup } from './asked.ts'

/** Sums of units by what is asked for, from the summaries wherever they reach. */
function bySums(asked: Asked, columns: SQL, most: SQL, { meters = false, where = sql`r.service_ms > 0` } = {}): SQL {
  const { actor, scope, zone, reach, period, groupBy } = asked
  const months = groupBy === 'month' ? monthsOf(period, zone) : null
  const periods = months ?? [period]
  const sums = sumsByRoot({ actor, scope, zone, reach, locale: actor.locale, periods, groupBy: null }, meters)
  const names = months?.map(({ from }) => from.slice(0, 7))
  const { key, label, join } = names
    ? { key: sql`(${sql.param(names)}::text[])[r.idx + 1]`, label: sql`NULL`, join: sql`` }
    : unitGroup(asked, sql`NULL`)
  return sql`
    WITH RECURSIVE ${sums}
    SELECT ${key} AS key, ${label} AS label, ${columns}
    FROM by_root r JOIN asset a ON a.id = r.asset_id ${join} WHERE ${where} GROUP BY 1, 2 ${inOrder(groupBy, most)}`
}

export const downtime: Statement = (asked) =>
  bySums(
    asked,
    sql`sum(r.down_ms) / 3600000.0 AS "downHours", sum(r.failures) AS failures,
      sum(r.service_ms - r.down_ms) AS availability_n, sum(r.service_ms) AS availability_d,
      sum(r.repair_ms) / 3600000.0 AS mttr_n, sum(r.repaired) AS mttr_d`,
    sql`3`,
  )

export const costByUnit: Statement = (asked) =>
  bySums(
    asked,
    sql`sum(r.cost) AS total, sum(r.labour_cost) AS labour, sum(r.parts_cost) AS parts, sum(r.service_cost) AS services,
      sum(r.completed) AS orders,
      sum(r.cost) FILTER (WHERE r.meter_hours IS NOT NULL) AS "perHour_n", sum(r.meter_hours) AS "perHour_d",
      sum(r.cost) FILTER (WHERE r.meter_km IS NOT NULL) AS "perKm_n", sum(r.meter_km) AS "perKm_d"`,
    sql`3`,
    { meters: true, where: sql`r.completed > 0 OR r.meter_hours > 0 OR r.meter_km > 0` },
  )

export const pm: Statement = (asked) =>
  bySums(
    asked,
    sql`sum(r.pm_closed) AS closed, sum(r.pm_inside) AS inside, sum(r.pm_closed - r.pm_inside) AS missed,
      sum(r.pm_inside) AS compliance_n, sum(r.pm_closed) AS compliance_d`,
    sql`3`,
    { where: sql`r.pm_closed > 0` },
  )
