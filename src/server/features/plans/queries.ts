import { type SQL, sql } from 'drizzle-orm'
import type { Plan, PlanItem, PlanQuery } from '../../../contract/plans.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, likeLiteral, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { assetScope } from '../fleet/queries.ts'
import { planManageScope, planScope } from './plan-row.ts'
import { planAssets } from './units.ts'

export { planManageScope, planScope }

const coded = (alias: string, name: SQL) => {
  const raw = sql.raw(alias)
  return sql`CASE WHEN ${raw}.id IS NOT NULL THEN
    json_build_object('id', ${raw}.id, 'code', ${raw}.code, 'name', ${name}) END`
}

const headColumns = (actor: Actor) => sql`
  p.id, p.name, ${coded('pa', sql`pa.name`)} AS asset,
  ${coded('pt', actor.locale === 'en' ? sql`pt.name_en` : sql`pt.name_es`)} AS type, ${coded('ps', sql`ps.name`)} AS site,
  CASE WHEN p.calendar_every IS NOT NULL THEN
    json_build_object('every', p.calendar_every, 'unit', p.calendar_unit) END AS calendar,
  CASE WHEN p.meter_every IS NOT NULL THEN
    json_build_object('every', p.meter_every, 'kind', p.meter_kind) END AS meter,
  p.mode, p.priority, p.paused_at AS "pausedAt", p.archived_at AS "archivedAt", p.version, c.units,
  c.open AS "openOrders", c.overdue AS "overdueOrders"`

/** `plans` with what they are for and the orders they have open. */
const headTables = (actor: Actor, now: string, plans: SQL) => sql`
  ${plans} p LEFT JOIN asset pa ON pa.id = p.asset_id LEFT JOIN asset_type pt ON pt.id = p.asset_type_id
  LEFT JOIN site ps ON ps.id = p.site_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS units, count(o.id) AS open, count(*) FILTER (WHERE o.due_at < ${now}) AS overdue
    FROM ${planAssets(sql`(SELECT p.*)`)}
    LEFT JOIN work_order o ON o.plan_id = p.id AND o.asset_id = a.id AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
    WHERE a.archived_at IS NULL AND ${assetScope(actor)}) c`

const states = {
  ACTIVE: sql`p.archived_at IS NULL AND p.paused_at IS NULL`,
  PAUSED: sql`p.archived_at IS NULL AND p.paused_at IS NOT NULL`,
  ARCHIVED: sql`p.archived_at IS NOT NULL`,
} as const

export async function listPlans(db: Db, actor: Actor, query: PlanQuery, now: string) {
  const { after, orderBy, cursor } = keyset({ by: sql`p.name`, type: 'text' }, sql`p.id`, 'asc', query.cursor)
  const wanted = [
    planScope(actor),
    query.state ? states[query.state] : sql`p.archived_at IS NULL`,
    query.q ? sql`search_text(p.name, pa.code, pa.name) LIKE search_text(${`%${likeLiteral(query.q)}%`})` : sql`true`,
    query.typeId ? sql`coalesce(p.asset_type_id, pa.type_id) = ${query.typeId}` : sql`true`,
    after,
  ]
  // The page first: its plans' assets and orders are counted, not those of every plan.
  const page = sql`(SELECT p.* FROM maintenance_plan p LEFT JOIN asset pa ON pa.id = p.asset_id
    WHERE ${sql.join(wanted, sql` AND `)} ORDER BY ${orderBy} LIMIT ${query.limit + 1})`
  const rows = await db.rows<PlanItem & { cursor: unknown }>(sql`
    SELECT ${headColumns(actor)}, ${cursor} AS cursor FROM ${headTables(actor, now, page)} ORDER BY ${orderBy}`)
  return toPage(rows, query.limit)
}

/** The services of plan `p` with what their parts are called. */
const levels = sql`(
  SELECT json_agg(l.level || jsonb_build_object('parts', coalesce((
      SELECT jsonb_agg(jsonb_build_object('quantity', u.quantity, 'part',
        jsonb_build_object('id', n.id, 'number', n.number, 'description', n.description, 'unit', n.unit)) ORDER BY n.number)
      FROM jsonb_to_recordset(l.level -> 'parts') AS u("partId" uuid, quantity numeric) JOIN part n ON n.id = u."partId"),
    '[]')) ORDER BY l.at)
  FROM jsonb_array_elements(p.levels) WITH ORDINALITY AS l(level, at))`

export async function getPlan(db: Db, actor: Actor, id: string, now: string): Promise<Plan> {
  const [row] = await db.rows<Plan>(sql`
    SELECT ${headColumns(actor)}, p.description, p.starts_on AS "startsOn", p.meter_start AS "meterStart",
      p.tolerance, p.lead_days AS "leadDays", to_json(p.months) AS months, p.working_days AS "workingDays", ${levels} AS levels,
      p.pause_reason AS "pauseReason", p.created_at AS "createdAt", ${planManageScope(actor)} AS "mayManage"
    FROM ${headTables(actor, now, sql`maintenance_plan`)} WHERE p.id = ${id} AND ${planScope(actor)}`)
  if (!row) throw notFound()
  return row
}

/** Throws "not found" unless the actor may see the plan. */
export async function assertVisiblePlan(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`SELECT FROM maintenance_plan p WHERE p.id = ${id} AND ${planScope(actor)}`)
  if (found.length === 0) throw notFound()
}
