import { isDown } from './asset.ts'
import { clip, type Interval, intersection, overlaps, subtract, total } from './interval.ts'
import type { BacklogSums, HourSums, OperatingSums, ResponseSums, TimeSums } from './kpi.ts'
import type { KpiAsset, KpiOrder, KpiReading } from './kpi-records.ts'
import { isFailureWork, isOpen, type Priority, type WorkOrderStatus } from './work-order.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const reworkDays = 30
/** A reading this near to the period's end stands for it; a unit read weekly is then always covered. */
const nearDays = 7

const within = (at: number | null, period: Interval): at is number =>
  at !== null && at >= period.start && at < period.end

/** The unit's own service life inside the period, or `null`. */
function service(asset: KpiAsset, period: Interval): Interval | null {
  return intersection(period, { start: asset.commissionedAt, end: asset.archivedAt ?? Infinity })
}

const counts = (order: KpiOrder) => order.status !== 'CANCELLED' && order.duplicateOf === null

function downIntervals(asset: KpiAsset, orders: readonly KpiOrder[]): Interval[] {
  const recorded = orders.filter((o) => o.assetId === asset.id && o.downtime && o.status !== 'CANCELLED')
  return [...asset.statusIntervals.filter((i) => isDown(i.status)), ...recorded.map((o) => o.downtime!)]
}

/** Service time and down time (status or recorded downtime of an order that was not cancelled, counted once). */
export function timeSums(assets: readonly KpiAsset[], orders: readonly KpiOrder[], period: Interval): TimeSums {
  const sums = { serviceMs: 0, downMs: 0, assets: 0 }
  for (const asset of assets) {
    const life = service(asset, period)
    if (!life) continue
    sums.serviceMs += life.end - life.start
    sums.downMs += total(clip(downIntervals(asset, orders), life))
    sums.assets++
  }
  return sums
}

/** One fault of one unit: failure orders whose downtimes overlap, directly or through another. */
export type Failure = { readonly assetId: string; readonly at: number; readonly orders: readonly KpiOrder[] }

/** All failures of a history, whatever the period, so that a fault across a period's end is one in both. */
export function findFailures(orders: readonly KpiOrder[]): Failure[] {
  const began = (order: KpiOrder) => order.startedAt ?? order.completedAt
  const failureOrders = orders.filter((o) => isFailureWork(o.category) && counts(o) && began(o) !== null)
  const groups: KpiOrder[][] = []
  for (const order of failureOrders) {
    const touching = groups.filter((group) =>
      group.some(
        (o) => o.assetId === order.assetId && o.downtime && order.downtime && overlaps(o.downtime, order.downtime),
      ),
    )
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push([...touching.flat(), order])
  }
  return groups.map((group) => ({
    assetId: group[0]!.assetId,
    at: Math.min(...group.map((o) => began(o)!)),
    orders: group,
  }))
}

export type FailureSums = {
  readonly failures: number
  readonly failureDownMs: number
  readonly repairMs: number
  readonly repaired: number
  readonly coded: number
}

/** Durations are cut at the period's ends, so the sums of two periods that follow each other add up. */
export function failureSums(orders: readonly KpiOrder[], period: Interval): FailureSums {
  const sums = { failures: 0, failureDownMs: 0, repairMs: 0, repaired: 0, coded: 0 }
  for (const failure of findFailures(orders)) {
    const downtimes = failure.orders.map((o) => o.downtime).filter((d) => d !== null)
    const working = failure.orders.flatMap((o) => o.statusIntervals.filter((i) => i.status === 'IN_PROGRESS'))
    sums.failureDownMs += total(clip(downtimes, period))
    sums.repairMs += total(clip(working, period))
    // A repair whose working time nobody recorded says nothing about how long repairs take.
    if (total(working) > 0 && failure.orders.every((o) => o.completedAt !== null)) {
      const repairedAt = Math.max(...failure.orders.map((o) => o.completedAt!))
      if (within(repairedAt, period)) sums.repaired++
    }
    if (!within(failure.at, period)) continue
    sums.failures++
    if (failure.orders.some((o) => o.failureMode && o.failureCause && o.failureAction)) sums.coded++
  }
  return sums
}

/**
 * What a meter gained in the period: totals at its ends by straight line between the readings around them; past the first or
 * last reading the nearest stands in, when it is at most seven days off. `null` when the readings do not cover the period.
 */
export function meterDifference(readings: readonly KpiReading[], period: Interval): number | null {
  const sorted = [...readings].sort((a, b) => a.at - b.at)
  const from = totalAt(sorted, period.start)
  const to = totalAt(sorted, period.end)
  return from === null || to === null ? null : to - from
}

function totalAt(sorted: readonly KpiReading[], at: number): number | null {
  const after = sorted.find((r) => r.at >= at)
  const before = sorted.findLast((r) => r.at <= at)
  if (before && after) {
    return before.at === after.at
      ? after.total
      : before.total + ((after.total - before.total) * (at - before.at)) / (after.at - before.at)
  }
  const nearest = before ?? after
  return nearest && Math.abs(nearest.at - at) <= nearDays * dayMs ? nearest.total : null
}

/** Operating time: the hour meter where its readings cover the unit's time in the period, else uptime. */
export function operatingSums(
  assets: readonly KpiAsset[],
  orders: readonly KpiOrder[],
  hourReadings: ReadonlyMap<string, readonly KpiReading[]>,
  period: Interval,
): Omit<OperatingSums, 'failures'> {
  let operatingHours = 0
  const bases = new Set<'METER' | 'UPTIME'>()
  for (const asset of assets) {
    const life = service(asset, period)
    if (!life) continue
    const metered = meterDifference(hourReadings.get(asset.id) ?? [], life)
    const { serviceMs, downMs } = timeSums([asset], orders, period)
    operatingHours += metered ?? (serviceMs - downMs) / hourMs
    bases.add(metered === null ? 'UPTIME' : 'METER')
  }
  return { operatingHours, basis: bases.size > 1 ? 'MIXED' : ([...bases][0] ?? 'UPTIME') }
}

