import { type SQL, sql } from 'drizzle-orm'
import type { PartForecast } from '../../../../contract/plans.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { anyOf } from '../../../platform/database/keyset.ts'
import { sitesBelow } from '../../sites/queries.ts'
import { seesCost } from '../../work-orders/queries.ts'
import { stockScope } from '../queries.ts'

/** What open orders still wait for: planned and not yet issued. */
export function waitingParts(
  db: Db,
  orderIds: readonly string[],
): Promise<{ orderId: string; partId: string; quantity: number }[]> {
  if (orderIds.length === 0) return Promise.resolve([])
  return db.rows(sql`
    SELECT work_order_id AS "orderId", part_id AS "partId", planned - issued AS quantity FROM work_order_part
    WHERE work_order_id = ${anyOf(orderIds, 'uuid')} AND planned > issued`)
}

/** Of a part: its name, what is on hand and not reserved over the sites in scope, and what a unit of it costs. */
export type Supply = Pick<PartForecast, 'part' | 'unitCost'> & { available: number }

/** Unit cost: moving average over those sites or, where there is nothing, of the last receipt anywhere; absent for operators. */
export async function supplyOf(
  db: Db,
  actor: Actor,
  partIds: readonly string[],
  siteId: string | undefined,
): Promise<Map<string, Supply>> {
  if (partIds.length === 0) return new Map()
  const cost: SQL = seesCost(actor)
    ? sql`, CASE WHEN l.on_hand > 0 THEN round(l.value / l.on_hand)::bigint ELSE (
        SELECT round(m.value / m.quantity)::bigint FROM stock_movement m
        WHERE m.part_id = p.id AND m.kind = 'RECEIPT' ORDER BY m.at DESC, m.id DESC LIMIT 1) END AS "unitCost"`
    : sql``
  const rows = await db.rows<Supply>(sql`
    SELECT json_build_object('id', p.id, 'number', p.number, 'description', p.description, 'unit', p.unit) AS part,
      l.available ${cost}
    FROM part p CROSS JOIN LATERAL (
      SELECT coalesce(sum(v.available), 0) AS available, coalesce(sum(v.on_hand), 0) AS on_hand, sum(v.value) AS value
      FROM part_level v WHERE v.part_id = p.id AND ${stockScope(actor, sql`v.site_id`)}
        AND ${siteId ? sql`v.site_id IN ${sitesBelow(siteId)}` : sql`true`}) l
    WHERE p.id = ${anyOf(partIds, 'uuid')}`)
  return new Map(rows.map((row) => [row.part.id, row]))
}
