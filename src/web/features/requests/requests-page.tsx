import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { requestMetricsQuery } from '../../../contract/requests.ts'
import { faultRequestStatuses } from '../../../domain/fault-request.ts'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { type FilterOf, useUrlFilter } from '../../app/url-filter.ts'
import { Board } from '../../ui/board.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions } from '../fleet/master-data.ts'
import { RequestsColumn } from './requests-column.tsx'

type Filter = FilterOf<typeof requestMetricsQuery>

const counts = { NEW: 'pending', ACCEPTED: 'accepted', REJECTED: 'rejected' } as const

/** Faults reported from labels, by what was decided about them. */
export function RequestsPage() {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const { filter, setFilter } = useUrlFilter(requestMetricsQuery)
  const fields = useFields()
  const { data } = query.useQuery('get', '/fault-requests/metrics', { params: { query: filter } })
  const timeText = (hours: number | null) => {
    if (hours === null) return t('noMedian')
    return hours < 1 ? t('minutes', { n: format.number(hours * 60) }) : format.hours(hours)
  }
  const lead = data && {
    n: format.number(data.count),
    pending: format.number(data.pending),
    median: timeText(data.medianHoursToTriage),
  }
  return (
    <Page title={t('title')} lead={lead && t('metrics', lead)} fill>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Board label={t('title')}>
        {faultRequestStatuses.map((status) => (
          <RequestsColumn
            key={status}
            status={status}
            filter={filter}
            sums={data ? format.number(data[counts[status]]) : ''}
          />
        ))}
      </Board>
    </Page>
  )
}

function useFields(): readonly FilterField<Filter>[] {
  const { t } = useTranslation('requests')
  const sites = useSiteOptions()
  return useMemo(
    () => [
      { kind: 'dates', from: 'from', to: 'to', label: t('filter.reported') },
      { kind: 'option', name: 'siteId', label: t('filter.site'), options: sites },
      { kind: 'lookup', name: 'assetId', label: t('filter.unit'), lookup: assetLookup },
    ],
    [t, sites],
  )
}
