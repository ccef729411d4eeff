import * as kpi from '../../../domain/kpi.ts'
import type { StockRow } from './stock-sums.ts'
import type { OpenRow, ResponseRow, UnitSums } from './sums.ts'

export interface CellSums {
  units: UnitSums | undefined
  response: ResponseRow | undefined
  open: OpenRow | undefined
  stock: StockRow | undefined
}

function basisOf(u: UnitSums | undefined): kpi.OperatingSums['basis'] {
  if (!u || u.metered === 0) return 'UPTIME'
  return u.metered < u.units ? 'MIXED' : 'METER'
}

/** The KPIs of one period and group, by the formulas of the domain. */
export function kpiValues({ units: u, response, open, stock }: CellSums): kpi.KpiValue[] {
  const time = { serviceMs: u?.serviceMs ?? 0, downMs: u?.downMs ?? 0, assets: u?.units ?? 0 }
  const failures = u?.failures ?? 0
  const operating: kpi.OperatingSums = { operatingHours: u?.operatingHours ?? 0, basis: basisOf(u), failures }
  const repair = { repairMs: u?.repairMs ?? 0, repaired: u?.repaired ?? 0 }
  const hours = {
    hours: u?.hours ?? 0,
    plannedHours: u?.plannedHours ?? 0,
    reactiveHours: u?.reactiveHours ?? 0,
    orders: u?.completed ?? 0,
  }
  const cost = { cost: u?.cost ?? 0, orders: u?.completed ?? 0, meterHours: null, meterKm: null }
  const available = kpi.availability(time)
  const used = kpi.utilisation({
    meterHours: u && u.metered > 0 ? u.meterHours : null,
    plannedHours: (u?.meteredServiceMs ?? 0) / 3_600_000,
    basis: 'CALENDAR',
    assets: u?.metered ?? 0,
  })
  return [
    kpi.uptime(time),
    kpi.downtime(time),
    available,
    kpi.availabilityInherent({ ...operating, ...repair }),
    kpi.failures(failures),
    kpi.mtbf(operating),
    kpi.mttr(repair),
    // Where nobody recorded any downtime of a failure, its mean cannot be known.
    kpi.mdt({ failureDownMs: u?.failureDownMs ?? 0, failures: u && u.failureDownMs > 0 ? failures : 0 }),
    ...kpi.responseTime({
      medianMs: response?.medianMs ?? null,
      p90Ms: response?.p90Ms ?? null,
      orders: response?.orders ?? 0,
    }),
    kpi.pmCompliance({ insideWindow: u?.pmInside ?? 0, windowsClosed: u?.pmClosed ?? 0 }),
    kpi.scheduleCompliance({ completedInWeek: u?.weekDone ?? 0, scheduled: u?.weekScheduled ?? 0 }),
    kpi.plannedRatio(hours),
    kpi.reactiveRatio(hours),
    ...kpi.backlog(open ?? { readyHours: 0, readyOrders: 0, totalHours: 0, totalOrders: 0, weeklyHours: 0 }),
    kpi.rework({ repeated: u?.repeated ?? 0, correctiveOrders: u?.reportedFailures ?? 0 }),
    kpi.cost(cost),
    kpi.costPerHour(
      u && u.metered > 0 ? { ...cost, cost: u.meteredCost, orders: u.meteredOrders, meterHours: u.meterHours } : cost,
    ),
    kpi.costPerKm(u && u.kmMetered > 0 ? { ...cost, cost: u.kmCost, orders: u.kmOrders, meterKm: u.meterKm } : cost),
    kpi.meanOrderAge({ ageMs: open?.ageMs ?? 0, orders: open?.totalOrders ?? 0 }),
    kpi.stockTurns(stock ?? { issued: 0, issues: 0, meanValue: 0, days: 0 }),
    kpi.stockouts(stock?.waits ?? null),
    kpi.stockAccuracy(stock ?? { matched: 0, counted: 0 }),
    used,
    kpi.oee(available, used),
    kpi.codedFailures({ coded: u?.coded ?? 0, failures }),
  ]
}
