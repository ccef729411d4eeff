import { type SQL, sql } from 'drizzle-orm'
import { failureMs, failureWithin, isOpenAt, orderWithin, totalCost } from '../sums-sql.ts'
import {
  type Asked,
  endOf,
  inOrder,
  inScope,
  monthsInScope,
  nameColumn,
  type Statement,
  startOf,
  unitGroup,
} from './asked.ts'

function orderGroup(asked: Asked) {
  const { groupBy } = asked
  return groupBy === 'category' || groupBy === 'priority'
    ? { key: sql.raw(`o.${groupBy}`), label: sql`NULL`, join: sql`` }
    : unitGroup(asked, sql`o.reported_at`)
}

/** Orders of the units asked for, with the unit itself as `a`. */
const ofUnits = sql`JOIN unit u ON u.asset_id = o.asset_id JOIN asset a ON a.id = u.root`

/**
 * Orders reported, completed and cancelled in the period, and those open at its end; by month, each where it happened,
 * and those open at the end of the month.
 */
export const workOrders: Statement = (asked) => {
  const byMonth = asked.groupBy === 'month'
  const { key, label, join } = byMonth ? { key: sql`b.month`, label: sql`NULL`, join: sql`` } : orderGroup(asked)
  return sql`
    WITH RECURSIVE ${byMonth ? monthsInScope(asked) : inScope(asked)}
    SELECT t.key, min(t.label) AS label, sum(t.reported) AS reported, sum(t.completed) AS completed,
      sum(t.cancelled) AS cancelled, sum(t.open) AS open, coalesce(sum(t.hours), 0) AS hours
    FROM (
      SELECT ${key} AS key, ${label} AS label, count(*) FILTER (WHERE b.span @> o.reported_at) AS reported,
        count(*) FILTER (WHERE b.span @> o.completed_at AND o.status <> 'CANCELLED') AS completed,
        count(*) FILTER (WHERE b.span @> o.cancelled_at) AS cancelled, 0 AS open,
        sum(o.hours_worked) FILTER (WHERE b.span @> o.completed_at AND o.status <> 'CANCELLED') AS hours
      FROM b JOIN work_order o ON ${orderWithin(sql`b.span`)} ${ofUnits} ${join} GROUP BY 1, 2
      UNION ALL
      SELECT ${key}, ${label}, 0, 0, 0, count(*), 0
      FROM b JOIN work_order o ON ${isOpenAt(sql`upper(b.span)`)} ${ofUnits} ${join} GROUP BY 1, 2
      ${byMonth ? sql`UNION ALL SELECT b.month, NULL, 0, 0, 0, 0, 0 FROM b` : sql``}) AS t
    GROUP BY t.key ${inOrder(asked.groupBy, sql`reported`)}`
}

/** Failures of the period by mode (of the first order of each that has one), or by what their unit is. */
export const failures: Statement = (asked) => {
  const byMode = asked.groupBy === 'mode'
  const { key, label, join } = byMode
    ? { key: sql`coalesce(c.code, '')`, label: sql`c.${nameColumn(asked.actor)}`, join: sql`` }
    : unitGroup(asked, sql`f.at`)
  return sql`
    WITH RECURSIVE ${inScope(asked)},
    found AS (
      SELECT ${key} AS key, ${label} AS label, ${failureMs('down')} AS down_ms, ${failureMs('work')} AS work_ms, f.cost
      FROM b JOIN failure f ON ${failureWithin(sql`b.span`)} AND b.span @> f.at
      JOIN unit u ON u.asset_id = f.asset_id ${byMode ? sql`` : sql`JOIN asset a ON a.id = u.root`}
      LEFT JOIN failure_code c ON c.id = f.mode_id ${join})
    SELECT n.key, min(n.label) AS label, count(*) AS failures, coalesce(sum(n.down_ms), 0) / 3600000.0 AS "downHours",
      coalesce(sum(n.work_ms), 0) / 3600000.0 AS "repairHours", coalesce(sum(n.cost), 0) AS cost
    FROM found n GROUP BY n.key ${inOrder(asked.groupBy, sql`3`)}`
}

const ageBands = sql`count(o.age) AS orders, count(*) FILTER (WHERE o.age <= interval '7 days') AS week,
  count(*) FILTER (WHERE o.age > interval '7 days' AND o.age <= interval '30 days') AS month,
  count(*) FILTER (WHERE o.age > interval '30 days' AND o.age <= interval '90 days') AS quarter,
  count(*) FILTER (WHERE o.age > interval '90 days') AS older, coalesce(sum(o.estimated_hours), 0) AS hours`

/** Orders open at the end of the period by age; every priority has its row, whether there are any or not. */
export const ageing: Statement = (asked) => {
  const { key, label, join } = orderGroup(asked)
  const opened = sql`
    WITH RECURSIVE ${inScope(asked)},
    opened AS (
      SELECT ${key} AS key, ${label} AS label, upper(b.span) - o.reported_at AS age, o.estimated_hours
      FROM b JOIN work_order o ON ${isOpenAt(sql`upper(b.span)`)} ${ofUnits} ${join})`
  if (asked.groupBy !== 'priority') {
    return sql`${opened} SELECT o.key, min(o.label) AS label, ${ageBands} FROM opened o GROUP BY o.key ORDER BY 3 DESC, 1`
  }
  return sql`${opened}
    SELECT p.priority AS key, NULL AS label, ${ageBands}
    FROM unnest(ARRAY['URGENT', 'HIGH', 'MEDIUM', 'LOW']) WITH ORDINALITY AS p (priority, place)
    LEFT JOIN opened o ON o.key = p.priority GROUP BY p.priority, p.place ORDER BY p.place`
}

/** Cost of the orders completed in the period by their type or their failure mode. */
export const costByOrder: Statement = (asked) => {
  const name = nameColumn(asked.actor)
  const [key, label, join]: [SQL, SQL, SQL] =
    asked.groupBy === 'mode'
      ? [sql`coalesce(g.code, '')`, sql`g.${name}`, sql`LEFT JOIN failure_code g ON g.id = o.failure_mode_id`]
      : [sql`g.id::text`, sql`g.${name}`, sql`JOIN order_type g ON g.id = o.type_id`]
  return sql`
    WITH RECURSIVE ${inScope(asked)}
    SELECT ${key} AS key, min(${label}) AS label, sum(${totalCost('o')}) AS total, sum(o.labour_cost) AS labour,
      sum(o.parts_cost) AS parts, sum(o.service_cost) AS services, count(*) AS orders
    FROM work_order o JOIN unit u ON u.asset_id = o.asset_id ${join}
    WHERE coalesce(o.completed_at, 'infinity'::timestamptz) >= ${startOf(asked)}
      AND coalesce(o.completed_at, 'infinity'::timestamptz) < ${endOf(asked)} AND o.status <> 'CANCELLED'
    GROUP BY 1 ORDER BY total DESC, 1`
}
