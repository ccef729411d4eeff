import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { SessionCard } from '../session/session-card.tsx'
import type { Verification } from './schema.ts'
import { VerdictBadges } from './verdict-badges.tsx'

/** Whether a printed inspection is genuine, for anybody who scans its code. */
export function VerifyPage() {
  const { t } = useTranslation('inspections')
  const { id = '' } = useParams({ strict: false })
  const { data, error, isPending, refetch } = query.useQuery('get', '/verify/{id}', { params: { path: { id } } })
  const unknown = error && (error.status === 404 || error.status === 400)
  return (
    <SessionCard title={t('verify.title')} lead={t('verify.lead')}>
      {isPending ? (
        <SkeletonForm />
      ) : data ? (
        <Answer found={data} />
      ) : unknown ? (
        <Notice tone="danger" live>
          <p className="font-semibold">{t('verify.unknown')}</p>
          <p>{t('verify.unknownText')}</p>
        </Notice>
      ) : (
        <ErrorState compact error={error} retry={() => void refetch()} />
      )}
    </SessionCard>
  )
}

function Answer({ found }: { found: Verification }) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  return (
    <div className="grid gap-4">
      <Notice tone={found.genuine ? 'success' : 'danger'} live>
        <p className="font-semibold">{t(found.genuine ? 'verify.genuine' : 'verify.altered')}</p>
        <p>{t(found.genuine ? 'verify.genuineText' : 'verify.alteredText')}</p>
      </Notice>
      {found.correctedBy && <Notice tone="warning">{t('correctedByText', { number: found.correctedBy })}</Notice>}
      <Facts
        facts={[
          [t('field.number'), found.number],
          [t('field.unit'), found.assetCode],
          [t('field.checklist'), `${found.checklistCode} v${found.checklistRevision}`],
          [t('field.finishedAt'), format.dateTime(found.finishedAt)],
          [t('field.score'), format.percent(found.score / 100)],
          [t('field.verdict'), <VerdictBadges key="verdict" verdict={found.verdict} cleared={found.cleared} />],
          ...(found.corrects ? [[t('correctsField'), found.corrects] as const] : []),
          [
            t('hash'),
            <span key="hash" className="font-mono text-xs [overflow-wrap:anywhere]">
              {found.hash}
            </span>,
          ],
        ]}
      />
    </div>
  )
}
