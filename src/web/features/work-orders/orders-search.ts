import { z } from 'zod'
import { civilDate, uuid } from '../../../contract/common.ts'
import { workOrderQuery } from '../../../contract/work-orders.ts'
import { useUrlFilter } from '../../app/url-filter.ts'

export const orderViews = ['list', 'table', 'board', 'calendar', 'workload'] as const
export type OrderView = (typeof orderViews)[number]

/** The address of the orders: what the API filters by, and how this page shows it. */
const ordersSearch = workOrderQuery.omit({ cursor: true, limit: true }).extend({
  view: z.enum(orderViews).optional(),
  /** The order open beside the list. */
  open: uuid.optional(),
  /** What the calendar places orders by, how much of it is shown, and around which day. */
  by: z.enum(['scheduled', 'due']).optional(),
  span: z.enum(['week', 'month']).optional(),
  day: civilDate.optional(),
})
export type OrdersSearch = Partial<z.input<typeof ordersSearch>>
export type OrdersFilter = Omit<OrdersSearch, 'view' | 'open' | 'by' | 'span' | 'day'>

export function useOrdersSearch() {
  const { filter: search, setFilter: setSearch } = useUrlFilter(ordersSearch)
  const { view = 'list', open, by, span, day, ...filter } = search as OrdersSearch
  return { search: search as OrdersSearch, view, open, by, span, day, filter: filter as OrdersFilter, setSearch }
}

/** The address of the orders for a filter. */
export function ordersHref(search: OrdersSearch): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value))
  const text = query.toString()
  return text ? `/work-orders?${text}` : '/work-orders'
}

/** The part of a filter that narrows orders, as a query string: what a view keeps and an export asks for. */
export function filterText(filter: OrdersFilter): string {
  return ordersHref(filter).split('?')[1] ?? ''
}
