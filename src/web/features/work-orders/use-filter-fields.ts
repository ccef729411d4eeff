import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { holdReasons, orderCategories, priorities, workOrderStatuses } from '../../../domain/work-order.ts'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { assetLookup } from '../fleet/asset-lookup.ts'
import { useSiteOptions } from '../fleet/master-data.ts'
import { personLookup } from './lookups.ts'
import type { OrdersSearch } from './orders-search.ts'
import { useSystemOptions } from './terms.ts'

export function useFilterFields(): readonly FilterField<OrdersSearch>[] {
  const { t } = useTranslation(['workOrders', 'terms'])
  const sites = useSiteOptions()
  const systems = useSystemOptions()
  return useMemo<readonly FilterField<OrdersSearch>[]>(
    () => [
      { kind: 'search', name: 'q', label: t('filter.q') },
      {
        kind: 'options',
        name: 'status',
        label: t('field.status'),
        options: workOrderStatuses.map((value) => ({ value, label: t(`terms:workOrderStatus.${value}`) })),
      },
      {
        kind: 'options',
        name: 'priority',
        label: t('field.priority'),
        options: [...priorities].reverse().map((value) => ({ value, label: t(`terms:priority.${value}`) })),
      },
      {
        kind: 'options',
        name: 'category',
        label: t('field.category'),
        options: orderCategories.map((value) => ({ value, label: t(`terms:orderCategory.${value}`) })),
      },
      { kind: 'lookup', name: 'assetId', label: t('field.asset'), lookup: assetLookup },
      { kind: 'lookup', name: 'assigneeId', label: t('field.assignee'), lookup: personLookup },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      {
        kind: 'options',
        name: 'holdReason',
        label: t('field.holdReason'),
        options: holdReasons.map((value) => ({ value, label: t(`terms:holdReason.${value}`) })),
      },
      { kind: 'option', name: 'system', label: t('field.system'), options: systems },
      { kind: 'dates', from: 'dueFrom', to: 'dueTo', label: t('field.dueAt') },
      { kind: 'dates', from: 'scheduledFrom', to: 'scheduledTo', label: t('field.scheduledOn') },
      { kind: 'dates', from: 'reportedFrom', to: 'reportedTo', label: t('field.reportedAt') },
      { kind: 'flag', name: 'overdue', label: t('filter.overdue') },
      { kind: 'flag', name: 'unscheduled', label: t('filter.unscheduled') },
      { kind: 'flag', name: 'unitDown', label: t('filter.unitDown') },
    ],
    [t, sites, systems],
  )
}
