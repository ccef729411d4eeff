import type { z } from 'zod'
import { workOrderSorts } from '../../../contract/work-order-sorts.ts'
import type { workOrderQuery } from '../../../contract/work-orders.ts'
import { systemCodes } from '../../../domain/system.ts'
import { holdReasons, orderCategories, priorities, workOrderStatuses } from '../../../domain/work-order.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { civilDate, either, flag, oneOf, someOf, text, urlSchema, uuid } from '../../app/url-schema.ts'

export const orderViews = ['list', 'table', 'board', 'calendar', 'workload'] as const
export type OrderView = (typeof orderViews)[number]

/** What the API filters orders by. */
export type OrdersFilter = Partial<Omit<z.input<typeof workOrderQuery>, 'cursor' | 'limit'>>

export interface OrdersSearch extends OrdersFilter {
  view?: OrderView
  /** The order open beside the list. */
  open?: string
  /** What the calendar places orders by, how much of it is shown, and around which day. */
  by?: 'scheduled' | 'due'
  span?: 'week' | 'month'
  day?: string
}

/** The address of the orders: what the API filters by, and how this page shows it. */
export const ordersSearch = urlSchema<OrdersSearch>({
  q: text(100),
  status: someOf(...workOrderStatuses),
  priority: someOf(...priorities),
  category: someOf(...orderCategories),
  typeId: uuid,
  assetId: uuid,
  assetTypeId: uuid,
  components: flag,
  siteId: uuid,
  unitSiteId: uuid,
  assigneeId: either(uuid, oneOf('me', 'none')),
  holdReason: someOf(...holdReasons),
  overdue: flag,
  unitDown: flag,
  dueFrom: civilDate,
  dueTo: civilDate,
  reportedFrom: civilDate,
  reportedTo: civilDate,
  unscheduled: flag,
  scheduledFrom: civilDate,
  scheduledTo: civilDate,
  completedFrom: civilDate,
  completedTo: civilDate,
  importId: uuid,
  failureModeId: uuid,
  system: oneOf(...systemCodes),
  sort: oneOf(...workOrderSorts.flatMap((name) => [name, `-${name}`])),
  view: oneOf(...orderViews),
  open: uuid,
  by: oneOf('scheduled', 'due'),
  span: oneOf('week', 'month'),
  day: civilDate,
})

export function useOrdersSearch() {
  const { filter: search, setFilter: setSearch } = useUrlFilter(ordersSearch)
  const { view = 'list', open, by, span, day, ...filter } = search
  return { search, view, open, by, span, day, filter, setSearch }
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
