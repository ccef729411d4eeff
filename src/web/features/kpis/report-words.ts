import { useTranslation } from 'react-i18next'
import { columnsOf, type ReportId } from '../../../contract/report.ts'
import { figureText } from '../../../domain/figure-text.ts'
import { config } from '../../app/config.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Report } from './schema.ts'

type Row = Report['rows'][number]

/** How a report's rows and columns are said; figures as on paper. */
export function useReportWords(id: ReportId) {
  const { t, i18n } = useTranslation(['kpis', 'terms'])
  const format = useFormat()
  const kinds = columnsOf(id)

  return {
    heading: (column: string) => t(`reports.column.${column}` as 'reports.column.total'),
    /** A dash: it cannot be known, which is not nought. */
    value: (column: string, value: number | null) =>
      value === null ? '—' : figureText(kinds[column] ?? 'count', value, i18n.language, config.currency),
    axis: (column: string) => (value: number) =>
      kinds[column] === 'money'
        ? format.compactMoney(value)
        : figureText(kinds[column] ?? 'count', value, i18n.language, config.currency),
    label: ({ groupBy }: Pick<Report, 'groupBy'>, { key, label }: Row): string => {
      if (label) return label
      if (groupBy === 'category') return t(`terms:orderCategory.${key}` as 'terms:orderCategory.CORRECTIVE')
      if (groupBy === 'priority') return t(`terms:priority.${key}` as 'terms:priority.HIGH')
      return key === '' ? t('reports.uncoded') : key
    },
  }
}
