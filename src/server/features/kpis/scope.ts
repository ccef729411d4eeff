import { type SQL, sql } from 'drizzle-orm'
import type { KpiScope } from '../../../contract/kpi.ts'
import type { Actor } from '../../platform/actor.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { serviceSpan } from './sums-sql.ts'

/** The sites whose units an actor sees in figures; a unit brings its history along when it moves. */
export const inSites = (actor: Actor, column: SQL): SQL =>
  actor.siteIds ? sql`${column} = ${anyOf(actor.siteIds, 'uuid')}` : sql`true`

/**
 * Common table expressions `root` (the units asked for that the actor may see) and `unit (asset_id, root, service)`: those
 * and their components. Orders of a component count for its unit; time in service is the unit's own.
 */
export function unitsInScope(actor: Actor, scope: KpiScope, zone: string): SQL {
  return sql`
    tree AS (
      SELECT a.id AS asset_id, a.id AS root FROM asset a
      WHERE ${inSites(actor, sql`a.site_id`)}
        AND ${scope.assetId ? sql`a.id = ${scope.assetId}` : sql`a.parent_id IS NULL`}
        AND ${scope.typeId ? sql`a.type_id = ${scope.typeId}` : sql`true`}
        AND ${ofSite(scope, sql`a.site_id`)}
      UNION ALL
      SELECT c.id, t.root FROM tree t JOIN asset c ON c.parent_id = t.asset_id),
    unit AS MATERIALIZED (
      SELECT t.asset_id, t.root, ${serviceSpan(zone)} AS service FROM tree t JOIN asset a ON a.id = t.asset_id)`
}

/** The site asked for, with those below it unless they are not wanted, as a condition on a column. */
export function ofSite({ siteId, onlySite }: KpiScope, column: SQL): SQL {
  if (!siteId) return sql`true`
  return onlySite ? sql`${column} = ${siteId}` : sql`${column} IN (${sitesBelow(siteId)})`
}

const sitesBelow = (siteId: string): SQL => sql`
  WITH RECURSIVE below AS (SELECT ${siteId}::uuid AS id UNION SELECT s.id FROM site s JOIN below b ON s.parent_id = b.id)
  SELECT id FROM below`

/** Weekly hours of the active operators of the sites asked for, within the actor's own. */
export function weeklyHours(actor: Actor, scope: KpiScope): SQL {
  const sites = sql`SELECT FROM person_site ps WHERE ps.person_id = p.id AND ${inSites(actor, sql`ps.site_id`)}
    AND ${ofSite(scope, sql`ps.site_id`)}`
  return sql`(SELECT coalesce(sum(p.weekly_hours), 0) FROM person p WHERE p.role = 'OPERATOR' AND p.deactivated_at IS NULL
    AND ${actor.siteIds || scope.siteId ? sql`EXISTS (${sites})` : sql`true`})`
}
