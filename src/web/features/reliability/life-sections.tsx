import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Curves } from '../../ui/chart/curves.tsx'
import { Section } from '../../ui/page.tsx'
import type { Study } from './schema.ts'
import { useStudyWords } from './study-words.ts'
import { WhyNot } from './why-not.tsx'

/** How long it lasts from one failure to the next, as observed. */
export function SurvivalSection({ study }: { study: Study }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const { survival, measure } = study
  if (!survival.known) {
    return (
      <Section title={t('survival.title')}>
        <WhyNot why={survival} />
      </Section>
    )
  }
  const age = words.age(measure)
  return (
    <Section title={t('survival.title')}>
      <p className="font-medium">
        {survival.median === null
          ? t('survival.noMedian')
          : t('survival.median', { median: age(survival.median), range: words.open(measure, survival.medianBounds) })}
      </p>
      <p className="mt-1 mb-3 text-sm text-muted">
        {t('survival.about', {
          lives: format.number(survival.n),
          n: format.number(survival.failures),
          censored: format.number(survival.n - survival.failures),
        })}
      </p>
      <Curves
        label={t('survival.label', { subject: words.subject(study.subject) })}
        x={{ label: t(`measure.life.${measure}`), format: words.number }}
        y={{ label: t('survival.share'), format: (value) => format.percent(value, 0), scale: 'share' }}
        lines={[
          {
            key: 'survival',
            label: t('survival.curve'),
            tone: 'accent',
            look: 'steps',
            points: survival.curve.map(({ time, value }) => ({ x: time, y: value })),
          },
        ]}
        bands={[
          {
            key: 'band',
            label: t('band'),
            tone: 'accent',
            steps: true,
            points: survival.curve.map(({ time, value, lower, upper }) => ({
              x: time,
              lower: lower ?? value,
              upper: upper ?? value,
            })),
          },
        ]}
      />
    </Section>
  )
}

/** The law behind the lives: a line on Weibull paper. */
export function LifeSection({ study }: { study: Study }) {
  const { t } = useTranslation('reliability')
  const format = useFormat()
  const words = useStudyWords()
  const { life, measure } = study
  if (!life.known) {
    return (
      <Section title={t('life.title')}>
        <WhyNot why={life} />
      </Section>
    )
  }
  const age = words.age(measure)
  const { shape, shapeBounds, mean, tenth } = life
  const kind = shapeBounds.lower > 1 ? 'wearOut' : shapeBounds.upper < 1 ? 'early' : 'random'
  const between = (of: { lower: number; upper: number }) => ({ lower: age(of.lower), upper: age(of.upper) })
  return (
    <Section title={t('life.title')}>
      <p className="font-medium">
        {t('life.mean', { mean: age(mean.value), ...between(mean.bounds), n: format.number(life.failures) })}
      </p>
      <p className="mt-1">
        {t(`life.${kind}`, {
          shape: format.number(shape, 2),
          lower: format.number(shapeBounds.lower, 2),
          upper: format.number(shapeBounds.upper, 2),
        })}{' '}
        {t('life.tenth', { tenth: age(tenth.value), ...between(tenth.bounds) })}
      </p>
      <p className="mt-1 mb-3 text-sm text-muted">
        {t('life.about')}
        {study.recurrence.known && study.recurrence.trend.verdict !== 'NONE' && ` ${t('life.trending')}`}
      </p>
      <Curves
        label={t('life.label', { subject: words.subject(study.subject) })}
        x={{ label: t(`measure.life.${measure}`), format: words.number, log: true }}
        y={{
          label: t('life.failed'),
          format: (value) => format.percent(value, value < 0.01 ? 1 : 0),
          scale: 'weibull',
        }}
        lines={[
          {
            key: 'fit',
            label: t('life.fit'),
            tone: 'accent',
            points: life.curve.map(({ time, value }) => ({ x: time, y: value })),
          },
          {
            key: 'failed',
            label: t('life.points'),
            tone: 'copper',
            look: 'points',
            points: life.points.map(({ time, failed }) => ({ x: time, y: failed })),
          },
        ]}
        bands={[
          {
            key: 'band',
            label: t('band'),
            tone: 'accent',
            points: life.curve.map(({ time, value, lower, upper }) => ({
              x: time,
              lower: lower ?? value,
              upper: upper ?? value,
            })),
          },
        ]}
      />
    </Section>
  )
}
