import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { BulkActions } from './bulk-actions.tsx'
import { NoOrders } from './no-orders.tsx'
import { useOrderColumns } from './order-columns.tsx'
import { type OrdersSearch, useOrdersSearch } from './orders-search.ts'

export function OrdersTable() {
  const { t } = useTranslation('workOrders')
  const { filter, setSearch } = useOrdersSearch()
  const orders = useInfinite('/work-orders', { ...filter, limit: 50 })
  return (
    <DataTable
      label={t('list.title')}
      name="workOrders"
      query={orders}
      columns={useOrderColumns()}
      rowHref={({ id }) => `/work-orders/${id}`}
      sort={filter.sort ?? '-reportedAt'}
      onSort={(sort) => setSearch({ sort: sort as OrdersSearch['sort'] })}
      bulkActions={(ids, clear) => <BulkActions ids={ids} clear={clear} />}
      empty={<NoOrders />}
    />
  )
}
