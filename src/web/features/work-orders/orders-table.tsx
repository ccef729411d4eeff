import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { pageOfOrders } from './first-read.ts'
import { NoOrders } from './no-orders.tsx'
import { useOrderColumns } from './order-columns.tsx'
import { type OrdersSearch, useOrdersSearch } from './orders-search.ts'

const BulkActions = lazy(async () => ({ default: (await import('./bulk-actions.tsx')).BulkActions }))

export function OrdersTable() {
  const { t } = useTranslation('workOrders')
  const { filter, setSearch } = useOrdersSearch()
  const orders = useInfinite('/work-orders', { ...filter, limit: pageOfOrders })
  return (
    <DataTable
      label={t('list.title')}
      name="workOrders"
      query={orders}
      columns={useOrderColumns()}
      rowHref={({ id }) => `/work-orders/${id}`}
      sort={filter.sort ?? '-reportedAt'}
      onSort={(sort) => setSearch({ sort: sort as OrdersSearch['sort'] })}
      bulkActions={(ids, clear) => (
        <Suspense>
          <BulkActions ids={ids} clear={clear} />
        </Suspense>
      )}
      empty={<NoOrders />}
    />
  )
}
