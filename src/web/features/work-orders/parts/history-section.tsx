import { useTranslation } from 'react-i18next'
import type { Tone } from '../../../ui/badge.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { Section } from '../../../ui/page.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import type { WorkOrder } from '../schema.ts'

const looks: Record<WorkOrder['status'], [IconName, Tone]> = {
  PENDING: ['pending', 'neutral'],
  IN_PROGRESS: ['play', 'info'],
  ON_HOLD: ['pause', 'warning'],
  COMPLETED: ['check', 'success'],
  CLOSED: ['lock', 'neutral'],
  CANCELLED: ['cancelled', 'neutral'],
}

export function HistorySection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  return (
    <Section title={t('order.history')}>
      <Timeline
        items={[...order.history].reverse().map((step) => ({
          id: `${step.from} ${step.status}`,
          at: step.from,
          icon: looks[step.status][0],
          tone: looks[step.status][1],
          title: t(`terms:workOrderStatus.${step.status}`),
          detail: [step.holdReason && t(`terms:holdReason.${step.holdReason}`), step.reason].filter(Boolean).join(': '),
          by: step.by?.name ?? null,
        }))}
      />
    </Section>
  )
}
