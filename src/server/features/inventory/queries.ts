import { type SQL, sql } from 'drizzle-orm'
import type {
  Movement,
  MovementQuery,
  Part,
  PartExportQuery,
  PartItem,
  PartLevel,
  PartQuery,
} from '../../../contract/inventory.ts'
import { stockStates } from '../../../domain/stock.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, likeLiteral, type SortKey, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { typeName } from '../fleet/types/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { seesCost, workOrderScope } from '../work-orders/queries.ts'

/** Which sites' stock the actor may see, as a condition on a column of site ids. Parts themselves are the company's. */
export function stockScope(actor: Actor, siteId: SQL): SQL {
  return actor.siteIds ? sql`${siteId} = ${anyOf(actor.siteIds, 'uuid')}` : sql`true`
}

const worstFirst = sql.raw(`ARRAY['${stockStates.join("','")}']`)

/** What there is of a part over the sites that count: one row, `s`. */
function summed(actor: Actor, siteId: string | undefined): SQL {
  return sql`LATERAL (
    SELECT coalesce(sum(l.on_hand), 0) AS "onHand", coalesce(sum(l.reserved), 0) AS reserved,
      coalesce(sum(l.available), 0) AS available, coalesce(sum(l.on_order), 0) AS "onOrder",
      coalesce(sum(l.value), 0) AS value,
      coalesce((${worstFirst})[min(array_position(${worstFirst}, l.state))], 'NONE') AS state,
      coalesce(array_agg(DISTINCT l.bin) FILTER (WHERE l.bin IS NOT NULL), '{}') AS bins
    FROM part_level l WHERE l.part_id = p.id AND ${stockScope(actor, sql`l.site_id`)}
      ${siteId ? sql`AND l.site_id IN ${sitesBelow(siteId)}` : sql``}) s`
}

/** Value and moving average of what `alias` sums up, for those who may see them. */
function costs(actor: Actor, alias: string): SQL {
  if (!seesCost(actor)) return sql``
  const [value, onHand] = [sql.raw(`${alias}.value`), sql.raw(`${alias}."onHand"`)]
  return sql`round(${value})::bigint AS value,
    CASE WHEN ${onHand} > 0 THEN round(${value} / ${onHand})::bigint END AS "unitCost",`
}

const itemColumns = (actor: Actor) => sql`
  p.id, p.number, p.description, p.unit, s.state, s."onHand", s.reserved, s.available, s."onOrder", s.bins,
  ${costs(actor, 's')}
  CASE WHEN v.id IS NULL THEN NULL ELSE json_build_object('id', v.id, 'name', v.name) END AS supplier,
  p.archived_at AS "archivedAt", p.version`

const itemTables = (actor: Actor, siteId?: string) => sql`
  part p CROSS JOIN ${summed(actor, siteId)} LEFT JOIN supplier v ON v.id = p.supplier_id`

const pattern = (q: string) => sql`'%' || search_text(${likeLiteral(q)}) || '%'`

function conditions(actor: Actor, query: PartExportQuery): SQL {
  const { q, state, assetTypeId, supplierId, archived } = query
  const all = [
    archived ? sql`p.archived_at IS NOT NULL` : sql`p.archived_at IS NULL`,
    q
      ? sql`(search_text(p.number, p.description) LIKE ${pattern(q)} OR p.id IN (SELECT b.part_id FROM part_stock b
          WHERE search_text(b.bin) LIKE ${pattern(q)} AND ${stockScope(actor, sql`b.site_id`)}))`
      : null,
    state ? sql`s.state = ${anyOf(state, 'text')}` : null,
    supplierId ? sql`p.supplier_id = ${supplierId}` : null,
    assetTypeId
      ? sql`(NOT EXISTS (SELECT FROM part_asset_type f WHERE f.part_id = p.id)
          OR EXISTS (SELECT FROM part_asset_type f WHERE f.part_id = p.id AND f.asset_type_id = ${assetTypeId}))`
      : null,
  ]
  return sql.join(
    all.filter((condition) => condition !== null),
    sql` AND `,
  )
}

const sorts: Record<string, SortKey> = {
  number: { by: sql`p.number`, type: 'text' },
  description: { by: sql`p.description`, type: 'text' },
  available: { by: sql`s.available`, type: 'numeric' },
}

