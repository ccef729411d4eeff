import { type SQL, sql } from 'drizzle-orm'
import { inSites, ofSite } from '../scope.ts'
import { warehouses } from '../stock-sums.ts'
import { isOpenAt } from '../sums-sql.ts'
import { type Asked, endOf, inOrder, inScope, type Statement, startOf, unitGroup } from './asked.ts'

type Bounds = Pick<Asked, 'period'>

export const within = (at: SQL, asked: Bounds): SQL => sql`${at} >= ${startOf(asked)} AND ${at} < ${endOf(asked)}`

/** What was issued in the period to orders of the units asked for, less what came back. Needs `unit`. */
export const consumption = (asked: Bounds, join = sql``): SQL => sql`
  FROM stock_movement m JOIN work_order o ON o.id = m.work_order_id
  JOIN unit u ON u.asset_id = o.asset_id JOIN asset a ON a.id = u.root JOIN part p ON p.id = m.part_id ${join}
  WHERE m.kind IN ('ISSUE','RETURN') AND ${within(sql`m.at`, asked)}`

export function consumptionGroup(asked: Pick<Asked, 'actor' | 'zone' | 'groupBy'>) {
  switch (asked.groupBy) {
    case 'part':
      return { key: sql`p.id::text`, label: sql`p.number || ' · ' || p.description`, join: sql`` }
    case 'order':
      return { key: sql`o.id::text`, label: sql`o.number || ' · ' || o.title`, join: sql`` }
    default:
      return unitGroup(asked, sql`m.at`)
  }
}

export const parts: Statement = (asked) => {
  const { key, label, join } = consumptionGroup(asked)
  // Litres and pieces make no sum.
  const quantity = asked.groupBy === 'part' ? sql`-sum(m.quantity)` : sql`NULL`
  return sql`
    WITH RECURSIVE ${inScope(asked)}
    SELECT ${key} AS key, min(${label}) AS label, -sum(m.value) AS value, ${quantity} AS quantity, count(*) AS movements
    ${consumption(asked, join)} GROUP BY 1 ${inOrder(asked.groupBy, sql`3`)}`
}

/** What lay in the warehouses at the end of the period, and what moved it there: from the sums of today back through the ledger. */
export const stock: Statement = (asked) => {
  const byPart = asked.groupBy === 'part'
  const inPeriod = within(sql`m.at`, asked)
  return sql`
    WITH moved AS (
      SELECT m.part_id, m.site_id, sum(m.value) FILTER (WHERE m.at >= ${endOf(asked)}) AS after,
        sum(m.value) FILTER (WHERE ${inPeriod}) AS inside,
        sum(m.value) FILTER (WHERE ${inPeriod} AND m.kind = 'RECEIPT') AS received,
        -sum(m.value) FILTER (WHERE ${inPeriod} AND m.kind IN ('ISSUE','RETURN')) AS issued
      FROM stock_movement m WHERE m.at >= ${startOf(asked)} AND ${warehouses(asked, sql`m.site_id`)} GROUP BY 1, 2),
    held AS (
      SELECT s.part_id, s.site_id, s.value - coalesce(v.after, 0) AS value, coalesce(v.inside, 0) AS inside,
        coalesce(v.received, 0) AS received, coalesce(v.issued, 0) AS issued
      FROM part_stock s LEFT JOIN moved v ON v.part_id = s.part_id AND v.site_id = s.site_id
      WHERE ${warehouses(asked, sql`s.site_id`)})
    SELECT g.id::text AS key, min(${byPart ? sql`g.number || ' · ' || g.description` : sql`g.name`}) AS label,
      sum(h.value) AS value, sum(h.value - h.inside) AS opening, sum(h.received) AS received, sum(h.issued) AS issued,
      sum(h.inside - h.received + h.issued) AS other
    FROM held h JOIN ${byPart ? sql`part g ON g.id = h.part_id` : sql`site g ON g.id = h.site_id`}
    WHERE h.value <> 0 OR h.inside <> 0 OR h.received <> 0 OR h.issued <> 0
    GROUP BY g.id ORDER BY value DESC, 1`
}

/** Labour written down in the period for orders of the units asked for. Needs `unit`. */
export const labour = (asked: Bounds): SQL => sql`
  FROM labour_entry l JOIN work_order o ON o.id = l.work_order_id JOIN unit u ON u.asset_id = o.asset_id
  WHERE l.to_at IS NOT NULL AND ${within(sql`l.from_at`, asked)}`

/** Who worked how much of their time, and what still waits for them. */
export const workload: Statement = (asked) => {
  const { actor, scope, period } = asked
  const completedAt = sql`coalesce(o.completed_at, 'infinity'::timestamptz)`
  const sites = sql`EXISTS (SELECT FROM person_site ps WHERE ps.person_id = p.id AND ${inSites(actor, sql`ps.site_id`)}
    AND ${ofSite(scope, sql`ps.site_id`)})`
  const weeks = (period.end - period.start) / (7 * 86_400_000)
  return sql`
    WITH RECURSIVE ${inScope(asked)},
    worked AS (SELECT l.person_id, sum(l.hours) AS hours ${labour(asked)} GROUP BY 1),
    done AS (
      SELECT o.assignee_id, count(*) AS orders FROM work_order o JOIN unit u ON u.asset_id = o.asset_id
      WHERE ${within(completedAt, asked)} AND o.status <> 'CANCELLED' AND o.assignee_id IS NOT NULL GROUP BY 1),
    waiting AS (
      SELECT o.assignee_id, count(*) AS orders, sum(o.estimated_hours) AS hours
      FROM b JOIN work_order o ON ${isOpenAt(sql`upper(b.span)`)} JOIN unit u ON u.asset_id = o.asset_id
      WHERE o.assignee_id IS NOT NULL GROUP BY 1)
    SELECT p.id::text AS key, p.name AS label, coalesce(w.hours, 0) AS hours, p.weekly_hours * ${weeks}::float8 AS "availableHours",
      coalesce(w.hours, 0) AS load_n, p.weekly_hours * ${weeks}::float8 AS load_d, coalesce(d.orders, 0) AS completed,
      coalesce(o.orders, 0) AS open, coalesce(o.hours, 0) AS "openHours"
    FROM person p LEFT JOIN worked w ON w.person_id = p.id LEFT JOIN done d ON d.assignee_id = p.id
    LEFT JOIN waiting o ON o.assignee_id = p.id
    WHERE p.role = 'OPERATOR' AND p.deactivated_at IS NULL AND ${actor.siteIds || scope.siteId ? sites : sql`true`}
      OR w.hours > 0 OR d.orders > 0 OR o.orders > 0
    ORDER BY 3 DESC, label, key`
}
