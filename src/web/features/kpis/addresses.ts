/** What narrows KPIs and reports, as the URL and the API hold it. */
export interface KpiFilter {
  from?: string | undefined
  to?: string | undefined
  siteId?: string | undefined
  typeId?: string | undefined
  assetId?: string | undefined
}

export function withFilter(path: string, filter: KpiFilter): string {
  const search = new URLSearchParams()
  for (const name of ['from', 'to', 'siteId', 'typeId', 'assetId'] as const) {
    const value = filter[name]
    if (value) search.set(name, value)
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

/** The records behind a KPI. */
export const rowsHref = (id: string, filter: KpiFilter) => withFilter(`/kpis/${id}`, filter)
