import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toast } from '../../ui/toast.ts'
import type { Proposal } from './schema.ts'
import { useStudyWords } from './study-words.ts'

const looks = {
  PENDING: { tone: 'info', icon: 'pending' },
  APPROVED: { tone: 'success', icon: 'done' },
  REJECTED: { tone: 'neutral', icon: 'cancelled' },
} as const

/** One proposal: what changes, on what evidence, who proposed and who decided. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const may = useCan()
  const [deciding, setDeciding] = useState<'approve' | 'reject' | null>(null)
  const { plan, subject, measure, status, stale, mayDecide, decidedAt, decidedBy, proposedBy, proposedAt } = proposal
  const change = { from: words.interval(proposal, proposal.from), to: words.interval(proposal, proposal.to) }
  return (
    <article className="grid gap-3">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 font-semibold">
          <AppLink href={`/plans/${plan.id}`} className="hover:underline">
            {plan.name}
          </AppLink>
        </h2>
        <Badge tone={looks[status].tone} icon={looks[status].icon}>
          {t(`status.${status}`)}
        </Badge>
      </header>
      <p className="text-base font-medium">{t('proposals.change', change)}</p>
      <p className="[overflow-wrap:anywhere]">{proposal.reason}</p>
      <Facts
        facts={[
          [
            t('proposals.subject'),
            <AppLink key="subject" href={studyHref(proposal)} className="underline">
              {words.subject(subject)}
            </AppLink>,
          ],
          [
            t('proposals.optimum'),
            `${words.age(measure)(proposal.optimum)} (${words.open(measure, proposal.optimumBounds)})`,
          ],
          [
            t('proposals.fit'),
            t('proposals.fitText', {
              n: format.number(proposal.n),
              lives: format.number(proposal.lives),
              shape: format.number(proposal.shape, 2),
              lower: format.number(proposal.shapeBounds.lower, 2),
              upper: format.number(proposal.shapeBounds.upper, 2),
            }),
          ],
          [t('cost.planned'), format.money(proposal.plannedCost)],
          [t('cost.failure'), format.money(proposal.failureCost)],
          [t('proposals.by'), `${proposedBy?.name ?? 'Faena'} · ${format.dateTime(proposedAt)}`],
          ...(decidedAt
            ? [
                [t('proposals.decided'), `${decidedBy?.name ?? 'Faena'} · ${format.dateTime(decidedAt)}`] as const,
                [t('proposals.why'), proposal.decisionReason] as const,
              ]
            : []),
        ]}
      />
      {stale && <Notice tone="warning">{t('proposals.stale')}</Notice>}
      {mayDecide && may('reliability.decide') && (
        <div className="flex flex-wrap gap-2">
          {!stale && (
            <Button variant="primary" icon="check" onClick={() => setDeciding('approve')}>
              {t('decide.approve')}
            </Button>
          )}
          <Button icon="close" onClick={() => setDeciding('reject')}>
            {t('decide.reject')}
          </Button>
        </div>
      )}
      {deciding && <DecideDialog proposal={proposal} how={deciding} onClose={() => setDeciding(null)} />}
    </article>
  )
}

function studyHref({ subject: { asset, type, system, mode }, measure, plannedCost, failureCost }: Proposal): string {
  const asked = { assetId: asset?.id, typeId: type?.id, system, modeId: mode?.id, measure, plannedCost, failureCost }
  const known = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  return `/reliability?${new URLSearchParams(known)}`
}

function DecideDialog({
  proposal,
  how,
  onClose,
}: {
  proposal: Proposal
  how: 'approve' | 'reject'
  onClose: () => void
}) {
  const { t } = useTranslation('reliability')
  const words = useStudyWords()
  const { id, version, plan } = proposal
  const send = useSend('post', `/interval-proposals/{id}/${how}`, {
    version,
    invalidates: ['/interval-proposals', '/plans', '/reliability'],
  })
  return (
    <Confirm
      title={t(`decide.${how}Title`, { plan: plan.name })}
      confirm={t(`decide.${how}`)}
      reason={{ label: t('decide.reason'), required: true, maxLength: 500 }}
      onClose={onClose}
      onConfirm={async (reason) => {
        await send.mutateAsync({ params: { path: { id } }, body: { reason } })
        toast(t(`decide.${how}Done`))
      }}
    >
      <p className="text-muted">
        {t(`decide.${how}Text`, {
          from: words.interval(proposal, proposal.from),
          to: words.interval(proposal, proposal.to),
        })}
      </p>
    </Confirm>
  )
}
