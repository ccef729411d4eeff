import type { KpiId } from '../../../domain/kpi-catalogue.ts'

const scopeNames = ['from', 'to', 'siteId', 'onlySite', 'typeId', 'assetId'] as const
const rowNames = [...scopeNames, 'category', 'priority', 'mode', 'orderTypeId'] as const
export const reportNames = [...scopeNames, 'groupBy'] as const

type Filter<Name extends string> = { [name in Name]?: string | undefined }
/** What narrows KPIs and reports, as the URL and the API hold it. */
export type KpiFilter = Omit<Filter<(typeof scopeNames)[number]>, 'onlySite'> & { onlySite?: 'true' | undefined }
/** What narrows the rows behind one: orders and failures by their kind too. */
export type RowsFilter = KpiFilter & Filter<'category' | 'priority' | 'mode' | 'orderTypeId'>

export function withFilter(path: string, filter: KpiFilter): string {
  return withNames(path, filter, scopeNames)
}

export const withRowsFilter = (path: string, filter: RowsFilter) => withNames(path, filter, rowNames)

/** `path` with those of the filter's parameters that are named. */
export function withNames<Name extends string>(path: string, filter: Filter<Name>, names: readonly Name[]): string {
  const search = new URLSearchParams()
  for (const name of names) if (filter[name]) search.set(name, filter[name])
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** The records behind a KPI. */
export const rowsHref = (id: KpiId, filter: RowsFilter) => withRowsFilter(`/kpis/${id}`, filter)
