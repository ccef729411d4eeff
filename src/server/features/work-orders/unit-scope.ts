import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import { anyOf } from '../../platform/database/keyset.ts'

/** The units `actor` may open an order for, as a condition on `asset a`. */
export function unitScope(actor: Actor): SQL {
  if (actor.role === 'OPERATOR') {
    return sql`EXISTS (SELECT 1 FROM work_order o WHERE o.asset_id = a.id AND o.assignee_id = ${actor.personId}
      AND (o.status IN ('PENDING','IN_PROGRESS','ON_HOLD') OR o.completed_at > now() - interval '90 days'))`
  }
  return actor.siteIds === null ? sql`true` : sql`a.site_id = ${anyOf(actor.siteIds, 'uuid')}`
}
