import { useTranslation } from 'react-i18next'
import type { ReportId } from '../../../contract/report.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import type { Series } from '../../ui/chart/series.ts'
import type { KpiFilter } from './addresses.ts'
import { reportHref } from './report-links.ts'
import { useReportWords } from './report-words.ts'
import type { Report } from './schema.ts'

/** More bars than this say nothing; the table has them all. */
const mostBars = 24

interface Drawn {
  kind: 'bars' | 'pareto'
  stacked?: boolean
  series: readonly { key: string; tone?: Series['tone'] }[]
}

const drawn: Record<ReportId, Drawn> = {
  'work-orders': { kind: 'bars', series: [{ key: 'reported' }, { key: 'completed' }, { key: 'open' }] },
  downtime: { kind: 'bars', series: [{ key: 'downHours', tone: 'danger' }] },
  failures: { kind: 'pareto', series: [{ key: 'failures', tone: 'danger' }] },
  ageing: {
    kind: 'bars',
    stacked: true,
    series: [
      { key: 'week', tone: 'success' },
      { key: 'month', tone: 'info' },
      { key: 'quarter', tone: 'warning' },
      { key: 'older', tone: 'danger' },
    ],
  },
  cost: { kind: 'bars', stacked: true, series: [{ key: 'labour' }, { key: 'parts' }, { key: 'services' }] },
  parts: { kind: 'bars', series: [{ key: 'value' }] },
  pm: {
    kind: 'bars',
    stacked: true,
    series: [
      { key: 'inside', tone: 'success' },
      { key: 'missed', tone: 'danger' },
    ],
  },
  workload: { kind: 'bars', series: [{ key: 'hours' }, { key: 'availableHours', tone: 'neutral' }] },
  stock: { kind: 'bars', series: [{ key: 'value' }, { key: 'issued' }] },
}

/** Codes and numbers fit under a bar; the names after them do not. */
const short = (label: string) => label.split(' · ')[0] ?? ''

export function ReportChart({ report, filter }: { report: Report; filter: KpiFilter }) {
  const { t } = useTranslation('kpis')
  const words = useReportWords(report.id)
  const { kind, stacked, series } = drawn[report.id]
  const first = series[0]?.key ?? ''
  // Failures of a month stand in the order of the year, which is no Pareto.
  const ordered = report.groupBy === 'month' ? 'bars' : kind
  return (
    <Chart
      kind={ordered}
      stacked={stacked}
      label={t(`reports.name.${report.id}`)}
      dimension={t(`reports.key.${report.groupBy}`)}
      series={series.map((one) => ({ ...one, label: words.heading(one.key) }))}
      points={report.rows.slice(0, mostBars).map((row) => ({
        key: row.key,
        label: short(words.label(report, row)),
        values: row.values,
        href: reportHref(report, filter, row, first),
      }))}
      format={words.axis(first)}
    />
  )
}
