import { type SQL, sql } from 'drizzle-orm'
import type { WorkOrderFilter } from '../../../contract/work-orders.ts'
import { behindBegun, orderNumberBegun, orderNumbersMeant } from '../../../domain/order-number.ts'
import { openStatuses } from '../../../domain/work-order.ts'
import type { Actor } from '../../platform/actor.ts'
import { anyOf, likeLiteral } from '../../platform/database/keyset.ts'
import { workOrderScope } from './queries.ts'

export interface FilterContext {
  actor: Actor
  now: string
  zone: string
}

/**
 * Membership by literals, so that the planner sees the values and may use the indexes over open orders. Only for words
 * of our own lists, which the contract has checked.
 */
function among(column: SQL, values: readonly string[]): SQL {
  if (values.length === 0 || values.some((value) => !/^[A-Z_]+$/.test(value))) return sql`false`
  const literals = [...new Set(values)].sort().map((value) => `'${value}'`)
  return literals.length === 1
    ? sql`${column} = ${sql.raw(literals[0]!)}`
    : sql`${column} IN (${sql.raw(literals.join(','))})`
}

export const isOpenOrder = among(sql`w.status`, openStatuses)

/** The rows of `column` inside civil days of the company's zone, both ends included. */
export function days(column: SQL, from: string | undefined, to: string | undefined, zone: string): SQL[] {
  return [
    ...(from ? [sql`${column} >= (${from}::date::timestamp AT TIME ZONE ${zone})`] : []),
    ...(to ? [sql`${column} < ((${to}::date + 1)::timestamp AT TIME ZONE ${zone})`] : []),
  ]
}

const pattern = (q: string) => sql`'%' || search_text(${likeLiteral(q)}) || '%'`

/** Orders whose title has the text, whatever its accents and capitals. */
export const ofTitle = (q: string) => sql`search_text(w.title) LIKE ${pattern(q)}`

/** Orders whose number the text means or begins; none when it is no number. */
export function ofNumber(q: string, now: string): SQL | null {
  const meant = orderNumbersMeant(q, Number(now.slice(0, 4)))
  const begun = orderNumberBegun(q)
  const exact = sql`w.number = ${anyOf(meant, 'text')}`
  if (begun === null) return meant.length > 0 ? exact : null
  const behind = behindBegun(begun)
  const before = behind === null ? sql`` : sql`AND w.number < ${behind}`
  const beginning = sql`(w.number >= ${begun} ${before} AND w.number LIKE ${`${begun}%`})`
  return meant.length > 0 ? sql`(${exact} OR ${beginning})` : beginning
}

/** Units, of `asset a`, whose code, name or plate has the text. */
export const ofUnitText = (q: string) => sql`search_text(a.code, a.name, a.plate) LIKE ${pattern(q)}`

function text(q: string, now: string): SQL {
  const number = ofNumber(q, now)
  return sql`(${ofTitle(q)} ${number ? sql`OR ${number}` : sql``}
    OR w.asset_id = ANY(ARRAY(SELECT a.id FROM asset a WHERE ${ofUnitText(q)})))`
}

/** Orders of the units that `unit`, a condition on `asset a`, selects. */
function ofUnits(unit: SQL, components: boolean): SQL {
  const chosen = sql`SELECT a.id FROM asset a WHERE ${unit}`
  if (!components) return sql`w.asset_id = ANY(ARRAY(${chosen}))`
  return sql`w.asset_id = ANY(ARRAY(
    WITH RECURSIVE part AS (${chosen} UNION SELECT c.id FROM asset c JOIN part ON c.parent_id = part.id)
    SELECT id FROM part))`
}

function ofAsset(assetId: string, components: boolean): SQL {
  return components ? ofUnits(sql`a.id = ${assetId}`, true) : sql`w.asset_id = ${assetId}`
}

function ofSite(siteId: string): SQL {
  return sql`w.site_id = ANY(ARRAY(
    WITH RECURSIVE place AS (
      SELECT ${siteId}::uuid AS id UNION SELECT c.id FROM site c JOIN place ON c.parent_id = place.id
    ) SELECT id FROM place))`
}

