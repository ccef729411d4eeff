import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Section } from '../../ui/page.tsx'
import { useStudyWords } from './study-words.ts'

/** Where a plan's interval comes from, when somebody proposed it from failures; nothing otherwise. */
export function PlanProposals({ planId }: { planId: string }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const { data } = query.useQuery('get', '/interval-proposals', { params: { query: { planId, limit: 10 } } })
  if (!data || data.items.length === 0) return null
  return (
    <Section title={t('proposals.ofPlan')}>
      <ul className="grid gap-2">
        {data.items.map((proposal) => (
          <li key={proposal.id} className="flex flex-wrap gap-x-3">
            <AppLink href={`/reliability/proposals?planId=${planId}`} className="py-1 underline">
              {t('proposals.change', {
                from: words.interval(proposal, proposal.from),
                to: words.interval(proposal, proposal.to),
              })}
            </AppLink>
            <span className="py-1 text-muted">
              {t(`status.${proposal.status}`)} · {format.date(proposal.decidedAt ?? proposal.proposedAt)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
