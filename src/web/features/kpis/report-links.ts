import { uncoded } from '../../../contract/kpi.ts'
import type { KpiId } from '../../../domain/kpi-catalogue.ts'
import type { OrderCategory, Priority } from '../../../domain/work-order.ts'
import { ordersHref } from '../work-orders/orders-search.ts'
import { type KpiFilter, rowsHref } from './addresses.ts'
import type { Report } from './schema.ts'

type Row = Report['rows'][number]

const lastDay = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a > b ? a : b)

const ofUnit: Record<string, KpiId> = { downHours: 'downtime', availability: 'availability', mttr: 'mttr' }
const ofMode: Record<string, KpiId> = { downHours: 'mdt', repairHours: 'mttr' }

/** The address of the records that a number of a report counts. */
export function reportHref({ id, period }: Report, filter: KpiFilter, { key }: Row, column: string): string {
  const { from, to } = period
  const scope = { ...filter, from, to }
  switch (id) {
    case 'work-orders':
      return ordersOfCategory(key as OrderCategory, column, scope)
    case 'downtime':
      return rowsHref(ofUnit[column] ?? 'failures', { ...scope, assetId: key })
    case 'failures':
      return rowsHref(ofMode[column] ?? 'failures', { ...scope, mode: key || uncoded })
    case 'ageing':
      return rowsHref(column === 'hours' ? 'backlog_total' : 'mean_order_age', { ...scope, priority: key as Priority })
    case 'cost-type':
      return rowsHref('cost', { ...scope, typeId: key })
    case 'cost-month':
      return rowsHref('cost', {
        ...scope,
        from: later(from, `${key}-01`),
        to: earlier(to, `${key}-${lastDay(key)}`),
      })
  }
}

function ordersOfCategory(
  category: OrderCategory,
  column: string,
  scope: KpiFilter & { from: string; to: string },
): string {
  const { from, to, siteId, typeId, assetId } = scope
  const units = { siteId, assetTypeId: typeId, assetId, ...(typeId || assetId ? { components: 'true' as const } : {}) }
  switch (column) {
    case 'completed':
      return ordersHref({ category, status: 'COMPLETED,CLOSED', completedFrom: from, completedTo: to, ...units })
    case 'cancelled':
      return ordersHref({ category, status: 'CANCELLED', ...units })
    case 'open':
      return rowsHref('backlog_total', { ...scope, category })
    case 'hours':
      return rowsHref('planned_ratio', { ...scope, category })
    default:
      return ordersHref({ category, reportedFrom: from, reportedTo: to, ...units })
  }
}
