import { useTranslation } from 'react-i18next'
import { type ColumnKind, type ReportId, reportColumns } from '../../../contract/report.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Report } from './schema.ts'

type Row = Report['rows'][number]

/** How a report's rows and columns are said. */
export function useReportWords(id: ReportId) {
  const { t } = useTranslation(['kpis', 'terms', 'common'])
  const format = useFormat()
  const write: Record<ColumnKind, (value: number) => string> = {
    count: format.number,
    hours: format.hours,
    money: format.money,
    percent: (value) => format.percent(value / 100),
  }
  const kinds: Record<string, ColumnKind> = reportColumns[id]

  return {
    heading: (column: string) => t(`reports.column.${column}` as 'reports.column.total'),
    value: (column: string, value: number | null) =>
      value === null ? t('common:kpi.unknown') : write[kinds[column] ?? 'count'](value),
    label: ({ key, label }: Row): string => {
      if (label) return label
      if (id === 'work-orders') return t(`reports.category.${key}` as 'reports.category.CORRECTIVE')
      if (id === 'ageing') return t(`terms:priority.${key}` as 'terms:priority.HIGH')
      return key === '' ? t('reports.uncoded') : key
    },
  }
}
