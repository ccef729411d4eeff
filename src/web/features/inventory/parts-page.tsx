import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { partQuery } from '../../../contract/inventory.ts'
import { stockStates } from '../../../domain/stock.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { config } from '../../app/config.ts'
import { useCan } from '../../app/session/session.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { civilToday } from '../../ui/form/civil-time.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { MenuButton } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useDownload } from '../../ui/use-download.ts'
import { InventoryTabs } from './inventory-tabs.tsx'
import { useAssetTypeOptions, useSiteOptions, useSupplierOptions } from './lookups.ts'
import { usePartColumns } from './part-columns.tsx'

const partFilter = partQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof partFilter)['_input']>

/** What one call makes labels for. */
const mostLabels = 100

export function PartsPage() {
  const { t } = useTranslation('inventory')
  const may = useCan()
  const { filter, setFilter } = useUrlFilter(partFilter)
  const parts = useInfinite('/parts', { ...filter, limit: 50 })
  const columns = usePartColumns()
  const fields = useFilterFields()
  const narrowed = Object.keys(filter).some((name) => name !== 'sort')
  const add = may('part.manage') && (
    <LinkButton href="/inventory/new" variant="primary" icon="plus">
      {t('list.add')}
    </LinkButton>
  )
  return (
    <Page
      title={t('list.title')}
      tabs={<InventoryTabs />}
      actions={
        <>
          {may('stock.read') && <ExportMenu filter={filter} />}
          {add}
        </>
      }
      fill
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('list.title')}
        name="parts"
        query={parts}
        columns={columns}
        rowHref={({ id }) => `/inventory/${id}`}
        sort={filter.sort ?? 'number'}
        onSort={(sort) => setFilter({ sort: sort as Filter['sort'] })}
        {...(may('stock.read') ? { bulkActions: (ids: string[]) => <Bulk ids={ids} /> } : {})}
        empty={
          narrowed ? (
            <EmptyState icon="search">{t('list.nothing')}</EmptyState>
          ) : (
            <EmptyState icon="parts" action={add}>
              {t('list.empty')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

function Bulk({ ids }: { ids: string[] }) {
  const { t } = useTranslation('inventory')
  const router = useRouter()
  const { download, pending } = useDownload()
  const chosen = ids.slice(0, mostLabels).join(',')
  return (
    <>
      <Button
        size="sm"
        icon="plus"
        onClick={() => void router.navigate({ to: `/inventory/purchases/new?parts=${chosen}` as never })}
      >
        {t('list.buy')}
      </Button>
      <Button
        size="sm"
        icon="download"
        pending={pending}
        onClick={() => void download(`/parts/labels.pdf?ids=${chosen}`, t('list.labelsFile'))}
      >
        {t('list.labels')}
      </Button>
    </>
  )
}

/** What the filter shows, as a file. */
function ExportMenu({ filter }: { filter: Filter }) {
  const { t } = useTranslation('inventory')
  const { download } = useDownload()
  const query = new URLSearchParams(filter as Record<string, string>)
  const save = (format: 'csv' | 'xlsx') => () =>
    void download(`/parts/export.${format}?${query}`, `${t('export.file')}-${civilToday(config.timeZone)}.${format}`)
  return (
    <MenuButton
      label={t('export.title')}
      icon="download"
      items={[
        { label: t('export.xlsx'), onSelect: save('xlsx') },
        { label: t('export.csv'), onSelect: save('csv') },
      ]}
    />
  )
}

function useFilterFields(): readonly FilterField<Filter>[] {
  const { t } = useTranslation('inventory')
  const may = useCan()
  const buys = may('purchase.read')
  const sites = useSiteOptions()
  const types = useAssetTypeOptions()
  const suppliers = useSupplierOptions(buys)
  return useMemo(
    () => [
      { kind: 'search', name: 'q', label: t('list.search') },
      {
        kind: 'options',
        name: 'state',
        label: t('field.state'),
        options: stockStates.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      { kind: 'option', name: 'assetTypeId', label: t('field.fits'), options: types },
      ...(buys
        ? [{ kind: 'option', name: 'supplierId', label: t('field.supplier'), options: suppliers } as const]
        : []),
      { kind: 'flag', name: 'archived', label: t('list.archived') },
    ],
    [t, sites, types, suppliers, buys],
  )
}
