import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState, Loaded } from '../../ui/states.tsx'
import { CalibrationSection, GainSection } from './accuracy-charts.tsx'
import { ContestSection } from './contest-section.tsx'
import { HorizonChoice, useHorizon } from './horizon-choice.tsx'
import { PredictionTabs } from './prediction-tabs.tsx'
import type { BackTest } from './schema.ts'
import { ScorecardSections } from './scorecard-sections.tsx'

/** Everything that lets one judge how far to believe a risk: the test before, and what became of it since. */
export function AccuracyPage() {
  const { t } = useTranslation('predictions')
  const backTest = query.useQuery('get', '/predictions/back-test', {}, { retry: false })
  const scorecard = query.useQuery('get', '/predictions/scorecard')
  return (
    <Page title={t('tab.accuracy')} tabs={<PredictionTabs />}>
      {backTest.data ? (
        <Tested test={backTest.data} />
      ) : backTest.isPending ? (
        <SkeletonForm />
      ) : backTest.error?.status === 404 ? (
        <div className="card">
          <EmptyState icon="prediction">{t('accuracy.none')}</EmptyState>
        </div>
      ) : (
        <ErrorState error={backTest.error} retry={() => void backTest.refetch()} />
      )}
      <Loaded query={scorecard} skeleton={<SkeletonForm />}>
        {(card) => <ScorecardSections card={card} />}
      </Loaded>
      {backTest.data && <Limits test={backTest.data} />}
    </Page>
  )
}

function Tested({ test }: { test: BackTest }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const horizon = useHorizon()
  const contest = test.contests.find(({ days }) => days === horizon)
  const short = test.abstaining.find(({ days }) => days === horizon)
  return (
    <>
      {test.isDemo && <Notice tone="warning">{t('demo')}</Notice>}
      <p className="text-muted">{t('accuracy.lead', { trained: format.dateTime(test.trainedAt) })}</p>
      <HorizonChoice />
      {contest ? (
        <>
          <ContestSection contest={contest} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[repeat(2,minmax(0,1fr))]">
            <CalibrationSection contest={contest} />
            <GainSection contest={contest} />
          </div>
        </>
      ) : (
        <Notice tone="info">
          {short
            ? t('accuracy.abstains', {
                days: horizon,
                have: Number(short.reason.params.days ?? 0),
                needed: Number(short.reason.params.needed ?? 0),
              })
            : t('state.NOT_RUN')}
        </Notice>
      )}
    </>
  )
}

function Limits({ test: { limits } }: { test: BackTest }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return (
    <Section title={t('accuracy.limits')}>
      <ul className="list-disc space-y-1 ps-5">
        <li>
          {t('accuracy.limit.records', {
            records: format.number(limits.records),
            assets: format.number(limits.assets),
            since: limits.since ? format.date(limits.since) : '—',
            until: format.date(limits.until),
          })}
        </li>
        <li>
          {t('accuracy.limit.failures', {
            failures: format.number(limits.failures),
            coded: format.number(limits.codedFailures),
          })}
        </li>
        <li>{t('accuracy.limit.orders')}</li>
        <li>{t('accuracy.limit.late')}</li>
        <li>{t('accuracy.limit.work')}</li>
      </ul>
    </Section>
  )
}
