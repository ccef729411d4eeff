import { type SQL, sql } from 'drizzle-orm'
import type { Asset, AssetItem, AssetQuery, StatusInterval, StatusQuery } from '../../../contract/assets.ts'
import type { MeterKind } from '../../../domain/asset-type.ts'
import { isStale } from '../../../domain/meter.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, likeLiteral, type SortKey, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { sitesBelow } from '../sites/queries.ts'
import { workOrderScope } from '../work-orders/queries.ts'
import { typeName } from './types/queries.ts'

/**
 * Which assets, of table alias `a`, the actor may see. An operator: those of their own orders that are open or were
 * completed within 90 days, with what is mounted on them and what they are mounted on.
 */
export function assetScope(actor: Actor): SQL {
  if (actor.siteIds === null) return sql`true`
  if (actor.role !== 'OPERATOR') return sql`a.site_id = ${anyOf(actor.siteIds, 'uuid')}`
  return sql`EXISTS (
    SELECT 1 FROM work_order own JOIN asset worked ON worked.id = own.asset_id
    WHERE own.assignee_id = ${actor.personId}
      AND (own.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') OR own.completed_at > now() - interval '90 days')
      AND (worked.id = a.id OR worked.id = a.parent_id OR worked.parent_id = a.id))`
}

interface ItemRow extends Omit<AssetItem, 'meters'> {
  hasKm: boolean
  hasHours: boolean
  km: number | null
  kmAt: string | null
  kmDial: number | null
  hours: number | null
  hoursAt: string | null
  hoursDial: number | null
}

/** What the dial of an asset's meter showed when it was last read. */
const dialOf = (meter: MeterKind) => sql`(SELECT m.value FROM meter_reading m
  WHERE m.asset_id = a.id AND m.meter = ${meter} AND m.voided_at IS NULL ORDER BY m.at DESC LIMIT 1)`

const itemColumns = (actor: Actor) => sql`
  a.id, a.code, a.name, a.plate, a.make, a.model, a.criticality, a.status, a.status_since AS "statusSince",
  a.status_reason AS "statusReason", a.archived_at AS "archivedAt", a.version,
  json_build_object('id', t.id, 'code', t.code, 'name', ${typeName(actor)}) AS type,
  json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site,
  CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'code', p.code, 'name', p.name) END AS parent,
  t.has_km AS "hasKm", t.has_hours AS "hasHours", a.km, a.km_at AS "kmAt", a.hours, a.hours_at AS "hoursAt",
  ${dialOf('KM')} AS "kmDial", ${dialOf('HOURS')} AS "hoursDial",
  (SELECT f.id FROM file f WHERE f.owner_type = 'asset' AND f.owner_id = a.id AND f.kind = 'PHOTO'
    AND f.removed_at IS NULL ORDER BY f.id = a.photo_id DESC, f.id LIMIT 1) AS "photoId"`

const itemTables = sql`
  asset a JOIN asset_type t ON t.id = a.type_id JOIN site s ON s.id = a.site_id LEFT JOIN asset p ON p.id = a.parent_id`

function toItem<T extends ItemRow>(row: T, now: number) {
  const { hasKm, hasHours, km, kmAt, kmDial, hours, hoursAt, hoursDial, ...rest } = row
  const state = (meter: MeterKind, total: number | null, dial: number | null, at: string | null) => ({
    meter,
    total,
    dial,
    at,
    stale: isStale(at === null ? null : Date.parse(at), now),
  })
  return {
    ...rest,
    meters: [
      ...(hasHours ? [state('HOURS', hours, hoursDial, hoursAt)] : []),
      ...(hasKm ? [state('KM', km, kmDial, kmAt)] : []),
    ],
  }
}

function sortKey(actor: Actor, sort: string): SortKey {
  const keys: Record<string, SortKey> = {
    code: { by: sql`a.code`, type: 'text' },
    name: { by: sql`a.name`, type: 'text' },
    statusSince: { by: sql`a.status_since`, type: 'timestamptz' },
    km: { by: sql`a.km`, type: 'numeric', nullable: true },
    hours: { by: sql`a.hours`, type: 'numeric', nullable: true },
    site: { by: sql`s.name`, type: 'text' },
    type: { by: typeName(actor), type: 'text' },
  }
  return keys[sort.replace('-', '')]!
}

function matches(text: string): SQL {
  const pattern = (part: string) => `%${likeLiteral(part)}%`
  // A plate is typed in any of its forms: BB·CL·12, BB CL 12, BBCL12.
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return sql`(search_text(a.code, a.name, a.make, a.model, a.serial_number) LIKE search_text(${pattern(text)})
    ${bare.length > 1 ? sql`OR a.plate LIKE ${pattern(bare)}` : sql``})`
}

