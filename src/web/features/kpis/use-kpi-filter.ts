import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { kpiRowsScope } from '../../../contract/kpi.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import type { KpiFilter } from './addresses.ts'

/** Period, site, type and unit of a report, held in the URL. */
export function useKpiFilter() {
  const { t } = useTranslation('kpis')
  const sites = useSiteOptions()
  const types = useTypeOptions()
  const fields = useMemo<readonly FilterField<KpiFilter>[]>(
    () => [
      { kind: 'dates', from: 'from', to: 'to', label: t('filter.period') },
      { kind: 'option', name: 'siteId', label: t('filter.site'), options: sites },
      { kind: 'option', name: 'typeId', label: t('filter.type'), options: types },
      { kind: 'lookup', name: 'assetId', label: t('filter.asset'), lookup: assetLookup },
    ],
    [t, sites, types],
  )
  return { ...useUrlFilter(kpiRowsScope), fields }
}
