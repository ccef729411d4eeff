import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Curves } from '../../ui/chart/curves.tsx'
import { Section } from '../../ui/page.tsx'
import type { Study } from './schema.ts'
import { useStudyWords } from './study-words.ts'
import { WhyNot } from './why-not.tsx'

const verdictLooks = {
  WORSENING: { tone: 'danger', icon: 'warning' },
  IMPROVING: { tone: 'success', icon: 'done' },
  NONE: { tone: 'neutral', icon: 'minus' },
  MIXED: { tone: 'warning', icon: 'help' },
} as const

/** Failures that come back: how many by what age, and whether they come faster. */
export function RecurrenceSection({ study }: { study: Study }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const { recurrence, powerLaw, measure } = study
  if (!recurrence.known) {
    return (
      <Section title={t('recurrence.title')}>
        <WhyNot why={recurrence} />
      </Section>
    )
  }
  const age = words.age(measure)
  const { verdict, laplace, milHandbook } = recurrence.trend
  const look = verdictLooks[verdict]
  const p = (value: number) =>
    value < 0.001 ? '< 0,001'.replace(',', format.number(0.1, 1).charAt(1)) : format.number(value, 3)
  const sure = recurrence.curve.filter(({ lower, upper }) => lower !== null && upper !== null)
  return (
    <Section
      title={t('recurrence.title')}
      actions={
        <Badge tone={look.tone} icon={look.icon}>
          {t(`trend.${verdict}`)}
        </Badge>
      }
    >
      <p className="font-medium">{t(`trend.words.${verdict}`)}</p>
      <p className="mt-1 mb-3 text-sm text-muted">
        {t('trend.tests', {
          laplace: p(laplace.pValue),
          mil: p(milHandbook.pValue),
          n: format.number(recurrence.events),
          units: t('units', { count: recurrence.units }),
        })}{' '}
        {t('recurrence.about')}
      </p>
      <Curves
        label={t('recurrence.label', { subject: words.subject(study.subject) })}
        x={{ label: t(`measure.age.${measure}`), format: words.number }}
        y={{ label: t('recurrence.failures'), format: (value) => format.number(value, 1) }}
        lines={[
          {
            key: 'mean',
            label: t('recurrence.mean'),
            tone: 'accent',
            look: 'steps',
            points: recurrence.curve.map(({ time, value }) => ({ x: time, y: value })),
          },
          ...(powerLaw.known
            ? [
                {
                  key: 'powerLaw',
                  label: t('recurrence.powerLaw'),
                  tone: 'copper' as const,
                  look: 'dashed' as const,
                  points: powerLaw.curve.map(({ time, value }) => ({ x: time, y: value })),
                },
              ]
            : []),
        ]}
        bands={
          sure.length > 0
            ? [
                {
                  key: 'band',
                  label: t('band'),
                  tone: 'accent',
                  steps: true,
                  points: sure.map(({ time, lower, upper }) => ({ x: time, lower: lower ?? 0, upper: upper ?? 0 })),
                },
              ]
            : []
        }
      />
      {powerLaw.known ? (
        <p className="mt-3 text-sm">
          {t('powerLaw.words', {
            age: age(powerLaw.mtbf.age),
            mtbf: age(powerLaw.mtbf.value),
            lower: age(powerLaw.mtbf.bounds.lower),
            upper: age(powerLaw.mtbf.bounds.upper),
            shape: format.number(powerLaw.shape, 2),
            shapeLower: format.number(powerLaw.shapeBounds.lower, 2),
            shapeUpper: format.number(powerLaw.shapeBounds.upper, 2),
          })}{' '}
          {t(powerLaw.goodness.rejected ? 'powerLaw.rejected' : 'powerLaw.fits', {
            statistic: format.number(powerLaw.goodness.cramerVonMises, 3),
            critical: format.number(powerLaw.goodness.critical, 3),
          })}
        </p>
      ) : (
        <WhyNot why={powerLaw} />
      )}
    </Section>
  )
}
