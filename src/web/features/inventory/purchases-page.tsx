import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { purchaseQuery } from '../../../contract/purchasing.ts'
import { purchaseStatuses } from '../../../domain/purchase.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PurchaseStatusBadge } from './badges.tsx'
import { InventoryTabs } from './inventory-tabs.tsx'
import { useSiteOptions, useSupplierOptions } from './lookups.ts'
import type { PurchaseItem } from './schema.ts'

const purchaseFilter = purchaseQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof purchaseFilter)['_input']>

export function PurchasesPage() {
  const { t } = useTranslation('inventory')
  const { filter, setFilter } = useUrlFilter(purchaseFilter)
  const purchases = useInfinite('/purchases', { ...filter, limit: 50 })
  const columns = useColumns()
  const fields = useFilterFields()
  const narrowed = Object.keys(filter).some((name) => name !== 'sort')
  const add = (
    <LinkButton href="/inventory/purchases/new" variant="primary" icon="plus">
      {t('purchase.add')}
    </LinkButton>
  )
  return (
    <Page title={t('purchase.title')} tabs={<InventoryTabs />} actions={add} fill>
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('purchase.title')}
        name="purchases"
        query={purchases}
        columns={columns}
        rowHref={({ id }) => `/inventory/purchases/${id}`}
        sort={filter.sort ?? '-requestedAt'}
        onSort={(sort) => setFilter({ sort: sort as Filter['sort'] })}
        empty={
          narrowed ? (
            <EmptyState icon="search">{t('purchase.nothing')}</EmptyState>
          ) : (
            <EmptyState icon="parts" action={add}>
              {t('purchase.empty')}
            </EmptyState>
          )
        }
      />
    </Page>
  )
}

function useColumns(): readonly Column<PurchaseItem>[] {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  return useMemo(
    () => [
      {
        id: 'number',
        header: t('field.number'),
        cell: (row) => <span className="font-mono">{row.number ?? row.requestNumber}</span>,
        width: '10rem',
      },
      {
        id: 'status',
        header: t('field.state'),
        cell: (row) => <PurchaseStatusBadge status={row.status} />,
        width: '11rem',
        card: 'mark',
      },
      { id: 'supplier', header: t('field.supplier'), cell: (row) => row.supplier?.name ?? '—', card: 'lead' },
      { id: 'site', header: t('field.site'), cell: (row) => row.site.name, width: '10rem', card: 'meta' },
      {
        id: 'requestedAt',
        header: t('purchase.requestedAt'),
        cell: (row) => format.date(row.requestedAt),
        sort: 'requestedAt',
        width: '8rem',
        card: 'meta',
      },
      {
        id: 'expectedOn',
        header: t('purchase.expectedOn'),
        cell: (row) => <Expected purchase={row} />,
        width: '10rem',
      },
      {
        id: 'lines',
        header: t('purchase.lines'),
        cell: (row) => format.number(row.lines),
        numeric: true,
        width: '6rem',
      },
      {
        id: 'total',
        header: t('purchase.total'),
        cell: (row) => (row.number ? format.money(row.total) : '—'),
        sort: 'total',
        numeric: true,
        width: '9rem',
      },
    ],
    [t, format],
  )
}

function Expected({ purchase }: { purchase: PurchaseItem }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  if (!purchase.expectedOn) return '—'
  return (
    <span className="flex flex-wrap items-center gap-2">
      {format.date(purchase.expectedOn)}
      {purchase.late && (
        <Badge tone="danger" icon="clock">
          {t('purchase.late')}
        </Badge>
      )}
    </span>
  )
}

function useFilterFields(): readonly FilterField<Filter>[] {
  const { t } = useTranslation('inventory')
  const sites = useSiteOptions()
  const suppliers = useSupplierOptions()
  return useMemo(
    () => [
      { kind: 'search', name: 'q', label: t('purchase.search') },
      {
        kind: 'options',
        name: 'status',
        label: t('field.state'),
        options: purchaseStatuses.map((value) => ({ value, label: t(`purchaseStatus.${value}`) })),
      },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      { kind: 'option', name: 'supplierId', label: t('field.supplier'), options: suppliers },
    ],
    [t, sites, suppliers],
  )
}
