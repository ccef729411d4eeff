import { type SQL, sql } from 'drizzle-orm'
import type { PersonDetail, PersonItem, PersonListQuery, PersonNamesQuery } from '../../../contract/people.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, likeLiteral, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { personScope } from './queries.ts'

const sitesOf = sql`coalesce((
  SELECT json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name) ORDER BY s.name)
  FROM person_site ps JOIN site s ON s.id = ps.site_id WHERE ps.person_id = p.id), '[]')`

const itemColumns = (now: string) => sql`
  p.id, p.name, p.email, p.phone, p.role, ${sitesOf} AS sites, p.totp_enabled_at IS NOT NULL AS "totpEnabled",
  p.must_change_password AS "mustChangePassword",
  CASE WHEN p.locked_until > ${now} THEN p.locked_until END AS "lockedUntil",
  (SELECT max(last_used_at) FROM session WHERE person_id = p.id) AS "lastSeenAt", p.deactivated_at AS "deactivatedAt"`

function sought(search: string | undefined): SQL {
  if (!search) return sql`true`
  return sql`search_text(p.name, p.email) LIKE '%' || search_text(${likeLiteral(search)}) || '%'`
}

const roleIn = (roles: string[] | undefined) => (roles ? sql`p.role = ${anyOf(roles, 'text')}` : sql`true`)

export async function listPeople(db: Db, actor: Actor, query: PersonListQuery, now: string) {
  const key = query.sort.endsWith('name')
    ? ({ by: sql`p.name`, type: 'text' } as const)
    : ({ by: sql`p.created_at`, type: 'timestamptz' } as const)
  const paged = keyset(key, sql`p.id`, query.sort.startsWith('-') ? 'desc' : 'asc', query.cursor)
  const active = query.active === undefined ? sql`true` : sql`(p.deactivated_at IS NULL) = ${query.active}`
  const atSite = query.siteId
    ? sql`EXISTS (SELECT 1 FROM person_site ps WHERE ps.person_id = p.id AND ps.site_id = ${query.siteId})`
    : sql`true`
  const rows = await db.rows<PersonItem & { cursor: unknown }>(sql`
    SELECT ${itemColumns(now)}, ${paged.cursor} AS cursor FROM person p
    WHERE ${personScope(actor)} AND ${sought(query.search)} AND ${roleIn(query.role)} AND ${active} AND ${atSite}
      AND ${paged.after}
    ORDER BY ${paged.orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

export async function personDetail(db: Db, actor: Actor, id: string, now: string): Promise<PersonDetail> {
  const [row] = await db.rows<PersonDetail>(sql`
    SELECT ${itemColumns(now)}, p.rut, p.skills, p.weekly_hours AS "weeklyHours", p.hourly_rate AS "hourlyRate",
      coalesce((SELECT json_agg(json_build_object('from', to_char(r.valid_from, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'rate',
        r.rate) ORDER BY r.valid_from DESC) FROM hourly_rate r WHERE r.person_id = p.id), '[]') AS rates,
      coalesce((SELECT json_agg(json_build_object('id', i.id, 'issuer', i.issuer, 'email', i.email,
        'linkedAt', to_char(i.linked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY i.linked_at, i.id)
        FROM person_identity i WHERE i.person_id = p.id), '[]') AS identities,
      p.created_at AS "createdAt", p.version
    FROM person p WHERE p.id = ${id} AND ${personScope(actor)}`)
  if (!row) throw notFound()
  return row
}

/** Sites whose responsibility covers one of `siteIds`: they and everything above them. */
const covering = (siteIds: readonly string[]) => sql`(
  WITH RECURSIVE up AS (
    SELECT id, parent_id FROM site WHERE id = ${anyOf(siteIds, 'uuid')}
    UNION
    SELECT s.id, s.parent_id FROM site s JOIN up ON s.id = up.parent_id
  )
  SELECT id FROM up)`

const responsibleFor = (siteIds: readonly string[]) => sql`EXISTS (
  SELECT 1 FROM person_site ps WHERE ps.person_id = p.id AND ps.site_id IN ${covering(siteIds)})`

/** Active people as choices: whoever shares a site with `actor`, and the administrators. */
export async function personNames(db: Db, actor: Actor, query: PersonNamesQuery) {
  const paged = keyset({ by: sql`p.name`, type: 'text' }, sql`p.id`, 'asc', query.cursor)
  const known =
    actor.siteIds === null
      ? sql`true`
      : sql`(p.id = ${actor.personId} OR p.role = 'ADMIN' OR ${responsibleFor(actor.siteIds)})`
  const atSite = query.siteId ? sql`(p.role = 'ADMIN' OR ${responsibleFor([query.siteId])})` : sql`true`
  const rows = await db.rows<{ id: string; name: string; role: PersonItem['role']; cursor: unknown }>(sql`
    SELECT p.id, p.name, p.role, ${paged.cursor} AS cursor FROM person p
    WHERE p.deactivated_at IS NULL AND ${known} AND ${atSite} AND ${roleIn(query.role)} AND ${sought(query.search)}
      AND ${paged.after}
    ORDER BY ${paged.orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}
