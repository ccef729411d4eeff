import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { assetQuery } from '../../../contract/assets.ts'
import { assetStatuses, criticalities } from '../../../domain/asset.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useCan } from '../../app/session/session.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useDownload } from '../../ui/use-download.ts'
import { useFleetColumns } from './fleet-columns.tsx'
import { useSiteOptions, useTypeOptions } from './master-data.ts'

const fleetFilter = assetQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof fleetFilter)['_input']>

export function FleetPage() {
  const { t } = useTranslation(['fleet', 'terms'])
  const may = useCan()
  const { filter, setFilter } = useUrlFilter(fleetFilter)
  const assets = useInfinite('/assets', { kind: 'UNIT', ...filter, limit: 50 })
  const columns = useFleetColumns()
  const fields = useFilterFields()
  const narrowed = Object.keys(filter).some((name) => name !== 'sort')
  const { download, pending } = useDownload()
  const add = may('asset.manage') && (
    <LinkButton href="/assets/new" variant="primary" icon="plus">
      {t('list.add')}
    </LinkButton>
  )

  return (
    <Page title={t('list.title')} actions={add} fill>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('list.title')}
        name="assets"
        query={assets}
        columns={columns}
        rowHref={({ id }) => `/assets/${id}`}
        sort={filter.sort ?? 'code'}
        onSort={(sort) => setFilter({ sort: sort as Filter['sort'] })}
        bulkActions={(ids) => (
          <Button
            size="sm"
            icon="download"
            pending={pending}
            onClick={() => void download(`/assets/labels.pdf?ids=${ids.slice(0, 100).join(',')}`, t('list.labelsFile'))}
          >
            {t('list.labels')}
          </Button>
        )}
        empty={
          narrowed ? (
            <EmptyState icon="search">{t('list.nothing')}</EmptyState>
          ) : (
            <EmptyState icon="fleet" action={add}>
              {t(may('asset.manage') ? 'list.empty' : 'list.emptyForOperator')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

function useFilterFields(): readonly FilterField<Filter>[] {
  const { t } = useTranslation(['fleet', 'terms'])
  const sites = useSiteOptions()
  const types = useTypeOptions()
  return useMemo(
    () => [
      { kind: 'search', name: 'q', label: t('list.search') },
      {
        kind: 'options',
        name: 'status',
        label: t('field.status'),
        options: assetStatuses.map((value) => ({ value, label: t(`terms:assetStatus.${value}`) })),
      },
      { kind: 'options', name: 'typeId', label: t('field.type'), options: types },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      {
        kind: 'options',
        name: 'criticality',
        label: t('field.criticality'),
        options: criticalities.map((value) => ({ value, label: t(`terms:criticality.${value}`) })),
      },
      {
        kind: 'option',
        name: 'kind',
        label: t('field.kind'),
        options: (['UNIT', 'COMPONENT', 'ALL'] as const).map((value) => ({ value, label: t(`kind.${value}`) })),
      },
      { kind: 'flag', name: 'stale', label: t('list.stale') },
      { kind: 'flag', name: 'archived', label: t('list.archived') },
    ],
    [t, sites, types],
  )
}