function ofAssignee(assigneeId: string, actor: Actor): SQL {
  if (assigneeId === 'none') return sql`w.assignee_id IS NULL`
  return sql`w.assignee_id = ${assigneeId === 'me' ? actor.personId : assigneeId}`
}

function overdue(wanted: boolean, now: string): SQL {
  const past = sql`(${isOpenOrder} AND coalesce(w.due_at, 'infinity'::timestamptz) < ${now})`
  return wanted ? past : sql`NOT ${past}`
}

function unitDown(wanted: boolean): SQL {
  const down = sql`(${isOpenOrder} AND w.asset_id = ANY(ARRAY(SELECT id FROM asset WHERE status <> 'OPERATING')))`
  return wanted ? down : sql`NOT ${down}`
}

/** What `filter` asks for within the actor's scope, as a condition on `work_order w`. */
export function matching(filter: WorkOrderFilter, { actor, now, zone }: FilterContext): SQL {
  const conditions: SQL[] = [workOrderScope(actor)]
  if (filter.status) conditions.push(among(sql`w.status`, filter.status))
  // Said once more in the words of the index, which can then start at the newest completed order.
  if (filter.status?.length && filter.status.every((status) => status === 'COMPLETED' || status === 'CLOSED')) {
    conditions.push(sql`coalesce(w.completed_at, 'infinity'::timestamptz) < 'infinity'`)
  }
  if (filter.priority) conditions.push(among(sql`w.priority`, filter.priority))
  if (filter.category) conditions.push(among(sql`w.category`, filter.category))
  if (filter.holdReason) conditions.push(sql`w.status = 'ON_HOLD'`, among(sql`w.hold_reason`, filter.holdReason))
  if (filter.typeId) conditions.push(sql`w.type_id = ${filter.typeId}`)
  if (filter.assetId) conditions.push(ofAsset(filter.assetId, filter.components ?? false))
  if (filter.assetTypeId) {
    conditions.push(ofUnits(sql`a.type_id = ${filter.assetTypeId}`, filter.components ?? false))
  }
  if (filter.siteId) conditions.push(ofSite(filter.siteId))
  if (filter.unitSiteId) {
    conditions.push(ofUnits(sql`a.site_id = ${filter.unitSiteId} AND a.parent_id IS NULL`, true))
  }
  if (filter.assigneeId) conditions.push(ofAssignee(filter.assigneeId, actor))
  if (filter.overdue !== undefined) conditions.push(overdue(filter.overdue, now))
  if (filter.unitDown !== undefined) conditions.push(unitDown(filter.unitDown))
  if (filter.importId) conditions.push(sql`w.import_id = ${filter.importId}`)
  if (filter.failureModeId) conditions.push(sql`w.failure_mode_id = ${filter.failureModeId}`)
  if (filter.system) conditions.push(among(sql`w.system`, [filter.system]))
  if (filter.unscheduled !== undefined) {
    conditions.push(filter.unscheduled ? sql`w.scheduled_on IS NULL` : sql`w.scheduled_on IS NOT NULL`)
  }
  if (filter.scheduledFrom) conditions.push(sql`w.scheduled_on >= ${filter.scheduledFrom}`)
  if (filter.scheduledTo) conditions.push(sql`w.scheduled_on <= ${filter.scheduledTo}`)
  conditions.push(
    ...days(sql`coalesce(w.due_at, 'infinity'::timestamptz)`, filter.dueFrom, filter.dueTo, zone),
    ...(filter.dueFrom && !filter.dueTo ? [sql`w.due_at IS NOT NULL`] : []),
    ...days(sql`w.reported_at`, filter.reportedFrom, filter.reportedTo, zone),
    ...days(sql`coalesce(w.completed_at, 'infinity'::timestamptz)`, filter.completedFrom, filter.completedTo, zone),
    ...(filter.completedFrom && !filter.completedTo ? [sql`w.completed_at IS NOT NULL`] : []),
  )
  if (filter.q) conditions.push(text(filter.q, now))
  return sql.join(conditions, sql` AND `)
}