/** From report to start of work, for orders whose work started in the period. */
export function responseSums(orders: readonly KpiOrder[], period: Interval): ResponseSums {
  const waits = orders
    .filter((o) => counts(o) && within(o.startedAt, period))
    .map((o) => Math.max(0, o.startedAt! - o.reportedAt))
    .sort((a, b) => a - b)
  return { medianMs: percentile(waits, 0.5), p90Ms: percentile(waits, 0.9), orders: waits.length }
}

/** Linear between the two nearest ranks, as PostgreSQL's `percentile_cont`. */
function percentile(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null
  const position = p * (sorted.length - 1)
  const below = Math.floor(position)
  const lower = sorted[below]!
  return lower + ((sorted[below + 1] ?? lower) - lower) * (position - below)
}

export function pmSums(orders: readonly KpiOrder[], period: Interval): { insideWindow: number; windowsClosed: number } {
  const closed = orders.filter(
    (o) => o.category === 'PREVENTIVE' && counts(o) && o.window && within(o.window.end, period),
  )
  return { insideWindow: closed.filter((o) => within(o.completedAt, o.window!)).length, windowsClosed: closed.length }
}

/** Orders whose scheduled week ended in the period; finished earlier than its Sunday night is as good. */
export function scheduleSums(
  orders: readonly KpiOrder[],
  period: Interval,
): { completedInWeek: number; scheduled: number } {
  const due = orders.filter((o) => counts(o) && o.scheduledWeek && within(o.scheduledWeek.end, period))
  const done = due.filter((o) => o.completedAt !== null && o.completedAt < o.scheduledWeek!.end)
  return { completedInWeek: done.length, scheduled: due.length }
}

/** Hours of orders completed in the period. Planned: scheduled before its work began, and no emergency. */
export function hourSums(orders: readonly KpiOrder[], period: Interval): HourSums {
  const sums = { hours: 0, plannedHours: 0, reactiveHours: 0, orders: 0 }
  for (const order of orders) {
    if (!within(order.completedAt, period) || order.status === 'CANCELLED') continue
    const began = order.startedAt ?? order.completedAt
    sums.orders++
    sums.hours += order.hoursWorked
    if (isFailureWork(order.category)) sums.reactiveHours += order.hoursWorked
    if (order.category !== 'EMERGENCY' && order.scheduledAt !== null && order.scheduledAt < began) {
      sums.plannedHours += order.hoursWorked
    }
  }
  return sums
}

function statusAt(order: KpiOrder, at: number): WorkOrderStatus | null {
  return order.statusIntervals.find((i) => i.start <= at && at < i.end)?.status ?? null
}

/** Estimated hours still open at an instant; ready: approved and not on hold. */
export function backlogSums(orders: readonly KpiOrder[], at: number, weeklyHours: number): BacklogSums {
  const sums = { readyHours: 0, readyOrders: 0, totalHours: 0, totalOrders: 0, weeklyHours }
  for (const order of orders) {
    const status = statusAt(order, at)
    if (!status || !isOpen(status)) continue
    sums.totalHours += order.estimatedHours
    sums.totalOrders++
    if (status === 'ON_HOLD' || order.awaitsApproval) continue
    sums.readyHours += order.estimatedHours
    sums.readyOrders++
  }
  return sums
}

/** Failure orders reported in the period, and those whose unit and mode had one completed in the 30 days before. */
export function reworkSums(
  orders: readonly KpiOrder[],
  period: Interval,
): { repeated: number; correctiveOrders: number } {
  const failureOrders = orders.filter((o) => isFailureWork(o.category) && counts(o))
  const reported = failureOrders.filter((o) => within(o.reportedAt, period))
  const repeated = reported.filter((order) => {
    const recent = { start: order.reportedAt - reworkDays * dayMs, end: order.reportedAt + 1 }
    return failureOrders.some(
      (o) =>
        o.id !== order.id &&
        o.assetId === order.assetId &&
        o.failureMode !== null &&
        o.failureMode === order.failureMode &&
        within(o.completedAt, recent),
    )
  })
  return { repeated: repeated.length, correctiveOrders: reported.length }
}

/** Cost of orders completed in the period, frozen at completion. */
export function costSums(orders: readonly KpiOrder[], period: Interval): { cost: number; orders: number } {
  const completed = orders.filter((o) => within(o.completedAt, period) && o.status !== 'CANCELLED')
  return { cost: completed.reduce((sum, o) => sum + o.totalCost, 0), orders: completed.length }
}

/** Ages at an instant of the orders then open, by priority. */
export function ageSums(orders: readonly KpiOrder[], at: number): Record<Priority, { ageMs: number; orders: number }> {
  const empty = () => ({ ageMs: 0, orders: 0 })
  const sums = { LOW: empty(), MEDIUM: empty(), HIGH: empty(), URGENT: empty() }
  for (const order of orders) {
    const status = statusAt(order, at)
    if (!status || !isOpen(status)) continue
    sums[order.priority].ageMs += at - order.reportedAt
    sums[order.priority].orders++
  }
  return sums
}

/** Time in service and up, as merged intervals: the rows behind `uptime`. */
export function upIntervals(asset: KpiAsset, orders: readonly KpiOrder[], period: Interval): Interval[] {
  const life = service(asset, period)
  return life ? subtract([life], downIntervals(asset, orders)) : []
}
