import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useReasonWords } from './reason-words.ts'
import type { Prediction, Reason } from './schema.ts'

type Linked = Reason['records'][number]

const addressOf = ({ kind, id }: Linked) =>
  kind === 'workOrder' ? `/work-orders/${id}` : kind === 'inspection' ? `/inspections/${id}` : '/requests'

/** What moves a risk most, each with the records it can be read in. */
export function Reasons({ reasons }: Pick<Prediction, 'reasons'>) {
  const { t } = useTranslation('predictions')
  const wordsOf = useReasonWords()
  if (reasons.length === 0) return <p className="text-sm text-muted">{t('noReasons')}</p>
  return (
    <ol aria-label={t('reasons')} className="grid gap-1 text-sm">
      {reasons.map((reason) => (
        <li key={`${reason.topic} ${reason.detail}`} className="flex gap-2">
          <Icon name={reason.effect > 0 ? 'up' : 'down'} size={14} className="mt-1 shrink-0 text-muted" />
          <span className="min-w-0">
            <span className="sr-only">{t(reason.effect > 0 ? 'raises' : 'lowers')}: </span>
            {wordsOf(reason)}
            {reason.records.length > 0 && <Records records={reason.records} />}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Records({ records }: { records: readonly Linked[] }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return (
    <span className="block text-xs text-muted">
      {records.map((record, at) => (
        <span key={`${record.kind} ${record.id}`}>
          {at > 0 && ' · '}
          <AppLink href={addressOf(record)} className="inline-block py-0.5 underline">
            {record.number ?? t(record.kind === 'inspection' ? 'record.inspection' : 'record.faultRequest')}
          </AppLink>{' '}
          {format.shortDate(record.at)}
        </span>
      ))}
    </span>
  )
}
