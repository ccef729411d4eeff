import { type SQL, sql } from 'drizzle-orm'
import type { Purchase, PurchaseItem, PurchaseLine, PurchaseQuery } from '../../../contract/purchasing.ts'
import { maySend, mostReceivable, type PurchaseAction, purchaseActions } from '../../../domain/purchase.ts'
import { quantityOf, thousandths } from '../../../domain/stock.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, likeLiteral, type SortKey, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { sitesBelow } from '../sites/queries.ts'
import { stockScope } from './queries.ts'

/** Which purchases, of table alias `b`, the actor may see: those for the warehouses of their sites. */
export const purchaseScope = (actor: Actor): SQL => stockScope(actor, sql`b.site_id`)

export const approver = (actor: Actor): boolean => may(actor, 'purchase.approve')

const itemColumns = (today: string) => sql`
  b.id, b.request_number AS "requestNumber", b.number, b.status, b.total, b.requested_at AS "requestedAt",
  b.ordered_at AS "orderedAt", b.expected_on AS "expectedOn",
  coalesce(b.status IN ('ORDERED','PARTIALLY_RECEIVED') AND b.expected_on < ${today}::date, false) AS late, b.version,
  json_build_object('id', t.id, 'code', t.code, 'name', t.name) AS site,
  CASE WHEN v.id IS NULL THEN NULL ELSE json_build_object('id', v.id, 'name', v.name) END AS supplier`

const itemTables = sql`purchase b JOIN site t ON t.id = b.site_id LEFT JOIN supplier v ON v.id = b.supplier_id`

const sorts: Record<string, SortKey> = {
  requestedAt: { by: sql`b.requested_at`, type: 'timestamptz' },
  total: { by: sql`b.total`, type: 'numeric' },
}

function conditions(actor: Actor, { q, status, siteId, supplierId }: PurchaseQuery): SQL {
  const pattern = q ? sql`'%' || search_text(${likeLiteral(q)}) || '%'` : null
  const all = [
    purchaseScope(actor),
    status ? sql`b.status = ${anyOf(status, 'text')}` : null,
    siteId ? sql`b.site_id IN ${sitesBelow(siteId)}` : null,
    supplierId ? sql`b.supplier_id = ${supplierId}` : null,
    pattern
      ? sql`(search_text(b.request_number, b.number, v.name) LIKE ${pattern} OR EXISTS (
          SELECT FROM purchase_line l JOIN part p ON p.id = l.part_id
          WHERE l.purchase_id = b.id AND search_text(p.number, p.description) LIKE ${pattern}))`
      : null,
  ]
  return sql.join(
    all.filter((condition) => condition !== null),
    sql` AND `,
  )
}

export async function listPurchases(db: Db, actor: Actor, query: PurchaseQuery, today: string) {
  const descending = query.sort.startsWith('-')
  const key = sorts[query.sort.replace('-', '')]!
  const { after, orderBy, cursor } = keyset(key, sql`b.id`, descending ? 'desc' : 'asc', query.cursor)
  const rows = await db.rows<PurchaseItem & { cursor: unknown }>(sql`
    SELECT ${itemColumns(today)}, (SELECT count(*)::int FROM purchase_line l WHERE l.purchase_id = b.id) AS lines,
      ${cursor} AS cursor FROM ${itemTables}
    WHERE ${conditions(actor, query)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

const partOf = sql`json_build_object('id', p.id, 'number', p.number, 'description', p.description, 'unit', p.unit)`

type Row = Omit<Purchase, 'actions' | 'lines' | 'approvalLimit'> & { lines: Omit<PurchaseLine, 'receivable'>[] }

export async function getPurchase(db: Db, actor: Actor, id: string, config: Config, today: string): Promise<Purchase> {
  const [row] = await db.rows<Row>(sql`
    SELECT ${itemColumns(today)}, b.note, b.status_reason AS "statusReason", b.approved_at AS "approvedAt",
      b.ended_at AS "endedAt", asker.name AS "requestedBy", orderer.name AS "orderedBy", approver.name AS "approvedBy",
      (SELECT json_agg(json_build_object('id', l.id, 'part', ${partOf}, 'quantity', l.quantity, 'unitPrice', l.unit_price,
          'received', l.received, 'lastCost', (SELECT round(m.value / m.quantity)::bigint FROM stock_movement m
            WHERE m.part_id = l.part_id AND m.kind = 'RECEIPT' ORDER BY m.at DESC, m.id DESC LIMIT 1)) ORDER BY l.position)
        FROM purchase_line l JOIN part p ON p.id = l.part_id WHERE l.purchase_id = b.id) AS lines,
      coalesce((SELECT json_agg(json_build_object('id', m.id, 'at', m.at, 'part', ${partOf}, 'quantity', m.quantity,
          'document', m.document, 'by', c.name) ORDER BY m.at DESC, m.id DESC)
        FROM purchase_line l JOIN stock_movement m ON m.purchase_line_id = l.id JOIN part p ON p.id = l.part_id
        LEFT JOIN person c ON c.id = m.created_by WHERE l.purchase_id = b.id), '[]') AS receipts
    FROM ${itemTables} LEFT JOIN person asker ON asker.id = b.requested_by
    LEFT JOIN person orderer ON orderer.id = b.ordered_by LEFT JOIN person approver ON approver.id = b.approved_by
    WHERE b.id = ${id} AND ${purchaseScope(actor)}`)
  if (!row) throw notFound()
  const may = (action: PurchaseAction) =>
    maySend(action, row.status) && (approver(actor) || (action !== 'APPROVE' && action !== 'RETURN_TO_REQUEST'))
  return {
    ...row,
    lines: row.lines.map((line) => ({
      ...line,
      receivable: quantityOf(
        mostReceivable(
          { ordered: thousandths(line.quantity), received: thousandths(line.received) },
          config.RECEIPT_TOLERANCE,
        ),
      ),
    })),
    actions: (Object.keys(purchaseActions) as PurchaseAction[]).filter(may),
    approvalLimit: config.PURCHASE_APPROVAL_LIMIT,
  }
}
