import { useTranslation } from 'react-i18next'
import { type ReportId, reportColumns } from '../../../contract/report.ts'
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
  'cost-type': { kind: 'bars', stacked: true, series: [{ key: 'labour' }, { key: 'parts' }, { key: 'services' }] },
  'cost-month': { kind: 'bars', stacked: true, series: [{ key: 'labour' }, { key: 'parts' }, { key: 'services' }] },
}

export function ReportChart({ report, filter }: { report: Report; filter: KpiFilter }) {
  const { t } = useTranslation('kpis')
  const words = useReportWords(report.id)
  const { kind, stacked, series } = drawn[report.id]
  const first = series[0]?.key ?? Object.keys(reportColumns[report.id])[0] ?? ''
  return (
    <Chart
      kind={kind}
      stacked={stacked}
      label={t(`reports.name.${report.id}`)}
      dimension={t(`reports.key.${report.id}`)}
      series={series.map((one) => ({ ...one, label: words.heading(one.key) }))}
      points={report.rows.slice(0, mostBars).map((row) => ({
        key: row.key,
        label: report.id === 'downtime' ? (words.label(row).split(' · ')[0] ?? '') : words.label(row),
        values: row.values,
        href: reportHref(report, filter, row, first),
      }))}
      format={(value) => words.value(first, value)}
    />
  )
}
