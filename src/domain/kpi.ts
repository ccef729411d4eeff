import { chiSquareQuantile } from './chi-square.ts'
import { type KpiId, type KpiUnit, kpiCatalogue } from './kpi-catalogue.ts'

/** How the figure came about, where the same KPI can rest on different records. */
type KpiBasis = 'METER' | 'UPTIME' | 'MIXED' | 'CALENDAR' | 'SHIFT' | 'AVAILABILITY_TIMES_UTILISATION'

/** `null`: cannot be known, never zero. `n`: the events it rests on. `lower`, `upper`: 95 % interval where one exists. */
export type KpiValue = {
  readonly id: KpiId
  readonly value: number | null
  readonly unit: KpiUnit
  readonly n: number
  readonly lower?: number
  readonly upper?: number
  readonly basis?: KpiBasis
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

function kpi(
  id: KpiId,
  value: number | null,
  n: number,
  more: Omit<KpiValue, 'id' | 'value' | 'unit' | 'n'> = {},
): KpiValue {
  return { id, value, unit: kpiCatalogue[id].unit, n, ...more }
}

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null)
const percent = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : null)

/** Share of `part` in `whole` events with Wilson's 95 % score interval (1927), sound also at 0 % and 100 % of few. */
function share(id: KpiId, part: number, whole: number): KpiValue {
  if (whole === 0) return kpi(id, null, 0)
  const z2 = 1.959963984540054 ** 2
  const p = part / whole
  const centre = p + z2 / (2 * whole)
  const half = Math.sqrt(z2 * ((p * (1 - p)) / whole + z2 / (4 * whole * whole)))
  const scale = 100 / (1 + z2 / whole)
  const lower = part === 0 ? 0 : (centre - half) * scale
  const upper = part === whole ? 100 : (centre + half) * scale
  return kpi(id, 100 * p, whole, { lower, upper })
}

/** Time in service and, of it, time down; `assets` is how many units the time is of. */
export type TimeSums = { readonly serviceMs: number; readonly downMs: number; readonly assets: number }

export function uptime({ serviceMs, downMs, assets }: TimeSums): KpiValue {
  return kpi('uptime', serviceMs > 0 ? (serviceMs - downMs) / hourMs : null, assets)
}

export function downtime({ serviceMs, downMs, assets }: TimeSums): KpiValue {
  return kpi('downtime', serviceMs > 0 ? downMs / hourMs : null, assets)
}

export function availability({ serviceMs, downMs, assets }: TimeSums): KpiValue {
  return kpi('availability', percent(serviceMs - downMs, serviceMs), assets)
}

/** Number of failures with the exact Poisson interval (Garwood, 1936). */
export function failures(count: number): KpiValue {
  return kpi('failures', count, count, {
    lower: count === 0 ? 0 : chiSquareQuantile(0.025, 2 * count) / 2,
    upper: chiSquareQuantile(0.975, 2 * count + 2) / 2,
  })
}

export type OperatingSums = {
  readonly operatingHours: number
  readonly basis: 'METER' | 'UPTIME' | 'MIXED'
  readonly failures: number
}

/**
 * Operating time per failure. Interval of a constant rate over fixed time: 2T/χ²(0.975; 2r+2) to 2T/χ²(0.025; 2r); with no
 * failure the mean cannot be known, only that it exceeds 2T/χ²(0.95; 2) with 95 % confidence (MIL-HDBK-338B §8.3.2.5).
 */
export function mtbf({ operatingHours, basis, failures: r }: OperatingSums): KpiValue {
  if (!(operatingHours > 0)) return kpi('mtbf', null, r, { basis })
  if (r === 0) return kpi('mtbf', null, 0, { basis, lower: (2 * operatingHours) / chiSquareQuantile(0.95, 2) })
  return kpi('mtbf', operatingHours / r, r, {
    basis,
    lower: (2 * operatingHours) / chiSquareQuantile(0.975, 2 * r + 2),
    upper: (2 * operatingHours) / chiSquareQuantile(0.025, 2 * r),
  })
}

/** Mean of durations known by sum and count; the interval takes them as exponential, the usual spread of repair times. */
function meanDuration(id: 'mttr' | 'mdt', sumMs: number, count: number): KpiValue {
  if (count === 0) return kpi(id, null, 0)
  const hours = sumMs / hourMs
  return kpi(id, hours / count, count, {
    lower: (2 * hours) / chiSquareQuantile(0.975, 2 * count),
    upper: (2 * hours) / chiSquareQuantile(0.025, 2 * count),
  })
}

/** `repairMs`: work in progress on failures within the period; `repaired`: failures whose repair was completed in it. */
export function mttr({ repairMs, repaired }: { readonly repairMs: number; readonly repaired: number }): KpiValue {
  return meanDuration('mttr', repairMs, repaired)
}

export function mdt({
  failureDownMs,
  failures: n,
}: {
  readonly failureDownMs: number
  readonly failures: number
}): KpiValue {
  return meanDuration('mdt', failureDownMs, n)
}

