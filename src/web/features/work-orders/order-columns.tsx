import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import type { Column } from '../../ui/list/columns.ts'
import { PriorityBadge, WorkOrderStatusBadge } from '../../ui/status-badge.tsx'
import { DueText } from './due-text.tsx'
import type { WorkOrderItem } from './schema.ts'

export function useOrderColumns(): readonly Column<WorkOrderItem>[] {
  const { t } = useTranslation(['workOrders', 'terms'])
  const format = useFormat()
  const showsCost = useCan()('workOrder.recordCost')
  return useMemo(() => {
    const columns: Column<WorkOrderItem>[] = [
      { id: 'number', header: t('field.number'), cell: (row) => row.number, sort: 'number', width: '9.5rem' },
      { id: 'title', header: t('field.title'), cell: (row) => row.title, card: 'lead' },
      {
        id: 'status',
        header: t('field.status'),
        cell: (row) => <StatusWithReason order={row} />,
        sort: 'status',
        width: '9rem',
        card: 'mark',
      },
      {
        id: 'priority',
        header: t('field.priority'),
        cell: (row) => <PriorityBadge priority={row.priority} />,
        sort: 'priority',
        width: '7rem',
        card: 'mark',
      },
      {
        id: 'asset',
        header: t('field.asset'),
        cell: (row) => <span title={row.asset.name}>{row.asset.code}</span>,
        width: '8rem',
        card: 'meta',
      },
      {
        id: 'assignee',
        header: t('field.assignee'),
        cell: (row) => row.assignee?.name ?? <span className="text-muted">{t('nobody')}</span>,
        width: '10rem',
        card: 'meta',
      },
      {
        id: 'dueAt',
        header: t('field.dueAt'),
        cell: (row) => row.dueAt && <DueText order={row} />,
        sort: 'dueAt',
        width: '9rem',
        card: 'meta',
      },
      {
        id: 'scheduledOn',
        header: t('field.scheduledOn'),
        cell: (row) => row.scheduledOn && format.date(row.scheduledOn),
        width: '8rem',
        card: 'none',
      },
      {
        id: 'reportedAt',
        header: t('field.reportedAt'),
        cell: (row) => <time title={format.dateTime(row.reportedAt)}>{format.date(row.reportedAt)}</time>,
        sort: 'reportedAt',
        width: '8rem',
        card: 'none',
      },
      {
        id: 'category',
        header: t('field.category'),
        cell: (row) => t(`terms:orderCategory.${row.category}`),
        width: '8rem',
        hidden: true,
        card: 'none',
      },
      {
        id: 'estimatedHours',
        header: t('field.estimatedHours'),
        cell: (row) => row.estimatedHours !== null && format.hours(row.estimatedHours),
        numeric: true,
        width: '7rem',
        hidden: true,
        card: 'none',
      },
      {
        id: 'hoursWorked',
        header: t('field.hoursWorked'),
        cell: (row) => format.hours(row.hoursWorked),
        numeric: true,
        width: '7rem',
        hidden: true,
        card: 'none',
      },
    ]
    if (showsCost) {
      columns.push({
        id: 'totalCost',
        header: t('field.cost'),
        cell: (row) => row.totalCost !== undefined && format.money(row.totalCost),
        numeric: true,
        width: '8rem',
        hidden: true,
        card: 'none',
      })
    }
    return columns
  }, [t, format, showsCost])
}

function StatusWithReason({ order }: { order: WorkOrderItem }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <WorkOrderStatusBadge status={order.status} />
      {order.holdReason && <span className="text-xs text-muted">{t(`terms:holdReason.${order.holdReason}`)}</span>}
      {order.awaitsApproval && <span className="text-xs text-muted">{t('awaitsApproval')}</span>}
    </span>
  )
}
