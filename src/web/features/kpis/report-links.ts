import { uncoded } from '../../../contract/kpi.ts'
import { type ReportId, recordReports } from '../../../contract/report.ts'
import type { KpiId } from '../../../domain/kpi-catalogue.ts'
import type { OrderCategory, Priority } from '../../../domain/work-order.ts'
import { ordersHref } from '../work-orders/orders-search.ts'
import { type KpiFilter, type RowsFilter, rowsHref, withNames } from './addresses.ts'
import type { Report } from './schema.ts'

type Row = Report['rows'][number]
type Scope = RowsFilter & { from: string; to: string }

const lastDay = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a > b ? a : b)

/** What narrows the records to those of one row. */
function narrowed({ groupBy }: Report, scope: Scope, key: string): Scope {
  switch (groupBy) {
    case 'month':
      return {
        ...scope,
        from: later(scope.from, `${key}-01`),
        to: earlier(scope.to, `${key}-${lastDay(key)}`),
      }
    case 'type':
      return { ...scope, typeId: key }
    case 'site':
      return { ...scope, siteId: key, onlySite: 'true' }
    case 'asset':
      return { ...scope, assetId: key }
    case 'mode':
      return { ...scope, mode: key || uncoded }
    case 'orderType':
      return { ...scope, orderTypeId: key }
    case 'category':
      return { ...scope, category: key as OrderCategory }
    case 'priority':
      return { ...scope, priority: key as Priority }
    default:
      return scope
  }
}

/** The KPI whose rows a column counts; the first is what the others rest on. */
const kpis: Partial<Record<ReportId, { first: KpiId } & Record<string, KpiId>>> = {
  downtime: { first: 'failures', downHours: 'downtime', availability: 'availability', mttr: 'mttr' },
  failures: { first: 'failures', downHours: 'mdt', repairHours: 'mttr' },
  ageing: { first: 'mean_order_age', hours: 'backlog_total' },
  cost: { first: 'cost', perHour: 'cost_per_hour', perKm: 'cost_per_km' },
  pm: { first: 'pm_compliance' },
}

const recordNames = ['from', 'to', 'siteId', 'onlySite', 'typeId', 'assetId', 'groupBy', 'key'] as const

/** The address of the records that a number of a report counts. */
export function reportHref(report: Report, filter: KpiFilter, { key }: Row, column: string): string {
  const { id, period, groupBy } = report
  const scope: Scope = { ...filter, from: period.from, to: period.to }
  if (id === 'work-orders') return ordersOf(narrowed(report, scope, key), column)
  if (id === 'workload' && column !== 'hours' && column !== 'load') return ordersOfPerson(scope, key, column)
  if (recordReports.some((one) => one === id)) {
    return withNames(`/reports/${id}/rows`, { ...scope, groupBy, key }, recordNames)
  }
  const columns = kpis[id]
  return rowsHref(columns?.[column] ?? columns?.first ?? 'cost', narrowed(report, scope, key))
}

function ordersOf(scope: Scope, column: string): string {
  const { from, to, siteId, onlySite, typeId, assetId, category, priority } = scope
  const site = onlySite ? { unitSiteId: siteId } : { siteId }
  const units = { ...site, assetTypeId: typeId, assetId, ...(typeId || assetId ? { components: 'true' as const } : {}) }
  const kind = { ...(category ? { category } : {}), ...(priority ? { priority } : {}), ...units } as object
  switch (column) {
    case 'completed':
      return ordersHref({ ...kind, status: 'COMPLETED,CLOSED', completedFrom: from, completedTo: to })
    case 'cancelled':
      return ordersHref({ ...kind, status: 'CANCELLED' })
    case 'open':
      return rowsHref('backlog_total', scope)
    case 'hours':
      return rowsHref('planned_ratio', scope)
    default:
      return ordersHref({ ...kind, reportedFrom: from, reportedTo: to })
  }
}

function ordersOfPerson({ from, to, siteId }: Scope, assigneeId: string, column: string): string {
  const person = { assigneeId, siteId }
  return column === 'completed'
    ? ordersHref({ ...person, status: 'COMPLETED,CLOSED', completedFrom: from, completedTo: to })
    : ordersHref({ ...person, status: 'PENDING,IN_PROGRESS,ON_HOLD' })
}