/** MTBF / (MTBF + MTTR): what availability would be if every repair began at once. */
export function availabilityInherent(
  sums: OperatingSums & { readonly repairMs: number; readonly repaired: number },
): KpiValue {
  const between = mtbf(sums).value
  const repair = mttr(sums).value
  const value = between === null || repair === null ? null : (100 * between) / (between + repair)
  return kpi('availability_inherent', value, sums.failures, { basis: sums.basis })
}

export type ResponseSums = { readonly medianMs: number | null; readonly p90Ms: number | null; readonly orders: number }

export function responseTime({ medianMs, p90Ms, orders }: ResponseSums): readonly [KpiValue, KpiValue] {
  const hours = (ms: number | null) => (ms === null ? null : ms / hourMs)
  return [kpi('response_time', hours(medianMs), orders), kpi('response_time_p90', hours(p90Ms), orders)]
}

export function pmCompliance(sums: { readonly insideWindow: number; readonly windowsClosed: number }): KpiValue {
  return share('pm_compliance', sums.insideWindow, sums.windowsClosed)
}

export function scheduleCompliance(sums: { readonly completedInWeek: number; readonly scheduled: number }): KpiValue {
  return share('schedule_compliance', sums.completedInWeek, sums.scheduled)
}

export type HourSums = {
  readonly hours: number
  readonly plannedHours: number
  readonly reactiveHours: number
  readonly orders: number
}

export function plannedRatio({ hours, plannedHours, orders }: HourSums): KpiValue {
  return kpi('planned_ratio', percent(plannedHours, hours), orders)
}

export function reactiveRatio({ hours, reactiveHours, orders }: HourSums): KpiValue {
  return kpi('reactive_ratio', percent(reactiveHours, hours), orders)
}

export type BacklogSums = {
  readonly readyHours: number
  readonly readyOrders: number
  readonly totalHours: number
  readonly totalOrders: number
  readonly weeklyHours: number
}

export function backlog(sums: BacklogSums): readonly [KpiValue, KpiValue] {
  return [
    kpi('backlog_ready', ratio(sums.readyHours, sums.weeklyHours), sums.readyOrders),
    kpi('backlog_total', ratio(sums.totalHours, sums.weeklyHours), sums.totalOrders),
  ]
}

export function rework(sums: { readonly repeated: number; readonly correctiveOrders: number }): KpiValue {
  return share('rework', sums.repeated, sums.correctiveOrders)
}

export type CostSums = {
  readonly cost: number
  readonly orders: number
  readonly meterHours: number | null
  readonly meterKm: number | null
}

export function cost({ cost: amount, orders }: CostSums): KpiValue {
  return kpi('cost', amount, orders)
}

export function costPerHour({ cost: amount, orders, meterHours }: CostSums): KpiValue {
  return kpi('cost_per_hour', meterHours === null ? null : ratio(amount, meterHours), orders)
}

export function costPerKm({ cost: amount, orders, meterKm }: CostSums): KpiValue {
  return kpi('cost_per_km', meterKm === null ? null : ratio(amount, meterKm), orders)
}

/** Mean age in days of the open orders of one priority. */
export function meanOrderAge({ ageMs, orders }: { readonly ageMs: number; readonly orders: number }): KpiValue {
  return kpi('mean_order_age', ratio(ageMs / dayMs, orders), orders)
}

export type UtilisationSums = {
  readonly meterHours: number | null
  readonly plannedHours: number
  readonly basis: 'CALENDAR' | 'SHIFT'
  readonly assets: number
}

/** Hours run of the hours there were: of the calendar, or of the shifts where the company has recorded them. */
export function utilisation({ meterHours, plannedHours, basis, assets }: UtilisationSums): KpiValue {
  return kpi('utilisation', meterHours === null ? null : percent(meterHours, plannedHours), assets, { basis })
}

/** Vehicles have no nominal rate and no quality record: what is shown is availability × utilisation, and `basis` says so. */
export function oee(available: KpiValue, used: KpiValue): KpiValue {
  const value = available.value === null || used.value === null ? null : (available.value * used.value) / 100
  return kpi('oee', value, Math.min(available.n, used.n), { basis: 'AVAILABILITY_TIMES_UTILISATION' })
}

export function codedFailures(sums: { readonly coded: number; readonly failures: number }): KpiValue {
  return share('coded_failures', sums.coded, sums.failures)
}

/** Money in minor units: what was issued to orders in `days` days, and what lay in the warehouses on average meanwhile. */
export type StockSums = {
  readonly issued: number
  readonly issues: number
  readonly meanValue: number
  readonly days: number
}

/** How often a year the stock goes out and comes in again. */
export function stockTurns({ issued, issues, meanValue, days }: StockSums): KpiValue {
  return kpi('stock_turns', meanValue > 0 && days > 0 ? (issued * 365) / days / meanValue : null, issues)
}

/** Waits of orders for parts that began in the period. */
export function stockouts(waits: number | null): KpiValue {
  return kpi('stockouts', waits, waits ?? 0)
}

/** Lines of posted counts that found what the ledger says. */
export function stockAccuracy({ matched, counted }: { matched: number; counted: number }): KpiValue {
  return share('stock_accuracy', matched, counted)
}
