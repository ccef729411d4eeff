import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { PriorityBadge } from '../../ui/status-badge.tsx'
import { PlanProposals } from '../reliability/plan-proposals.tsx'
import { PlanActions } from './plan-actions.tsx'
import { PlanStateBadge, targetText } from './plans-page.tsx'
import { useRuleWords } from './rule-words.ts'
import type { Plan } from './schema.ts'
import { Services } from './services.tsx'
import { UnitsSection } from './units-section.tsx'

export function PlanPage() {
  const { t } = useTranslation('plans')
  const { id = '' } = useParams({ strict: false })
  const plan = query.useQuery('get', '/plans/{id}', { params: { path: { id } } })
  return (
    <RecordPage query={plan} loading={t('loading')}>
      {(found) => <Found plan={found} />}
    </RecordPage>
  )
}

function Found({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const words = useRuleWords()
  const may = useCan()
  return (
    <Page
      title={plan.name}
      mark={<PlanStateBadge plan={plan} />}
      lead={`${targetText(plan)} · ${words.rule(plan)}`}
      breadcrumbs={[{ label: t('title'), href: '/plans' }]}
      actions={<PlanActions plan={plan} />}
    >
      {plan.pausedAt && !plan.archivedAt && (
        <Notice tone="warning">
          {t('paused.text', { when: format.date(plan.pausedAt), reason: plan.pauseReason ?? '' })}
        </Notice>
      )}
      {may('reliability.read') && <PlanProposals planId={plan.id} />}
      <UnitsSection plan={plan} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Services plan={plan} />
        <Section title={t('rule.title')}>
          <RuleFacts plan={plan} />
        </Section>
      </div>
    </Page>
  )
}

function RuleFacts({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const words = useRuleWords()
  return (
    <>
      {plan.description && <p className="mb-3 whitespace-pre-line">{plan.description}</p>}
      <Facts
        facts={[
          [t('field.rule'), words.rule(plan)],
          [t('field.mode'), t(`modeText.${plan.mode}`)],
          ...(plan.calendar ? [[t('field.startsOn'), format.date(plan.startsOn)] as const] : []),
          ...(plan.meter ? [[t('field.meterStart'), words.total(plan.meterStart, plan.meter.kind)] as const] : []),
          [t('field.tolerance'), `± ${format.percent(plan.tolerance / 100, 0)}`],
          [t('field.leadDays'), t('interval.day', { count: plan.leadDays })],
          [
            t('field.months'),
            plan.months.length === 0
              ? t('field.allYear')
              : new Intl.ListFormat(format.locale).format(plan.months.map(format.monthName)),
          ],
          [t('field.workingDays'), t(plan.workingDays ? 'field.workingDaysYes' : 'field.workingDaysNo')],
          [t('field.priority'), <PriorityBadge key="priority" priority={plan.priority} />],
        ]}
      />
    </>
  )
}
