import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { Section } from '../../ui/page.tsx'
import type { Contest } from './schema.ts'

/** What was said against what happened, tenth by tenth. */
export function CalibrationSection({ contest }: { contest: Contest }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return (
    <Section title={t('accuracy.calibration')}>
      <p className="mb-3 text-sm text-muted">{t('accuracy.calibrationLead')}</p>
      <Chart
        kind="lines"
        label={t('accuracy.calibration')}
        dimension={t('accuracy.predicted')}
        series={[
          { key: 'observed', label: t('accuracy.observed') },
          { key: 'ideal', label: t('accuracy.ideal'), tone: 'neutral', dashed: true },
        ]}
        points={contest.calibration.map(({ predicted, observed, rows }) => ({
          key: String(predicted),
          label: `${format.percent(predicted, 0)} (n ${format.number(rows)})`,
          values: { observed, ideal: predicted },
        }))}
        format={(value) => format.percent(value, 0)}
      />
    </Section>
  )
}

/** What looking at the riskiest first finds, and how often it is right. */
export function GainSection({ contest }: { contest: Contest }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return (
    <Section title={t('accuracy.gain')}>
      <p className="mb-3 text-sm text-muted">{t('accuracy.gainLead')}</p>
      <Chart
        kind="lines"
        label={t('accuracy.gain')}
        dimension={t('accuracy.inspected')}
        series={[
          { key: 'found', label: t('accuracy.found') },
          { key: 'precision', label: t('accuracy.precisionAtK'), tone: 'copper' },
        ]}
        points={contest.gain.map(({ inspected, found }) => ({
          key: String(inspected),
          label: format.percent(inspected, 0),
          values: { found, precision: Math.min(1, (found * contest.baseRate) / inspected) },
        }))}
        format={(value) => format.percent(value, 0)}
      />
    </Section>
  )
}
