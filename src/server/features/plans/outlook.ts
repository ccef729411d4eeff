import { sql } from 'drizzle-orm'
import type { DueItem, DueQuery } from '../../../contract/plans.ts'
import { chileanHolidays } from '../../../domain/chilean-holidays.ts'
import { addDays, dateAt } from '../../../domain/civil-time.ts'
import type { Actor } from '../../platform/actor.ts'
import { refuseField } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { assetScope } from '../fleet/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { type PlanRow, planScope, plansOf, ruleOf } from './plan-row.ts'
import { expectedOf, expectedView } from './unit-views.ts'
import { type PlanUnit, planUnits } from './units.ts'

/** Enough for a year's overview; more would be read by nobody. */
const longestRange = 400

export type OutlookScope = Pick<DueQuery, 'siteId' | 'typeId'>

/** Every asset of every plan at work that the actor sees. */
export async function activeUnits(runtime: Runtime, actor: Actor, { siteId, typeId }: OutlookScope) {
  const { db } = runtime.database
  const units = await planUnits(db, {
    where: sql`p.archived_at IS NULL AND p.paused_at IS NULL AND ${planScope(actor)} AND ${assetScope(actor)}
      AND ${siteId ? sql`a.site_id IN ${sitesBelow(siteId)}` : sql`true`}
      AND ${typeId ? sql`a.type_id = ${typeId}` : sql`true`}`,
    page: sql`ORDER BY a.code, p.name`,
    now: runtime.now(),
    zone: runtime.config.COMPANY_TIME_ZONE,
  })
  const plans = await plansOf(db, [...new Set(units.map((unit) => unit.planId))])
  const byId = new Map(plans.map((plan) => [plan.id, plan]))
  return units.map((unit) => ({ unit, plan: byId.get(unit.planId)! }))
}

export interface OpenDue {
  id: string
  title: string
  hours: number | null
  tasks: number
  trigger: 'CALENDAR' | 'METER'
  meter: number | null
}

/** What the open orders of plans hold, by order. */
export async function openDues(runtime: Runtime, ids: string[]): Promise<Map<string, OpenDue>> {
  if (ids.length === 0) return new Map()
  const rows = await runtime.database.db.rows<OpenDue>(sql`
    SELECT w.id, w.title, w.estimated_hours AS hours, d.trigger, d.due_meter AS meter,
      (SELECT count(*) FROM work_order_task k WHERE k.work_order_id = w.id) AS tasks
    FROM work_order w
    CROSS JOIN LATERAL (SELECT * FROM maintenance_due d WHERE d.work_order_id = w.id ORDER BY d.sequence LIMIT 1) d
    WHERE w.id = ANY(${sql.param(ids)}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The date an open order stands at in the calendar. */
export function openItem({ unit, plan }: { unit: PlanUnit; plan: PlanRow }, due: OpenDue, zone: string): DueItem {
  const order = unit.open!
  const on = order.dueAt ? dateAt(Date.parse(order.dueAt), zone) : unit.today.on
  const { id, name } = plan
  return {
    ...{ on, earliest: on, latest: on, trigger: due.trigger, meter: due.meter },
    ...{ service: due.title, tasks: due.tasks, hours: due.hours ?? 0, plan: { id, name }, asset: unit.asset, order },
  }
}

/** What is due from day to day: open orders on their day, and what is expected after them. */
export async function dueItems(runtime: Runtime, actor: Actor, query: DueQuery): Promise<DueItem[]> {
  const { from, to } = query
  if (to < from) throw refuseField('to', 'beforeStart')
  if (to > addDays(from, longestRange)) throw refuseField('to', 'invalid')
  const zone = runtime.config.COMPANY_TIME_ZONE
  const active = await activeUnits(runtime, actor, query)
  const open = await openDues(
    runtime,
    active.flatMap(({ unit }) => unit.open?.id ?? []),
  )
  const items = active.flatMap(({ unit, plan }) => {
    const due = unit.open && open.get(unit.open.id)
    const expected = expectedOf(ruleOf(plan), unit, { until: to }).map((one): DueItem => {
      const view = expectedView(one, plan.levels)
      const on = view.on! < unit.today.on ? unit.today.on : view.on!
      return { ...view, on, plan: { id: plan.id, name: plan.name }, asset: unit.asset, order: null }
    })
    return due ? [openItem({ unit, plan }, due, zone), ...expected] : expected
  })
  return items
    .filter(({ on }) => on >= from && on <= to)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.asset.code < b.asset.code ? -1 : 1))
}

export function holidaysBetween(from: string, to: string) {
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, i) => i)
  return years.flatMap((i) => chileanHolidays(Number(from.slice(0, 4)) + i)).filter(({ on }) => on >= from && on <= to)
}
