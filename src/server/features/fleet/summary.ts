import { sql } from 'drizzle-orm'
import type { AssetSummary } from '../../../contract/asset-summary.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { workOrderScope } from '../work-orders/queries.ts'
import { assertVisibleAsset } from './queries.ts'

/** A unit at a glance, from its own orders and those of what is mounted on it now. */
export async function assetSummary(db: Db, actor: Actor, assetId: string, now: string): Promise<AssetSummary> {
  await assertVisibleAsset(db, actor, assetId)
  const year = (back: number) => sql`${now}::timestamptz - make_interval(years => ${back})`
  const sum = (amount: string) =>
    sql`coalesce(sum(${sql.raw(amount)}) FILTER (WHERE completed_at > ${year(1)}), 0)::bigint`
  const all = 'labour_cost + parts_cost + service_cost'
  const cost = may(actor, 'asset.readCost')
    ? sql`, (SELECT json_build_object('labour', ${sum('labour_cost')}, 'parts', ${sum('parts_cost')},
          'services', ${sum('service_cost')}, 'total', ${sum(all)},
          'previousTotal', coalesce(sum(${sql.raw(all)}) FILTER (WHERE completed_at <= ${year(1)}), 0)::bigint)
        FROM orders WHERE completed_at > ${year(2)}) AS "cost12Months"`
    : sql``
  const [row] = await db.rows<AssetSummary>(sql`
    WITH RECURSIVE assembly AS (
      SELECT ${assetId}::uuid AS id UNION SELECT c.id FROM asset c JOIN assembly m ON c.parent_id = m.id
    ),
    orders AS (SELECT w.* FROM work_order w JOIN assembly m ON m.id = w.asset_id WHERE ${workOrderScope(actor)}),
    open AS (SELECT *, coalesce(due_at < ${now}, false) AS overdue FROM orders
      WHERE status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')),
    failure AS (SELECT *, coalesce(started_at, reported_at) AS at FROM orders
      WHERE category IN ('CORRECTIVE', 'EMERGENCY') AND status <> 'CANCELLED' AND duplicate_of_id IS NULL)
    SELECT
      coalesce((SELECT json_agg(json_build_object('id', id, 'number', number, 'title', title, 'category', category,
          'priority', priority, 'status', status, 'dueAt', due_at, 'overdue', overdue))
        FROM (SELECT * FROM open ORDER BY due_at NULLS LAST, reported_at LIMIT 5) first), '[]') AS open,
      (SELECT count(*) FROM open) AS "openCount",
      (SELECT count(*) FROM open WHERE overdue) AS "overdueCount",
      coalesce((SELECT json_agg(json_build_object('id', id, 'number', number, 'title', title, 'at', at,
          'system', system, 'hours', hours_worked))
        FROM (SELECT * FROM failure ORDER BY at DESC LIMIT 5) last), '[]') AS failures,
      (SELECT count(*) FROM failure WHERE at > ${year(1)}) AS "failures12Months" ${cost}`)
  return row!
}
