import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { CostSection } from './cost-section.tsx'
import { LifeSection, SurvivalSection } from './life-sections.tsx'
import { RecurrenceSection } from './recurrence-section.tsx'
import type { Study } from './schema.ts'
import { SparesSection } from './spares-section.tsx'
import type { StudyFilter } from './study-filter.ts'
import { useStudyWords } from './study-words.ts'

interface StudyViewProps {
  study: Study
  filter: StudyFilter
  setFilter: (change: StudyFilter) => void
}

/** What the failures say: in words first, then each picture with its own words. */
export function StudyView({ study, filter, setFilter }: StudyViewProps) {
  return (
    <>
      <Answer study={study} />
      {study.life.known || study.recurrence.known ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-2">
          <RecurrenceSection study={study} />
          <SurvivalSection study={study} />
          <LifeSection study={study} />
          <CostSection study={study} filter={filter} setFilter={setFilter} />
          <SparesSection study={study} filter={filter} setFilter={setFilter} />
        </div>
      ) : null}
    </>
  )
}

function Answer({ study }: { study: Study }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const { sample, rate, measure, since, until, excluded } = study
  const age = words.age(measure)
  const n = { n: format.number(sample.failures), units: t('units', { count: sample.units }) }
  return (
    <Section title={t('answer.title', { subject: words.subject(study.subject) })}>
      {!rate ? (
        <p>{t('answer.nothing')}</p>
      ) : rate.mean === null || rate.meanBounds.upper === null ? (
        <p className="text-base font-medium">{t('answer.none', { lower: age(rate.meanBounds.lower), ...n })}</p>
      ) : (
        <p className="text-base font-medium">
          {t('answer.rate', {
            mean: age(rate.mean),
            lower: age(rate.meanBounds.lower),
            upper: age(rate.meanBounds.upper),
            ...n,
          })}
        </p>
      )}
      <p className="mt-2 text-sm text-muted">
        {since &&
          t('answer.period', { from: format.date(since), to: format.date(until), watched: age(sample.watched) })}{' '}
        {t(`measure.about.${measure}`)}
        {excluded > 0 && ` ${t('answer.excluded', { count: excluded })}`}
      </p>
      {!study.recurrence.known && study.recurrence.code === 'TOO_FEW_FAILURES' && (
        <div className="mt-3">
          <Notice tone="info">
            {t('answer.missing', {
              needed: study.recurrence.params.needed ?? 5,
              count: Number(study.recurrence.params.needed ?? 5) - sample.failures,
            })}
          </Notice>
        </div>
      )}
      {study.recurrence.known && !study.subject.system && !study.subject.mode && (
        <p className="mt-2 text-sm">{t('answer.mixed')}</p>
      )}
    </Section>
  )
}
