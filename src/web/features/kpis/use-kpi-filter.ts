import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { kpiRowsFilter, kpiScope, uncoded } from '../../../contract/kpi.ts'
import { reportQuery } from '../../../contract/report.ts'
import { orderCategories, priorities } from '../../../domain/work-order.ts'
import { query } from '../../app/api/client.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import type { KpiFilter, RowsFilter } from './addresses.ts'

function useScopeFields(): readonly FilterField<KpiFilter>[] {
  const { t } = useTranslation('kpis')
  const sites = useSiteOptions()
  const types = useTypeOptions()
  return useMemo<readonly FilterField<KpiFilter>[]>(
    () => [
      { kind: 'dates', from: 'from', to: 'to', label: t('filter.period') },
      { kind: 'option', name: 'siteId', label: t('filter.site'), options: sites },
      { kind: 'option', name: 'typeId', label: t('filter.type'), options: types },
      { kind: 'lookup', name: 'assetId', label: t('filter.asset'), lookup: assetLookup },
    ],
    [t, sites, types],
  )
}

/** Period, site, type and unit of a report, held in the URL. */
export function useKpiFilter() {
  return { ...useUrlFilter(kpiScope), fields: useScopeFields() }
}

/** The same with a report's grouping; of what lies in warehouses only the period and the site. */
export function useReportFilter(ofUnits: boolean) {
  const fields = useScopeFields()
  const known = useMemo(
    () => (ofUnits ? fields : fields.filter((field) => field.kind === 'dates' || field.name === 'siteId')),
    [ofUnits, fields],
  )
  return { ...useUrlFilter(reportQuery), fields: known }
}

/** What the rows of a KPI are of: only orders have a priority, only failures a mode. */
export type RowKind = 'unit' | 'order' | 'failure' | 'stock'

/** The same for the rows behind a KPI. */
export function useRowsFilter(kind: RowKind) {
  const { t } = useTranslation(['kpis', 'terms'])
  const scope = useScopeFields()
  const modes = useModeOptions(kind === 'failure')
  const fields: readonly FilterField<RowsFilter>[] = [
    ...scope,
    ...(kind === 'unit' || kind === 'stock'
      ? []
      : ([
          {
            kind: 'option',
            name: 'category',
            label: t('filter.category'),
            options: orderCategories.map((value) => ({ value, label: t(`terms:orderCategory.${value}`) })),
          },
          {
            kind: 'option',
            name: 'priority',
            label: t('filter.priority'),
            options: [...priorities].reverse().map((value) => ({ value, label: t(`terms:priority.${value}`) })),
          },
        ] as const)),
    ...(kind === 'failure'
      ? ([{ kind: 'option', name: 'mode', label: t('filter.mode'), options: modes }] as const)
      : []),
  ]
  return { ...useUrlFilter(kpiRowsFilter), fields }
}

/** Each failure mode once, whichever types have it. */
function useModeOptions(enabled: boolean) {
  const { t, i18n } = useTranslation('kpis')
  const codes = query.useQuery('get', '/failure-codes', {}, { enabled, staleTime: 300_000 })
  const modes = new Map(
    (codes.data?.items ?? [])
      .filter(({ kind }) => kind === 'MODE')
      .map(({ code, nameEs, nameEn }) => [code, i18n.language === 'en' ? nameEn : nameEs]),
  )
  const options = [...modes].map(([value, label]) => ({ value, label }))
  return [...options.sort((a, b) => a.label.localeCompare(b.label)), { value: uncoded, label: t('reports.uncoded') }]
}
