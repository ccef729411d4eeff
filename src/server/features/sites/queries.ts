import { type SQL, sql } from 'drizzle-orm'
import type { Site, SiteQuery } from '../../../contract/sites.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'

/** Which sites, of table alias `s`, the actor may see: their own and all below. */
export function siteScope(actor: Actor): SQL {
  return actor.siteIds ? sql`s.id = ${anyOf(actor.siteIds, 'uuid')}` : sql`true`
}

/** The ids of a site and all below it, as a subquery for `IN`. */
export function sitesBelow(siteId: string): SQL {
  return sql`(WITH RECURSIVE below AS (
      SELECT ${siteId}::uuid AS id UNION SELECT c.id FROM site c JOIN below b ON c.parent_id = b.id
    ) SELECT id FROM below)`
}

const archivedWanted = {
  false: sql`s.archived_at IS NULL`,
  true: sql`s.archived_at IS NOT NULL`,
  all: sql`true`,
} as const

/** Sites in the order of their tree; a site whose parent is out of scope stands at the top. */
function siteRows(db: Db, actor: Actor, condition: SQL): Promise<Site[]> {
  return db.rows<Site>(sql`
    WITH RECURSIVE visible AS (SELECT * FROM site s WHERE ${siteScope(actor)}),
    tree AS (
      SELECT v.id, 0 AS depth, ARRAY[v.name, v.id::text] AS path FROM visible v
      WHERE v.parent_id IS NULL OR v.parent_id NOT IN (SELECT id FROM visible)
      UNION ALL
      SELECT v.id, t.depth + 1, t.path || ARRAY[v.name, v.id::text] FROM visible v JOIN tree t ON v.parent_id = t.id
    ),
    reach AS (
      SELECT id AS top, id FROM visible
      UNION ALL
      SELECT r.top, v.id FROM visible v JOIN reach r ON v.parent_id = r.id
    )
    SELECT s.id, s.code, s.name, s.parent_id AS "parentId", t.depth, s.latitude, s.longitude,
      (SELECT count(*) FROM reach r JOIN asset a ON a.site_id = r.id
        WHERE r.top = s.id AND a.parent_id IS NULL AND a.archived_at IS NULL) AS units,
      s.archived_at AS "archivedAt", s.version
    FROM tree t JOIN site s ON s.id = t.id WHERE ${condition} ORDER BY t.path`)
}

export function listSites(db: Db, actor: Actor, query: SiteQuery): Promise<Site[]> {
  return siteRows(db, actor, archivedWanted[query.archived])
}

export async function getSite(db: Db, actor: Actor, id: string): Promise<Site> {
  const [found] = await siteRows(db, actor, sql`s.id = ${id}`)
  if (!found) throw notFound()
  return found
}