const kinds = { UNIT: sql`a.parent_id IS NULL`, COMPONENT: sql`a.parent_id IS NOT NULL`, ALL: null } as const

function conditions(actor: Actor, query: AssetQuery, now: string): SQL {
  const all = [
    assetScope(actor),
    query.archived ? sql`a.archived_at IS NOT NULL` : sql`a.archived_at IS NULL`,
    query.q ? matches(query.q) : null,
    query.siteId ? sql`a.site_id IN ${sitesBelow(query.siteId)}` : null,
    query.typeId ? sql`a.type_id = ${anyOf(query.typeId, 'uuid')}` : null,
    query.status ? sql`a.status = ${anyOf(query.status, 'text')}` : null,
    query.criticality ? sql`a.criticality = ${anyOf(query.criticality, 'text')}` : null,
    kinds[query.kind],
    query.parentId ? sql`a.parent_id = ${query.parentId}` : null,
    query.stale === undefined ? null : sql`${staleMeter(now)} = ${query.stale}`,
  ]
  return sql.join(
    all.filter((condition) => condition !== null),
    sql` AND `,
  )
}

/** The same rule as `isStale` of domain/meter.ts, for filters. */
function staleMeter(now: string): SQL {
  const old = (at: SQL) => sql`coalesce(${at}, '-infinity') < ${now}::timestamptz - interval '30 days'`
  return sql`((t.has_km AND ${old(sql`a.km_at`)}) OR (t.has_hours AND ${old(sql`a.hours_at`)}))`
}

export async function listAssets(db: Db, actor: Actor, query: AssetQuery, now: string) {
  const direction = query.sort.startsWith('-') ? 'desc' : 'asc'
  const { after, orderBy, cursor } = keyset(sortKey(actor, query.sort), sql`a.id`, direction, query.cursor)
  const rows = await db.rows<ItemRow & { cursor: unknown }>(sql`
    SELECT ${itemColumns(actor)}, ${cursor} AS cursor FROM ${itemTables}
    WHERE ${conditions(actor, query, now)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  return { items: items.map((row) => toItem(row, Date.parse(now))), nextCursor }
}

type DetailRow = Omit<Asset, 'meters'> & ItemRow

export async function getAsset(db: Db, actor: Actor, id: string, now: string): Promise<Asset> {
  const [row] = await db.rows<DetailRow>(sql`
    SELECT ${itemColumns(actor)}, a.year, a.serial_number AS "serialNumber", a.commissioned_on AS "commissionedOn",
      a.notes, a.fuel_level AS "fuelLevel", a.fuel_at AS "fuelAt", a.created_at AS "createdAt",
      (SELECT count(*) FROM work_order w WHERE w.asset_id = a.id AND w.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
        AND ${workOrderScope(actor)}) AS "openOrders",
      coalesce((SELECT json_agg(json_build_object('id', c.id, 'code', c.code, 'name', c.name, 'status', c.status,
          'typeName', (SELECT ${typeName(actor)} FROM asset_type t WHERE t.id = c.type_id)) ORDER BY c.code)
        FROM asset c WHERE c.parent_id = a.id AND c.archived_at IS NULL), '[]') AS components
    FROM ${itemTables} WHERE a.id = ${id} AND ${assetScope(actor)}`)
  if (!row) throw notFound()
  return toItem(row, Date.parse(now))
}

/** Whether the actor may see the asset: what its files and its history ask. */
export async function assertVisibleAsset(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`SELECT 1 FROM asset a WHERE a.id = ${id} AND ${assetScope(actor)}`)
  if (found.length === 0) throw notFound()
}

export async function listStatuses(db: Db, actor: Actor, assetId: string, query: StatusQuery) {
  await assertVisibleAsset(db, actor, assetId)
  const { after, orderBy, cursor } = keyset(
    { by: sql`i.from_at`, type: 'timestamptz' },
    sql`i.id`,
    'desc',
    query.cursor,
  )
  const rows = await db.rows<StatusInterval & { cursor: unknown }>(sql`
    SELECT i.id, i.status, i.from_at AS "from", i.to_at AS "to", i.reason, c.name AS "createdBy",
      CASE WHEN w.id IS NULL THEN NULL ELSE json_build_object('id', w.id, 'number', w.number) END AS "workOrder",
      ${cursor} AS cursor
    FROM asset_status i LEFT JOIN person c ON c.id = i.created_by LEFT JOIN work_order w ON w.id = i.work_order_id
    WHERE i.asset_id = ${assetId} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}