export async function listParts(db: Db, actor: Actor, query: PartQuery) {
  const descending = query.sort.startsWith('-')
  const key = sorts[query.sort.replace('-', '')]!
  const { after, orderBy, cursor } = keyset(key, sql`p.id`, descending ? 'desc' : 'asc', query.cursor)
  const rows = await db.rows<PartItem & { cursor: unknown }>(sql`
    SELECT ${itemColumns(actor)}, ${cursor} AS cursor FROM ${itemTables(actor, query.siteId)}
    WHERE ${conditions(actor, query)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

const siteOf = sql`json_build_object('id', t.id, 'code', t.code, 'name', t.name)`

/** Stock of a part at each site in scope, or at one. */
export function levelsOf(db: Db, actor: Actor, partId: string, siteId?: string): Promise<PartLevel[]> {
  return db.rows<PartLevel>(sql`
    SELECT ${siteOf} AS site, l.bin, l."onHand", l.reserved, l.available, l.on_order AS "onOrder",
      ${costs(actor, 'l')} l.min_stock AS "minStock", l.reorder_point AS "reorderPoint", l.state
    FROM (SELECT *, on_hand AS "onHand" FROM part_level) l JOIN site t ON t.id = l.site_id
    WHERE l.part_id = ${partId} AND ${siteId ? sql`l.site_id = ${siteId}` : sql`true`}
      AND ${stockScope(actor, sql`l.site_id`)} ORDER BY t.name, t.id`)
}

export async function getPart(db: Db, actor: Actor, id: string): Promise<Part> {
  const [row] = await db.rows<Omit<Part, 'levels'>>(sql`
    SELECT ${itemColumns(actor)}, p.supplier_number AS "supplierNumber", p.lead_time_days AS "leadTimeDays", p.notes,
      p.created_at AS "createdAt",
      coalesce((SELECT json_agg(json_build_object('id', t.id, 'code', t.code, 'name', ${typeName(actor)}) ORDER BY t.code)
        FROM part_asset_type f JOIN asset_type t ON t.id = f.asset_type_id WHERE f.part_id = p.id), '[]') AS "assetTypes",
      coalesce((SELECT json_agg(json_build_object('id', o.id, 'number', o.number, 'description', o.description,
          'unit', o.unit, 'available', (SELECT coalesce(sum(l.available), 0) FROM part_level l
            WHERE l.part_id = o.id AND ${stockScope(actor, sql`l.site_id`)})) ORDER BY o.number)
        FROM part_equivalent e JOIN part o ON o.id IN (e.lower_id, e.upper_id) AND o.id <> p.id
        WHERE p.id IN (e.lower_id, e.upper_id)), '[]') AS equivalents,
      coalesce((SELECT json_agg(json_build_object('id', w.id, 'number', w.number, 'title', w.title, 'site', ${siteOf},
          'quantity', n.planned - n.issued) ORDER BY w.number)
        FROM work_order_part n JOIN work_order w ON w.id = n.work_order_id JOIN site t ON t.id = w.site_id
        WHERE n.part_id = p.id AND n.planned > n.issued AND w.status IN ('PENDING','IN_PROGRESS','ON_HOLD')
          AND ${workOrderScope(actor)}), '[]') AS waiting
    FROM ${itemTables(actor)} WHERE p.id = ${id}`)
  if (!row) throw notFound()
  return { ...row, levels: await levelsOf(db, actor, id) }
}

/** The ledger of a part, newest first. */
export async function listMovements(db: Db, actor: Actor, partId: string, query: MovementQuery) {
  const key: SortKey = { by: sql`m.at`, type: 'timestamptz' }
  const { after, orderBy, cursor } = keyset(key, sql`m.id`, 'desc', query.cursor)
  const [found] = await db.rows(sql`SELECT 1 FROM part WHERE id = ${partId}`)
  if (!found) throw notFound()
  const rows = await db.rows<Movement & { cursor: unknown }>(sql`
    SELECT m.id, m.kind, m.at, ${siteOf} AS site, m.quantity, m.balance, round(m.value)::bigint AS value, m.reason,
      m.document,
      CASE WHEN w.id IS NULL THEN NULL ELSE json_build_object('id', w.id, 'number', w.number) END AS "workOrder",
      CASE WHEN b.id IS NULL THEN NULL ELSE json_build_object('id', b.id, 'number', b.number) END AS purchase,
      c.name AS by, ${cursor} AS cursor
    FROM stock_movement m JOIN site t ON t.id = m.site_id LEFT JOIN work_order w ON w.id = m.work_order_id
    LEFT JOIN purchase_line g ON g.id = m.purchase_line_id LEFT JOIN purchase b ON b.id = g.purchase_id
    LEFT JOIN person c ON c.id = m.created_by
    WHERE m.part_id = ${partId} AND ${stockScope(actor, sql`m.site_id`)}
      AND ${query.siteId ? sql`m.site_id = ${query.siteId}` : sql`true`} AND ${after}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}
