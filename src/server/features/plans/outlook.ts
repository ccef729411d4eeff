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

type Scope = Pick<DueQuery, 'siteId' | 'typeId'>

/** Every asset of every plan at work that the actor sees. */
async function activeUnits(runtime: Runtime, actor: Actor, { siteId, typeId }: Scope) {
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

interface OpenDue {
  id: string
  title: string
  hours: number | null
  tasks: number
  trigger: 'CALENDAR' | 'METER'
  meter: number | null
}

/** What the open orders of plans hold, by order. */
async function openDues(runtime: Runtime, ids: string[]): Promise<Map<string, OpenDue>> {
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
function openItem({ unit, plan }: { unit: PlanUnit; plan: PlanRow }, due: OpenDue, zone: string): DueItem {
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

const forecastMonths = 12
const round = (hours: number) => Math.round(hours * 100) / 100

/** Hours and orders of preventive work by month, this one and eleven more; what is overdue falls into this one. */
export async function forecast(runtime: Runtime, actor: Actor, scope: Scope) {
  const today = dateAt(Date.parse(runtime.now()), runtime.config.COMPANY_TIME_ZONE)
  const months = Array.from({ length: forecastMonths }, (_, i) => {
    const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + i
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
  // No civil date sorts after it in its month.
  const until = `${months.at(-1)}-31`
  const active = await activeUnits(runtime, actor, scope)
  const open = await openDues(
    runtime,
    active.flatMap(({ unit }) => unit.open?.id ?? []),
  )
  const byMonth = new Map(months.map((month) => [month, { hours: 0, orders: 0 }]))
  const byPlan = new Map<string, { plan: { id: string; name: string }; hours: number; orders: number }>()
  let withoutDate = 0
  for (const { unit, plan } of active) {
    const rule = ruleOf(plan)
    const dues = expectedOf(rule, unit, { until }).map((one) => {
      const { on, hours } = expectedView(one, plan.levels)
      return { on: on!, hours }
    })
    const due = unit.open && open.get(unit.open.id)
    if (due)
      dues.push({ on: openItem({ unit, plan }, due, runtime.config.COMPANY_TIME_ZONE).on, hours: due.hours ?? 0 })
    if (expectedOf(rule, unit, { count: 1 })[0]?.on === null) withoutDate++
    const sum = byPlan.get(plan.id) ?? { plan: { id: plan.id, name: plan.name }, hours: 0, orders: 0 }
    for (const { on, hours } of dues) {
      const cell = byMonth.get(on < today ? months[0]! : on.slice(0, 7))
      if (!cell) continue
      for (const total of [cell, sum]) {
        total.hours = round(total.hours + hours)
        total.orders++
      }
    }
    if (sum.orders > 0) byPlan.set(plan.id, sum)
  }
  return {
    months: [...byMonth].map(([month, amount]) => ({ month, ...amount })),
    plans: [...byPlan.values()].sort((a, b) => b.hours - a.hours || (a.plan.name < b.plan.name ? -1 : 1)),
    withoutDate,
  }
}
