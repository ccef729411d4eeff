import { type SQL, sql } from 'drizzle-orm'
import type { LiveTopic } from '../../../contract/live.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { documentScope } from '../documents/queries.ts'
import { assetScope } from '../fleet/queries.ts'
import { inspectionScope } from '../inspections/queries.ts'
import { requestScope } from '../requests/queries.ts'
import { workOrderScope } from '../work-orders/queries.ts'

export interface Topic {
  permission: Permission
  /** Which of `ids` the actor may see, with their versions; without it, people with the permission hear no id. */
  visible?: (actor: Actor, ids: readonly string[]) => SQL
}

/** Everything a live message can be about, with the scope its own lists have. */
export const topics: Record<Exclude<LiveTopic, 'notice'>, Topic> = {
  workOrder: {
    permission: 'workOrder.read',
    visible: (actor, ids) => sql`
      SELECT w.id, w.version FROM work_order w WHERE w.id = ${anyOf(ids, 'uuid')} AND ${workOrderScope(actor)}`,
  },
  asset: {
    permission: 'asset.read',
    visible: (actor, ids) => sql`
      SELECT a.id, a.version FROM asset a WHERE a.id = ${anyOf(ids, 'uuid')} AND ${assetScope(actor)}`,
  },
  inspection: {
    permission: 'inspection.read',
    visible: (actor, ids) => sql`
      SELECT i.id, NULL::int AS version FROM inspection i WHERE i.id = ${anyOf(ids, 'uuid')} AND ${inspectionScope(actor)}`,
  },
  faultRequest: {
    permission: 'faultRequest.read',
    visible: (actor, ids) => sql`
      SELECT r.id, r.version FROM fault_request r JOIN asset a ON a.id = r.asset_id
      WHERE r.id = ${anyOf(ids, 'uuid')} AND ${requestScope(actor)}`,
  },
  document: {
    permission: 'document.read',
    visible: (actor, ids) => sql`
      SELECT d.id, NULL::int AS version FROM document d WHERE d.id = ${anyOf(ids, 'uuid')} AND ${documentScope(actor)}`,
  },
  plan: { permission: 'plan.read' },
  part: { permission: 'part.read' },
  purchase: { permission: 'purchase.read' },
  stockCount: { permission: 'stock.read' },
  person: { permission: 'person.read' },
  import: { permission: 'import.manage' },
  masterData: { permission: 'site.read' },
}

/** The topic of an audit row's entity. */
export const topicOf: Record<string, keyof typeof topics> = {
  workOrder: 'workOrder',
  asset: 'asset',
  inspection: 'inspection',
  faultRequest: 'faultRequest',
  document: 'document',
  plan: 'plan',
  part: 'part',
  supplier: 'part',
  purchase: 'purchase',
  stockCount: 'stockCount',
  person: 'person',
  import: 'import',
  site: 'masterData',
  assetType: 'masterData',
  orderType: 'masterData',
  failureCode: 'masterData',
  documentType: 'masterData',
  checklist: 'masterData',
}

interface Seen {
  viewer: string
  id: string
  version: number | null
}

/** Stands for the person of each row of `viewer`, in a scope that asks for the actor's id. */
const eachViewer = sql.raw('viewer.id') as unknown as string

/**
 * Which of `ids` each viewer may see, by the scope of the topic's lists. Planners of the same sites see the same, so one
 * of them answers for all; operators, who each see their own, are asked for together, in one statement.
 */
export async function seenBy(
  db: Db,
  visible: NonNullable<Topic['visible']>,
  ids: readonly string[],
  actors: readonly Actor[],
): Promise<Map<string, Seen[]>> {
  const seen = new Map<string, Seen[]>()
  const operators = actors.filter(({ role }) => role === 'OPERATOR')
  if (operators.length > 0) {
    const people = [...new Set(operators.map(({ personId }) => personId!))]
    const scope = visible({ ...operators[0]!, personId: eachViewer, siteIds: [] }, ids)
    const rows = await db.rows<Seen>(sql`
      SELECT viewer.id AS viewer, found.id, found.version
      FROM unnest(${sql.param(people)}::uuid[]) AS viewer(id) CROSS JOIN LATERAL (${scope}) AS found`)
    for (const row of rows) seen.set(row.viewer, [...(seen.get(row.viewer) ?? []), row])
  }
  for (const actor of actors.filter(({ role }) => role !== 'OPERATOR')) {
    const key = scopeKey(actor)
    if (seen.has(key)) continue
    const rows = await db.rows<Omit<Seen, 'viewer'>>(visible(actor, ids))
    seen.set(
      key,
      rows.map((row) => ({ ...row, viewer: key })),
    )
  }
  return seen
}

/** The same for people who see the same records. */
export function scopeKey({ role, siteIds, personId }: Actor): string {
  return role === 'OPERATOR' ? personId! : siteIds === null ? 'all' : `sites ${[...siteIds].sort().join()}`
}
