import { type SQL, sql } from 'drizzle-orm'
import type {
  FaultRequest,
  FaultRequestQuery,
  RequestMetrics,
  RequestMetricsQuery,
  TrackedReport,
} from '../../../contract/requests.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { tokenHash } from '../../platform/secrets.ts'
import { assetScope } from '../fleet/queries.ts'
import { sitesBelow } from '../sites/queries.ts'

/** A request follows its unit: whoever plans where the unit is now decides. Aliases `r` and `a`. */
export const requestScope = (actor: Actor): SQL => (actor.role === 'OPERATOR' ? sql`false` : assetScope(actor))

/** Throws "not found" unless the actor may see the request. */
export async function assertVisibleRequest(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`
    SELECT 1 FROM fault_request r JOIN asset a ON a.id = r.asset_id WHERE r.id = ${id} AND ${requestScope(actor)}`)
  if (found.length === 0) throw notFound()
}

const columns = sql`
  r.id, json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset,
  json_build_object('id', s.id, 'name', s.name) AS site, r.what, r.description, r.can_move AS "canMove", r.status,
  r.reported_at AS "reportedAt", r.triaged_at AS "triagedAt",
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS "triagedBy",
  r.rejection_reason AS "rejectionReason",
  CASE WHEN w.id IS NOT NULL THEN json_build_object('id', w.id, 'number', w.number) END AS "workOrder",
  ARRAY(SELECT f.id FROM file f WHERE f.owner_type = 'faultRequest' AND f.owner_id = r.id AND f.removed_at IS NULL
    ORDER BY f.id) AS "photoIds", r.version`

const tables = sql`
  fault_request r JOIN asset a ON a.id = r.asset_id JOIN site s ON s.id = a.site_id
  LEFT JOIN person p ON p.id = r.triaged_by LEFT JOIN work_order w ON w.id = r.work_order_id`

function conditions(actor: Actor, query: RequestMetricsQuery, zone: string): SQL {
  const all = [
    requestScope(actor),
    query.assetId ? sql`r.asset_id = ${query.assetId}` : null,
    query.siteId ? sql`a.site_id IN ${sitesBelow(query.siteId)}` : null,
    query.from ? sql`r.reported_at >= (${query.from}::date::timestamp AT TIME ZONE ${zone})` : null,
    query.to ? sql`r.reported_at < ((${query.to}::date + 1)::timestamp AT TIME ZONE ${zone})` : null,
  ]
  return sql.join(
    all.filter((condition) => condition !== null),
    sql` AND `,
  )
}

export async function listRequests(db: Db, actor: Actor, query: FaultRequestQuery, zone: string) {
  const by = { by: sql`r.reported_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(by, sql`r.id`, 'desc', query.cursor)
  const rows = await db.rows<FaultRequest & { cursor: unknown }>(sql`
    SELECT ${columns}, ${cursor} AS cursor FROM ${tables}
    WHERE ${conditions(actor, query, zone)} AND ${after}
      AND ${query.status ? sql`r.status = ${anyOf(query.status, 'text')}` : sql`true`}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

export async function getRequest(db: Db, actor: Actor, id: string): Promise<FaultRequest> {
  const [found] = await db.rows<FaultRequest>(sql`
    SELECT ${columns} FROM ${tables} WHERE r.id = ${id} AND ${requestScope(actor)}`)
  if (!found) throw notFound()
  return found
}

/** How many there are of each state, and the median time from a report to its decision. */
export async function requestMetrics(
  db: Db,
  actor: Actor,
  query: RequestMetricsQuery,
  zone: string,
): Promise<RequestMetrics> {
  const [found] = await db.rows<RequestMetrics>(sql`
    SELECT count(*) AS count, count(*) FILTER (WHERE r.status = 'NEW') AS pending,
      count(*) FILTER (WHERE r.status = 'ACCEPTED') AS accepted,
      count(*) FILTER (WHERE r.status = 'REJECTED') AS rejected,
      round((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r.triaged_at - r.reported_at)))::numeric
        / 3600, 2)::float8 AS "medianHoursToTriage"
    FROM fault_request r JOIN asset a ON a.id = r.asset_id WHERE ${conditions(actor, query, zone)}`)
  return found!
}

/** What the label of a unit in service shows to anybody. */
export async function reportableUnit(db: Db, id: string): Promise<{ code: string; name: string }> {
  const [unit] = await db.rows<{ code: string; name: string }>(sql`
    SELECT code, name FROM asset WHERE id = ${id} AND archived_at IS NULL`)
  if (!unit) throw notFound()
  return unit
}

/** A report for whoever has its secret link. */
export async function trackReport(db: Db, token: string): Promise<TrackedReport> {
  const [found] = await db.rows<TrackedReport>(sql`
    SELECT json_build_object('code', a.code, 'name', a.name) AS asset, r.what, r.can_move AS "canMove", r.status,
      r.reported_at AS "reportedAt", r.triaged_at AS "triagedAt", r.rejection_reason AS "rejectionReason"
    FROM fault_request r JOIN asset a ON a.id = r.asset_id WHERE r.token_hash = ${tokenHash(token)}`)
  if (!found) throw notFound()
  return found
}
