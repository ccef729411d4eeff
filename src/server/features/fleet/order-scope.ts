import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { anyOf } from '../../platform/database/keyset.ts'

/** Orders of table alias `w` whose events the actor may read: the same people who may open the order. */
export function orderScope(actor: Actor): SQL {
  if (actor.role === 'OPERATOR') return sql`(w.assignee_id = ${actor.personId} OR w.created_by = ${actor.personId})`
  return actor.siteIds === null ? sql`true` : sql`w.site_id = ${anyOf(actor.siteIds, 'uuid')}`
}
