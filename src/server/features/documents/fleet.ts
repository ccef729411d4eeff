import { type SQL, sql } from 'drizzle-orm'
import type { FleetDocumentPage, FleetDocumentQuery } from '../../../contract/documents.ts'
import type { CivilDate } from '../../../domain/civil-time.ts'
import { expiringDays } from '../../../domain/document-expiry.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, likeLiteral, toPage } from '../../platform/database/keyset.ts'
import { assetScope } from '../fleet/queries.ts'
import { typeName } from '../fleet/types/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { documentTypeName, isCurrent } from './queries.ts'

/** The rule of `ruleFor` (domain/document-expiry.ts): whether document type `dt` is for the unit `a`. */
export const appliesToUnit = sql`(jsonb_array_length(dt.rules) = 0 OR coalesce((
  SELECT NOT ((e.rule->>'onlyOnRoad')::boolean AND a.plate IS NULL)
  FROM jsonb_array_elements(dt.rules) WITH ORDINALITY e(rule, place)
  WHERE e.rule->'assetTypeIds' = '[]'::jsonb OR e.rule->'assetTypeIds' @> to_jsonb(a.type_id::text)
  ORDER BY e.place LIMIT 1), false))`

/** Required of the unit `a`, and nowhere to be found. */
export const isMissing = sql`dt.subject = 'ASSET' AND dt.required AND dt.archived_at IS NULL AND ${appliesToUnit}
  AND NOT EXISTS (SELECT FROM document d WHERE d.asset_id = a.id AND d.type_id = dt.id AND ${isCurrent})`

/** `lightOf` of domain/readiness.ts. */
const light = sql`CASE WHEN m.count > 0 OR h.forbids THEN 'RED' WHEN h.count = 0 THEN 'NONE'
  WHEN h.needs THEN 'AMBER' ELSE 'GREEN' END`

function conditions(actor: Actor, query: FleetDocumentQuery): SQL {
  const bare = query.q?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? ''
  const all = [
    sql`a.parent_id IS NULL AND a.archived_at IS NULL`,
    assetScope(actor),
    query.siteId ? sql`a.site_id IN ${sitesBelow(query.siteId)}` : null,
    query.typeId ? sql`a.type_id = ${anyOf(query.typeId, 'uuid')}` : null,
    query.q
      ? sql`(search_text(a.code, a.name) LIKE search_text(${`%${likeLiteral(query.q)}%`})
          ${bare.length > 1 ? sql`OR a.plate LIKE ${`%${bare}%`}` : sql``})`
      : null,
  ]
  return sql.join(
    all.filter((condition) => condition !== null),
    sql` AND `,
  )
}

type Found = { items: (FleetDocumentPage['items'][number] & { cursor: unknown })[]; totals: Record<string, number> }

/** The units with their documents and their light, most urgent first, and how many have each light: one statement. */
export async function fleetDocuments(
  db: Db,
  actor: Actor,
  query: FleetDocumentQuery,
  today: CivilDate,
): Promise<FleetDocumentPage> {
  const rank = sql`(array_position(ARRAY['RED', 'AMBER', 'NONE', 'GREEN'], u.light)::text || u.code)`
  const { after, orderBy, cursor } = keyset({ by: rank, type: 'text' }, sql`u.id`, 'asc', query.cursor)
  const ofType = query.documentTypeId ? sql`dt.id = ${query.documentTypeId}` : sql`true`
  const state = sql`CASE WHEN d.expires_on < ${today}::date THEN 'EXPIRED'
    WHEN d.expires_on <= ${today}::date + ${expiringDays}::int THEN 'EXPIRING' ELSE 'VALID' END`
  const [found] = await db.rows<Found>(sql`
    WITH unit AS (
      SELECT a.id, a.code, a.name, a.plate, json_build_object('id', t.id, 'code', t.code, 'name', ${typeName(actor)}) AS type,
        json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site, h.next AS "nextExpiry", h.documents,
        m.names AS missing, ${light} AS light
      FROM asset a JOIN asset_type t ON t.id = a.type_id JOIN site s ON s.id = a.site_id
      CROSS JOIN LATERAL (
        SELECT count(*) AS count, min(x."expiresOn") AS next,
          coalesce(bool_or(x.critical AND x.state = 'EXPIRED'), false) AS forbids,
          coalesce(bool_or(x.state <> 'VALID'), false) AS needs,
          coalesce(json_agg(x ORDER BY x."expiresOn" NULLS LAST, x.name), '[]') AS documents
        FROM (SELECT d.id, ${documentTypeName(actor)} AS name, dt.critical, d.expires_on AS "expiresOn", ${state} AS state
          FROM document d JOIN document_type dt ON dt.id = d.type_id
          WHERE d.asset_id = a.id AND ${isCurrent} AND ${ofType}) x) h
      CROSS JOIN LATERAL (
        SELECT count(*) AS count, coalesce(json_agg(${documentTypeName(actor)}), '[]') AS names
        FROM document_type dt WHERE ${isMissing} AND ${ofType}) m
      WHERE ${conditions(actor, query)}
    ), page AS (
      SELECT u.*, ${cursor} AS cursor FROM unit u
      WHERE ${query.light ? sql`u.light = ${anyOf(query.light, 'text')}` : sql`true`} AND ${after}
      ORDER BY ${orderBy} LIMIT ${query.limit + 1}
    )
    SELECT (SELECT coalesce(json_agg(u ORDER BY ${orderBy}), '[]') FROM page u) AS items,
      (SELECT json_build_object('RED', count(*) FILTER (WHERE light = 'RED'), 'AMBER', count(*) FILTER (WHERE light =
        'AMBER'), 'GREEN', count(*) FILTER (WHERE light = 'GREEN'), 'NONE', count(*) FILTER (WHERE light = 'NONE'))
        FROM unit) AS totals`)
  return { ...toPage(found!.items, query.limit), totals: found!.totals as FleetDocumentPage['totals'] }
}
