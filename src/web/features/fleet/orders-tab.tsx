import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import type { ItemOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { PriorityBadge, WorkOrderStatusBadge } from '../../ui/status-badge.tsx'
import type { Asset } from './schema.ts'

type Order = ItemOf<'/work-orders'>

/** The orders of a unit and of what is mounted on it, the latest first. */
export function OrdersTab({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const orders = useInfinite('/work-orders', { assetId: asset.id, components: 'true', limit: 50 })
  const columns = useOrderColumns(asset.id)
  return (
    <div className="flex flex-col md:h-[70dvh]">
      <DataTable
        label={t('orders.label', { code: asset.code })}
        name="asset-orders"
        query={orders}
        columns={columns}
        rowHref={({ id }) => `/work-orders/${id}`}
        empty={<EmptyState icon="orders">{t('orders.empty')}</EmptyState>}
      />
    </div>
  )
}

function useOrderColumns(assetId: string): readonly Column<Order>[] {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'number', header: t('orders.number'), cell: (row) => row.number, width: '10rem' },
      { id: 'title', header: t('orders.title'), cell: (row) => row.title },
      {
        id: 'status',
        header: t('field.status'),
        cell: (row) => <WorkOrderStatusBadge status={row.status} />,
        width: '9rem',
        card: 'mark',
      },
      {
        id: 'priority',
        header: t('orders.priority'),
        cell: (row) => <PriorityBadge priority={row.priority} />,
        width: '8rem',
        card: 'mark',
      },
      { id: 'reportedAt', header: t('orders.reported'), cell: (row) => format.date(row.reportedAt), width: '8rem' },
      {
        id: 'component',
        header: t('orders.component'),
        cell: (row) => (row.asset.id === assetId ? null : row.asset.code),
        width: '8rem',
        card: 'none',
      },
      {
        id: 'assignee',
        header: t('orders.assignee'),
        cell: (row) => row.assignee?.name ?? t('orders.nobody'),
        width: '12rem',
      },
    ],
    [t, format, assetId],
  )
}
