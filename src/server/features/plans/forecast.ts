import type { PartForecast } from '../../../contract/plans.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { hoursOf, type PlanPart, partsDue, tasksDue } from '../../../domain/service-level.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type Supply, supplyOf, waitingParts } from '../inventory/reservations/queries.ts'
import { seesCost } from '../work-orders/queries.ts'
import { activeUnits, type OutlookScope, openDues, openItem } from './outlook.ts'
import { ruleOf } from './plan-row.ts'
import { expectedOf } from './unit-views.ts'

const forecastMonths = 12
const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals

interface Amount {
  hours: number
  orders: number
  /** By id of the part. */
  parts: Map<string, number>
}
const noAmount = (): Amount => ({ hours: 0, orders: 0, parts: new Map() })

type Need = { on: string; hours: number; parts: readonly PlanPart[] }

function count(amount: Amount, { hours, parts }: Need): void {
  amount.hours = round(amount.hours + hours, 2)
  amount.orders++
  for (const { partId, quantity } of parts) {
    amount.parts.set(partId, round((amount.parts.get(partId) ?? 0) + quantity, 3))
  }
}

function monthsFrom(today: string): string[] {
  return Array.from({ length: forecastMonths }, (_, i) => {
    const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + i
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** What the parts cost that have a known cost, in minor units; `null` when none of them has. */
function costOf(parts: Amount['parts'], supply: ReadonlyMap<string, Supply>): number | null {
  const costs = [...parts].flatMap(([id, quantity]) => {
    const unitCost = supply.get(id)?.unitCost
    return unitCost == null ? [] : [Math.round(quantity * unitCost)]
  })
  return parts.size > 0 && costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0)
}

/** The month in which what is free no longer suffices, when all before it took what they need. */
function shortFrom(months: readonly string[], quantities: readonly number[], free: number): string | null {
  let needed = 0
  const at = quantities.findIndex((quantity) => {
    needed += quantity
    return quantity > 0 && needed > free
  })
  return months[at] ?? null
}

/**
 * Hours, orders and parts of preventive work by month, this one and eleven more; what is overdue falls into this one. An
 * open order counts for the parts it still waits for; what it reserves of the stock is free for it.
 */
export async function forecast(runtime: Runtime, actor: Actor, scope: OutlookScope) {
  const { db } = runtime.database
  const zone = runtime.config.COMPANY_TIME_ZONE
  const today = dateAt(Date.parse(runtime.now()), zone)
  const months = monthsFrom(today)
  // No civil date sorts after it in its month.
  const until = `${months.at(-1)}-31`
  const active = await activeUnits(runtime, actor, scope)
  const openIds = active.flatMap(({ unit }) => unit.open?.id ?? [])
  const [open, waiting] = [await openDues(runtime, openIds), await waitingParts(db, openIds)]
  const waitingOf = Map.groupBy(waiting, ({ orderId }) => orderId)
  const byMonth = new Map(months.map((month) => [month, noAmount()]))
  const byPlan = new Map<string, Amount & { plan: { id: string; name: string } }>()
  let withoutDate = 0
  for (const { unit, plan } of active) {
    const rule = ruleOf(plan)
    const needs: Need[] = expectedOf(rule, unit, { until }).map(({ on, cycles }) => ({
      on: on!,
      hours: hoursOf(tasksDue(plan.levels, cycles)),
      parts: partsDue(plan.levels, cycles),
    }))
    const due = unit.open && open.get(unit.open.id)
    if (due) {
      const { on, hours } = openItem({ unit, plan }, due, zone)
      needs.push({ on, hours, parts: waitingOf.get(due.id) ?? [] })
    }
    if (expectedOf(rule, unit, { count: 1 })[0]?.on === null) withoutDate++
    const ofPlan = byPlan.get(plan.id) ?? { plan: { id: plan.id, name: plan.name }, ...noAmount() }
    for (const need of needs) {
      const ofMonth = byMonth.get(need.on < today ? months[0]! : need.on.slice(0, 7))
      if (!ofMonth) continue
      count(ofMonth, need)
      count(ofPlan, need)
    }
    if (ofPlan.orders > 0) byPlan.set(plan.id, ofPlan)
  }
  const amounts = [...byMonth.values()]
  const supply = await supplyOf(
    db,
    actor,
    [...new Set(amounts.flatMap(({ parts }) => [...parts.keys()]))],
    scope.siteId,
  )
  const reserved = Map.groupBy(waiting, ({ partId }) => partId)
  const view = ({ parts, hours, orders }: Amount) => ({
    ...{ hours, orders },
    ...(seesCost(actor) ? { partsCost: costOf(parts, supply) } : {}),
  })
  const parts = [...supply.values()].map(({ part, available, unitCost }): PartForecast => {
    const quantities = amounts.map((amount) => amount.parts.get(part.id) ?? 0)
    const quantity = round(
      quantities.reduce((sum, one) => sum + one, 0),
      3,
    )
    const own = (reserved.get(part.id) ?? []).reduce((sum, one) => sum + one.quantity, 0)
    const free = Math.max(0, round(available + own, 3))
    const cost = unitCost == null ? null : Math.round(quantity * unitCost)
    return {
      ...{ part, quantities, quantity, free, shortFrom: shortFrom(months, quantities, free) },
      ...(seesCost(actor) ? { unitCost: unitCost ?? null, cost } : {}),
    }
  })
  return {
    months: [...byMonth].map(([month, amount]) => ({ month, ...view(amount) })),
    plans: [...byPlan.values()]
      .map(({ plan, ...amount }) => ({ plan, ...view(amount) }))
      .sort((a, b) => b.hours - a.hours || (a.plan.name < b.plan.name ? -1 : 1)),
    parts: parts.sort(soonestShortage),
    withoutDate,
  }
}

/** What runs out first comes first, then by number. */
function soonestShortage(a: PartForecast, b: PartForecast): number {
  const [first, second] = [a.shortFrom ?? '9999', b.shortFrom ?? '9999']
  return first === second ? (a.part.number < b.part.number ? -1 : 1) : first < second ? -1 : 1
}
