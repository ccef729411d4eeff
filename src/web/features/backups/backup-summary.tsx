import { useTranslation } from 'react-i18next'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Whether one can be at ease: the age of the newest backup and the latest restore of one. */
export function BackupSummary({ state }: { state: components['schemas']['BackupState'] }) {
  const { t } = useTranslation('backups')
  const format = useFormat()
  const { lastDoneAt, lastDrill, stale, nextAt, nextDrillAt, copies, running } = state
  const failed = lastDrill !== null && !lastDrill.passed
  const last = lastDoneAt ? `${format.relative(lastDoneAt)} · ${format.dateTime(lastDoneAt)}` : t('never')
  const drilled = lastDrill
    ? `${t(lastDrill.passed ? 'drill.passed' : 'drill.failed')} · ${format.dateTime(lastDrill.at)}`
    : t('never')
  return (
    <div className="grid gap-4">
      {running ? (
        <Notice tone="info">{t('running')}</Notice>
      ) : stale || failed ? (
        <Notice tone="danger">{t(stale ? 'stale' : 'drill.failedNotice')}</Notice>
      ) : (
        <Notice tone="success">{t(lastDrill ? 'good' : 'goodUndrilled')}</Notice>
      )}
      <div className="card p-4">
        <Facts
          facts={[
            [t('last'), last],
            [t('lastDrill'), drilled],
            [t('next'), nextAt ? format.dateTime(nextAt) : t('paused')],
            [t('nextDrill'), nextDrillAt ? format.dateTime(nextDrillAt) : t('paused')],
            [t('copies'), t(copies ? 'copiesOn' : 'copiesOff')],
          ]}
        />
      </div>
    </div>
  )
}
