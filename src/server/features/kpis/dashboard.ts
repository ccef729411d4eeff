import { sql } from 'drizzle-orm'
import type { Dashboard, PlannerDashboard } from '../../../contract/dashboard.ts'
import { addDays, dateAt, periodAt, shiftPeriod } from '../../../domain/civil-time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { askedPeriod, periodBefore } from './period.ts'
import { kpiItems, valuesOf } from './queries.ts'
import { ageing as ageingBy, failures as failuresBy } from './reports/orders.ts'
import { inSites, weeklyHours } from './scope.ts'
import { refreshSummaries } from './summaries.ts'
import { openSums, unitSumsAndWorst } from './sums.ts'
import { isFailureWork } from './sums-sql.ts'

const recentDays = 30
const longestList = 12
const worstUnits = 5
const paretoBars = 8
const recentKpis = ['availability', 'pm_compliance', 'failures', 'backlog_ready', 'backlog_total'] as const

/** The whole fleet has no group. */
const byType = ({ key, label }: { key: string; label: string }) => (key === '' ? null : { key, label })

/** What the person has to know first: a planner what is down, late and costly; an operator their own orders. */
export function readDashboard(runtime: Runtime, actor: Actor): Promise<Dashboard> {
  return actor.role === 'OPERATOR' ? ownOrders(runtime, actor) : plannerDashboard(runtime, actor)
}

async function ownOrders(runtime: Runtime, actor: Actor): Promise<Dashboard> {
  const at = runtime.now()
  const today = dateAt(Date.parse(at), runtime.config.COMPANY_TIME_ZONE)
  const orders = await runtime.database.db.rows<Extract<Dashboard, { kind: 'OPERATOR' }>['orders'][number]>(sql`
    SELECT o.id, o.number, o.title, o.status, o.priority, o.hold_reason AS "holdReason",
      json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset, o.scheduled_on AS "scheduledOn",
      o.due_at AS "dueAt", coalesce(o.due_at < ${at}::timestamptz, false) AS overdue
    FROM work_order o JOIN asset a ON a.id = o.asset_id
    WHERE o.assignee_id = ${actor.personId}::uuid AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
    ORDER BY o.status = 'IN_PROGRESS' DESC, coalesce(o.scheduled_on, ${today}::date) <= ${today}::date DESC,
      array_position(ARRAY['URGENT', 'HIGH', 'MEDIUM', 'LOW'], o.priority), o.due_at NULLS LAST, o.number
    LIMIT 50`)
  return { kind: 'OPERATOR', at, orders }
}

async function plannerDashboard(runtime: Runtime, actor: Actor): Promise<PlannerDashboard> {
  const { db } = runtime.database
  const zone = runtime.config.COMPANY_TIME_ZONE
  const at = runtime.now()
  const today = dateAt(Date.parse(at), zone)
  const recent = askedPeriod({ from: addDays(today, 1 - recentDays), to: today }, zone, Date.parse(at))
  const month = askedPeriod({}, zone, Date.parse(at))
  const reach = await refreshSummaries(runtime.database, zone, at)
  const asked = { actor, scope: {}, zone, reach, period: recent }
  const periods = [periodBefore(recent, zone), recent, periodBefore(month, zone), month]
  const request = { actor, scope: {}, zone, locale: actor.locale, reach, periods, groupBy: 'type' as const }
  // One after the other, beside the one long statement: all at once they would share the database's processors among more
  // statements than it has, each on a connection that has to learn them.
  const others = async () => ({
    open: await openSums(db, request),
    down: await unitsDown(db, actor, at),
    orders: await openOrders(db, actor, at),
    pareto: await db.rows<PlannerDashboard['pareto'][number]>(
      sql`${failuresBy({ ...asked, groupBy: 'mode' })} LIMIT ${paretoBars}`,
    ),
    ageing: await db.rows<Record<'week' | 'month' | 'quarter' | 'older' | 'hours', number> & { key: never }>(
      ageingBy({ ...asked, groupBy: 'priority' }),
    ),
    capacity: await capacityOf(db, actor, at, zone),
  })
  const [{ sums, worst }, { open, down, orders, pareto, ageing, capacity }] = await Promise.all([
    unitSumsAndWorst(db, request, [...recentKpis, 'cost'], { idx: 1, most: worstUnits }),
    others(),
  ])
  const values = valuesOf(request, { units: sums, open }, { total: true })
  const ofRecent = { asked: recent, at: 1, before: 0 }
  const ofMonth = { asked: month, at: 3, before: 2 }
  const together = kpiItems(values, recentKpis, ofRecent, byType)
  return {
    kind: 'PLANNER',
    at,
    down,
    kpis: [
      ...together.filter(({ group }) => group === null),
      ...kpiItems(values, ['cost'], ofMonth, byType).filter(({ group }) => group === null),
    ],
    availability: together.filter(({ id, group }) => id === 'availability' && group !== null),
    orders,
    worst,
    pareto: pareto.map(({ key, label, failures, downHours }) => ({ key, label, failures, downHours })),
    ageing: ageing.map(({ key, week, month, quarter, older, hours }) => ({
      priority: key,
      bands: [week, month, quarter, older],
      hours,
    })),
    capacity,
  }
}

