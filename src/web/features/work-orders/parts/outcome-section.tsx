import { useTranslation } from 'react-i18next'
import { isFailureWork } from '../../../../domain/work-order.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Facts } from '../../../ui/facts.tsx'
import { Section } from '../../../ui/page.tsx'
import { useName } from '../lookups.ts'
import type { WorkOrder } from '../schema.ts'

/** What was found and done; nothing until somebody has written something of it. */
export function OutcomeSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const format = useFormat()
  const name = useName()
  const { failureMode, failureCause, failureAction, downtimeFrom, downtimeTo, completionNotes } = order
  const coded = failureMode ?? failureCause ?? failureAction
  if (!coded && !downtimeFrom && !completionNotes) return null
  return (
    <Section title={t('order.outcome')}>
      {completionNotes && <p className="mb-4 whitespace-pre-line">{completionNotes}</p>}
      <Facts
        facts={[
          ...(isFailureWork(order.category)
            ? ([
                [t('failure.MODE'), failureMode && name(failureMode)],
                [t('failure.CAUSE'), failureCause && name(failureCause)],
                [t('failure.ACTION'), failureAction && name(failureAction)],
              ] as const)
            : []),
          [
            t('order.downtime'),
            downtimeFrom &&
              `${format.dateTime(downtimeFrom)} – ${downtimeTo ? format.dateTime(downtimeTo) : t('order.still')}`,
          ],
        ]}
      />
    </Section>
  )
}
