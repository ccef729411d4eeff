import { sql } from 'drizzle-orm'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { counts, isFailureWork, totalCost } from './sums-sql.ts'

/**
 * Finds the faults of units anew (`findFailures` of the domain, set-based). Orders sorted by the start of their downtime
 * belong to the fault before them while they begin before its latest end; one without downtime is a fault by itself.
 */
export async function rebuildFailures(tx: Tx, assetIds: string[]): Promise<void> {
  const units = anyOf(assetIds, 'uuid')
  await tx.rows(sql`DELETE FROM failure WHERE asset_id = ${units}`)
  await tx.rows(sql`
    WITH failed AS (
      SELECT o.id, o.asset_id, coalesce(o.started_at, o.completed_at) AS began, o.completed_at, o.reported_at,
        o.failure_mode_id, ${totalCost('o')} AS cost,
        nullif(order_downtime(o.downtime_from, o.downtime_to, o.completed_at), 'empty') AS down,
        o.failure_mode_id IS NOT NULL AND o.failure_cause_id IS NOT NULL AND o.failure_action_id IS NOT NULL AS coded
      FROM work_order o
      WHERE o.asset_id = ${units} AND ${isFailureWork('o')} AND ${counts('o')}
        AND coalesce(o.started_at, o.completed_at) IS NOT NULL),
    marked AS (
      SELECT *, lower(down) >= max(upper(down)) OVER (
        PARTITION BY asset_id ORDER BY lower(down), id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) IS NOT FALSE AS first
      FROM failed WHERE down IS NOT NULL),
    numbered AS (
      SELECT *, count(*) FILTER (WHERE first) OVER (PARTITION BY asset_id ORDER BY lower(down), id) AS fault FROM marked
      UNION ALL
      SELECT *, true, -row_number() OVER (ORDER BY id) FROM failed WHERE down IS NULL),
    worked AS (
      SELECT n.asset_id, n.fault, range_agg(tstzrange(s.from_at, coalesce(s.to_at, 'infinity'))) AS work
      FROM numbered n JOIN work_order_status s ON s.work_order_id = n.id AND s.status = 'IN_PROGRESS'
      WHERE s.to_at IS NULL OR s.to_at > s.from_at
      GROUP BY n.asset_id, n.fault),
    fault AS (
      SELECT n.asset_id, n.fault, min(n.began) AS at, max(n.completed_at) AS last_completed,
        bool_and(n.completed_at IS NOT NULL) AS all_completed, bool_or(n.coded) AS coded,
        coalesce(range_agg(n.down), '{}') AS down, array_agg(n.id ORDER BY n.began, n.id) AS ids, sum(n.cost) AS cost,
        (array_agg(n.failure_mode_id ORDER BY n.reported_at, n.id) FILTER (WHERE n.failure_mode_id IS NOT NULL))[1] AS mode_id
      FROM numbered n GROUP BY n.asset_id, n.fault)
    INSERT INTO failure (id, asset_id, at, repaired_at, coded, down, work, down_ms, work_ms, from_at, to_at, order_ids,
      mode_id, cost)
    SELECT f.ids[1], f.asset_id, f.at, CASE WHEN f.all_completed AND w.work IS NOT NULL THEN f.last_completed END, f.coded,
      f.down, coalesce(w.work, '{}'), covered_ms(f.down), covered_ms(coalesce(w.work, '{}')),
      least(f.at, lower(f.down), lower(w.work)), greatest(f.at, f.last_completed, upper(f.down), upper(w.work)), f.ids,
      f.mode_id, f.cost
    FROM fault f LEFT JOIN worked w ON w.asset_id = f.asset_id AND w.fault = f.fault`)
}
