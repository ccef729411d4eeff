import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Icon } from '../../ui/icon.tsx'
import type { WorkOrderItem } from './schema.ts'

/** When an order is due; one that is past it says so in a word, beside the colour. */
export function DueText({ order }: { order: Pick<WorkOrderItem, 'dueAt' | 'overdue'> }) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  if (!order.dueAt) return null
  const date = <time title={format.dateTime(order.dueAt)}>{format.date(order.dueAt)}</time>
  if (!order.overdue) return date
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1 font-medium text-danger-soft-foreground">
      <Icon name="clock" size={14} />
      {date}
      <span className="text-xs">{t('overdue')}</span>
    </span>
  )
}
