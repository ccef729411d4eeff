import { useTranslation } from 'react-i18next'
import { type ColumnKind, type ReportId, reportColumns } from '../../../contract/report.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { type KpiFilter, rowsHref } from './addresses.ts'
import type { Report } from './schema.ts'

type Row = Report['rows'][number]

const lastDay = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()

/** How a report's rows and columns are said, and where a row's records are. */
export function useReportWords(id: ReportId, filter: KpiFilter) {
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
    href: ({ key }: Row): string | undefined => {
      const { from, to, siteId } = filter
      switch (id) {
        case 'work-orders':
          return `/work-orders?category=${key}${from ? `&reportedFrom=${from}` : ''}${to ? `&reportedTo=${to}` : ''}${siteId ? `&siteId=${siteId}` : ''}`
        case 'downtime':
          return rowsHref('failures', { ...filter, assetId: key })
        case 'failures':
          return rowsHref('failures', filter)
        case 'ageing':
          return `/work-orders?status=PENDING,IN_PROGRESS,ON_HOLD&priority=${key}${siteId ? `&siteId=${siteId}` : ''}`
        case 'cost-type':
          return rowsHref('cost', { ...filter, typeId: key })
        case 'cost-month':
          return rowsHref('cost', { ...filter, from: `${key}-01`, to: `${key}-${lastDay(key)}` })
      }
    },
  }
}
