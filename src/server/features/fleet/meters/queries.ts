import { type SQL, sql } from 'drizzle-orm'
import type { Reading, ReadingQuery } from '../../../../contract/meters.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { keyset, toPage } from '../../../platform/database/keyset.ts'
import { notFound } from '../../../platform/problem.ts'
import { assertVisibleAsset, assetScope } from '../queries.ts'

const columns = sql`
  r.id, r.asset_id AS "assetId", r.meter, r.at, r.value, r.value + r.offset_value AS total,
  r.is_replacement AS "isReplacement", r.work_order_id AS "workOrderId", r.note,
  c.name AS "createdBy", r.created_at AS "createdAt", r.voided_at AS "voidedAt", v.name AS "voidedBy",
  r.void_reason AS "voidReason"`

const tables = sql`
  meter_reading r LEFT JOIN person c ON c.id = r.created_by LEFT JOIN person v ON v.id = r.voided_by`

export async function listReadings(db: Db, actor: Actor, assetId: string, query: ReadingQuery) {
  await assertVisibleAsset(db, actor, assetId)
  const { after, orderBy, cursor } = keyset({ by: sql`r.at`, type: 'timestamptz' }, sql`r.id`, 'desc', query.cursor)
  const wanted: SQL[] = [
    sql`r.asset_id = ${assetId}`,
    query.meter ? sql`r.meter = ${query.meter}` : sql`true`,
    query.voided ? sql`true` : sql`r.voided_at IS NULL`,
    after,
  ]
  const rows = await db.rows<Reading & { cursor: unknown }>(sql`
    SELECT ${columns}, ${cursor} AS cursor FROM ${tables}
    WHERE ${sql.join(wanted, sql` AND `)} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

export async function getReading(db: Db, actor: Actor, id: string): Promise<Reading> {
  const [row] = await db.rows<Reading>(sql`
    SELECT ${columns} FROM ${tables} JOIN asset a ON a.id = r.asset_id WHERE r.id = ${id} AND ${assetScope(actor)}`)
  if (!row) throw notFound()
  return row
}
