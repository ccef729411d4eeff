import { sql } from 'drizzle-orm'
import type { SearchItem, SearchQuery } from '../../../contract/search.ts'
import { orderNumbersMeant } from '../../../domain/order-number.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'

const dayMs = 86_400_000
/** More words narrow nothing down any further. */
const mostTokens = 6

const matches = ['exact', 'prefix', 'words', 'similar'] as const

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const compact = (text: string) => fold(text).replace(/[^a-z0-9]/g, '')

/** `123`, `2026-123` and `ot 2026 000123` are short for OT-2026-000123; a bare number may be of any recent year. */
export function codesOf(text: string, year: number): string[] {
  const whole = compact(text)
  return [whole, ...orderNumbersMeant(text, year).map(compact)]
}

/** Units, orders, people and parts: exact codes first, then beginnings, words, and only when there are none of these, similar words. */
export async function search(db: Db, actor: Actor, query: SearchQuery, now: string): Promise<SearchItem[]> {
  const whole = compact(query.q)
  if (whole === '') return []
  const tokens = [
    ...new Set(
      fold(query.q)
        .split(/[^a-z0-9]+/)
        .filter(Boolean),
    ),
  ].slice(0, mostTokens)
  const operator = actor.role === 'OPERATOR' ? actor.personId : null
  const rows = await db.rows<Omit<SearchItem, 'match'> & { rank: number }>(sql`
    WITH hit AS (
      SELECT DISTINCT ON (id) id, kind, rank, at FROM search_records(
        ${sql.param(codesOf(query.q, Number(now.slice(0, 4))))}::text[], ${whole}::text, ${sql.param(tokens)}::text[],
        ${actor.siteIds ? sql.param([...actor.siteIds]) : null}::uuid[], ${operator}::uuid,
        ${may(actor, 'person.read')}::boolean,
        ${new Date(Date.parse(now) - 90 * dayMs).toISOString()}::timestamptz, ${query.limit}::int)
      ORDER BY id, rank),
    best AS (
      SELECT *, row_number() OVER (PARTITION BY kind ORDER BY rank, at DESC) AS place FROM hit)
    SELECT b.kind, b.id, b.rank, coalesce(o.number, a.code, p.email, s.number) AS code,
      coalesce(o.title, a.name, p.name, s.description) AS title,
      coalesce(oa.code, a.plate, s.supplier_number) AS detail, coalesce(o.status, a.status) AS status
    FROM best b
    LEFT JOIN work_order o ON b.kind = 'workOrder' AND o.id = b.id
    LEFT JOIN asset oa ON oa.id = o.asset_id
    LEFT JOIN asset a ON b.kind = 'asset' AND a.id = b.id
    LEFT JOIN person p ON b.kind = 'person' AND p.id = b.id
    LEFT JOIN part s ON b.kind = 'part' AND s.id = b.id
    ORDER BY b.rank, b.place, array_position(ARRAY['asset', 'workOrder', 'person', 'part'], b.kind)
    LIMIT ${query.limit}`)
  return rows.map(({ rank, ...item }) => ({ ...item, match: matches[rank]! }))
}
