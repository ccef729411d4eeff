import { sql } from 'drizzle-orm'
import type { OrderPart, OrderParts } from '../../../contract/inventory.ts'
import { isOpen, type WorkOrderStatus } from '../../../domain/work-order.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import { seesCost, workOrderScope } from '../work-orders/queries.ts'

interface OrderRow {
  status: WorkOrderStatus
  assigneeId: string | null
  items: OrderPart[]
}

/** Parts planned for and issued to an order, with what there is of them at its site. */
export async function orderPartsOf(db: Db, actor: Actor, id: string): Promise<OrderParts> {
  const cost = seesCost(actor) ? sql`, 'cost', round(n.value)::bigint` : sql``
  const [row] = await db.rows<OrderRow>(sql`
    SELECT w.status, w.assignee_id AS "assigneeId", coalesce((
      SELECT json_agg(json_build_object(
        'part', json_build_object('id', p.id, 'number', p.number, 'description', p.description, 'unit', p.unit),
        'planned', n.planned, 'issued', n.issued, 'onHand', coalesce(l.on_hand, 0), 'bin', l.bin,
        'free', greatest(coalesce(l.available, 0) + greatest(n.planned - n.issued, 0) * ${openFactor}, 0)
        ${cost}) ORDER BY p.number)
      FROM work_order_part n JOIN part p ON p.id = n.part_id
      LEFT JOIN part_level l ON l.part_id = n.part_id AND l.site_id = w.site_id
      WHERE n.work_order_id = w.id AND (n.planned > 0 OR n.issued > 0)), '[]') AS items
    FROM work_order w WHERE w.id = ${id} AND ${workOrderScope(actor)}`)
  if (!row) throw notFound()
  const own = actor.role !== 'OPERATOR' || row.assigneeId === actor.personId
  return { items: row.items, writable: own && isOpen(row.status) }
}

/** What an open order reserves is free for itself. */
const openFactor = sql`(w.status IN ('PENDING','IN_PROGRESS','ON_HOLD'))::int`
