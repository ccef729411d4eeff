import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Progress } from '../../ui/progress.tsx'
import type { Import } from './schema.ts'

export function RunningStep({ run }: { run: Import }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  return (
    <div className="card p-4">
      <Progress
        label={t(run.status === 'CHECKING' ? 'running.checking' : 'running.applying')}
        share={run.rowsDone / Math.max(1, run.rowCount)}
        detail={t('running.rows', { done: format.number(run.rowsDone), rows: format.number(run.rowCount) })}
      />
      <p className="mt-3 text-muted">{t('running.leave')}</p>
    </div>
  )
}