/** With the order that each waits for: the one that says the unit stands still, or else repairs, or else is the newest. */
async function unitsDown(db: Db, actor: Actor, at: string): Promise<PlannerDashboard['down']> {
  const inScope = sql`a.parent_id IS NULL AND a.archived_at IS NULL AND ${inSites(actor, sql`a.site_id`)}`
  const [row] = await db.rows<PlannerDashboard['down']>(sql`
    SELECT count(*) FILTER (WHERE a.status <> 'OPERATING') AS total, count(*) AS units, coalesce((
      SELECT json_agg(d.item ORDER BY d.since) FROM (
        SELECT a.status_since AS since, json_build_object('asset', json_build_object('id', a.id, 'code', a.code, 'name', a.name),
          'status', a.status, 'since', to_char(a.status_since, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'hours', extract(epoch FROM ${at}::timestamptz - a.status_since) / 3600, 'reason', a.status_reason,
          'order', (SELECT json_build_object('id', o.id, 'number', o.number) FROM work_order o
            WHERE o.asset_id = a.id AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
            ORDER BY o.downtime_from IS NOT NULL AND o.downtime_to IS NULL DESC, ${isFailureWork('o')} DESC, o.reported_at DESC
            LIMIT 1)) AS item
        FROM asset a WHERE a.status <> 'OPERATING' AND ${inScope} ORDER BY a.status_since LIMIT ${longestList}) AS d), '[]') AS items
    FROM asset a WHERE ${inScope}`)
  return row!
}

async function openOrders(db: Db, actor: Actor, at: string): Promise<PlannerDashboard['orders']> {
  const [row] = await db.rows<PlannerDashboard['orders']>(sql`
    SELECT count(*) AS open, count(*) FILTER (WHERE o.due_at < ${at}::timestamptz) AS overdue,
      count(*) FILTER (WHERE o.assignee_id IS NULL) AS unassigned,
      coalesce(sum(o.estimated_hours) FILTER (WHERE o.scheduled_on IS NULL), 0) AS "unscheduledHours",
      count(*) FILTER (WHERE o.status = 'ON_HOLD' AND o.hold_reason = 'PARTS') AS "waitingParts",
      count(*) FILTER (WHERE o.requires_approval AND o.approved_at IS NULL
        OR o.status = 'ON_HOLD' AND o.hold_reason = 'APPROVAL') AS "waitingApproval"
    FROM work_order o WHERE o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') AND ${inSites(actor, sql`o.site_id`)}`)
  return row!
}

function capacityOf(db: Db, actor: Actor, at: string, zone: string) {
  const week = periodAt(Date.parse(at), 'week', zone)
  const weeks = [week, shiftPeriod(week, 1, zone)]
  return db.rows<PlannerDashboard['capacity'][number]>(sql`
    SELECT w.first AS from, w.past - 1 AS to, coalesce(sum(o.estimated_hours), 0) AS "scheduledHours", count(o.id) AS orders,
      ${weeklyHours(actor, {})} AS "availableHours"
    FROM unnest(${sql.param(weeks.map((w) => w.from))}::date[], ${sql.param(weeks.map((w) => w.to))}::date[]) AS w (first, past)
    LEFT JOIN work_order o ON o.scheduled_on >= w.first AND o.scheduled_on < w.past
      AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') AND ${inSites(actor, sql`o.site_id`)}
    GROUP BY w.first, w.past ORDER BY w.first`)
}
