import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { SessionCard } from '../session/session-card.tsx'
import type { TrackedReport } from './schema.ts'

const tones = { NEW: 'info', ACCEPTED: 'success', REJECTED: 'warning' } as const

/** What became of a report, for whoever has its link. */
export function TrackPage() {
  const { t } = useTranslation('requests')
  const { token = '' } = useParams({ strict: false })
  const { data, error, isPending, refetch } = query.useQuery('get', '/track/{token}', { params: { path: { token } } })
  const unknown = error && (error.status === 404 || error.status === 400)
  const lead = data ? t('track.lead', data.asset) : isPending ? t('track.looking') : ''
  return (
    <SessionCard title={t('track.title')} lead={lead}>
      {data ? (
        <Answer report={data} />
      ) : isPending ? (
        <SkeletonForm />
      ) : unknown ? (
        <Notice tone="danger" live>
          {t('track.unknown')}
        </Notice>
      ) : (
        <ErrorState compact error={error} retry={() => void refetch()} />
      )}
    </SessionCard>
  )
}

function Answer({ report }: { report: TrackedReport }) {
  const { t } = useTranslation('requests')
  const format = useFormat()
  const { status, what, canMove, reportedAt, triagedAt, rejectionReason } = report
  const explanation = {
    NEW: t('track.newText'),
    ACCEPTED: t('track.acceptedText'),
    REJECTED: rejectionReason,
  }[status]
  return (
    <div className="grid gap-4">
      <Notice tone={tones[status]} live>
        <p className="font-semibold">{t(`track.${status}`)}</p>
        <p className="[overflow-wrap:anywhere]">{explanation}</p>
      </Notice>
      <Facts
        facts={[
          [t('track.what'), what],
          [t('track.canMove'), t(canMove ? 'report.yes' : 'report.no')],
          [t('track.reportedAt'), format.dateTime(reportedAt)],
          ...(triagedAt ? [[t('track.triagedAt'), format.dateTime(triagedAt)] as const] : []),
        ]}
      />
    </div>
  )
}
