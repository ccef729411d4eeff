import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/format.ts'
import { Facts } from '../../../ui/facts.tsx'
import { Section } from '../../../ui/page.tsx'
import { useOrderInspections } from '../../inspections/order-inspections.tsx'
import { DueText } from '../due-text.tsx'
import { useName } from '../lookups.ts'
import type { WorkOrder } from '../schema.ts'
import { useSystemName } from '../terms.ts'

export function FactsSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  const format = useFormat()
  const name = useName()
  const systemName = useSystemName()
  const inspections = useOrderInspections(order)
  const at = (instant: string | null) => instant && format.dateTime(instant)
  return (
    <Section title={t('order.facts')}>
      {order.description && <p className="mb-4 whitespace-pre-line">{order.description}</p>}
      <Facts
        facts={[
          [t('field.type'), name(order.type)],
          [t('field.assignee'), order.assignee?.name ?? t('nobody')],
          [
            t('field.reportedAt'),
            `${format.dateTime(order.reportedAt)}${order.createdBy ? ` · ${order.createdBy.name}` : ''}`,
          ],
          [t('field.dueAt'), order.dueAt && <DueText order={order} />],
          [t('field.scheduledOn'), order.scheduledOn && format.date(order.scheduledOn)],
          [t('field.startedAt'), at(order.startedAt)],
          [t('field.completedAt'), at(order.completedAt)],
          [
            t('order.hours'),
            `${format.hours(order.hoursWorked)}${order.estimatedHours === null ? '' : ` / ${format.hours(order.estimatedHours)}`}`,
          ],
          [t('field.system'), order.system && systemName(order.system)],
          ...(inspections ? ([[t('field.inspection'), inspections]] as const) : []),
          ...(order.approvedBy
            ? ([[t('field.approvedBy'), `${order.approvedBy.name} · ${at(order.approvedAt)}`]] as const)
            : []),
        ]}
      />
    </Section>
  )
}
