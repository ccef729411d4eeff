import type { Readable } from 'node:stream'
import type { Locale } from '../../../contract/errors.ts'
import type { KpiAnswer, KpiItem, KpiRow } from '../../../contract/kpi.ts'
import { type Report, reportColumns } from '../../../contract/report.ts'
import { type Column, type TableStyle, tableStream } from '../../platform/tabular.ts'
import { words } from '../../platform/words.ts'

async function* atOnce<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows
}

/** The same items as JSON gives, one a line. Ids stay: they are what other programs read. */
export function kpiFile({ items }: KpiAnswer, style: TableStyle): Readable {
  const column = (key: string, kind: Column<KpiItem>['kind'], value: Column<KpiItem>['value']) =>
    ({ heading: words(style.locale, `kpi.column.${key}`), kind, value }) as const
  const columns = [
    column('id', 'text', (item) => item.id),
    column('name', 'text', (item) => words(style.locale, `kpi.${item.id}`)),
    column('group', 'text', (item) => item.group?.label ?? null),
    column('value', 'number', (item) => item.value),
    column('unit', 'text', (item) => item.unit),
    column('n', 'number', (item) => item.n),
    column('lower', 'number', (item) => item.lower ?? null),
    column('upper', 'number', (item) => item.upper ?? null),
    column('basis', 'text', (item) => item.basis ?? null),
    column('previous', 'number', (item) => item.previous),
    column('from', 'date', (item) => item.period.from),
    column('to', 'date', (item) => item.period.to),
  ]
  return tableStream({ name: 'KPI', columns, batches: atOnce(items) }, 'csv', style)
}

/** The rows behind a KPI, page after page while they are read. */
export function kpiRowsFile(batches: AsyncIterable<readonly KpiRow[]>, style: TableStyle): Readable {
  const column = (key: string, kind: Column<KpiRow>['kind'], value: Column<KpiRow>['value']) =>
    ({ heading: words(style.locale, `kpi.column.${key}`), kind, value }) as const
  const columns = [
    column('assetCode', 'text', (row) => row.asset.code),
    column('assetName', 'text', (row) => row.asset.name),
    column('orderNumber', 'text', (row) => row.order?.number ?? null),
    column('orderTitle', 'text', (row) => row.order?.title ?? null),
    column('at', 'instant', (row) => row.at),
    column('until', 'instant', (row) => row.until),
    column('value', 'number', (row) => row.value),
    column('base', 'number', (row) => row.base),
  ]
  return tableStream({ name: 'KPI', columns, batches }, 'csv', style)
}

export function reportFile({ id, rows }: Report, style: TableStyle): Readable {
  const columns: Column<Report['rows'][number]>[] = [
    {
      heading: words(style.locale, `report.key.${id}`),
      kind: 'text',
      value: (row) => row.label ?? keyWords(row.key, style.locale),
    },
    ...Object.keys(reportColumns[id]).map((column) => ({
      heading: words(style.locale, `report.column.${column}`),
      kind: 'number' as const,
      value: (row: Report['rows'][number]) => row.values[column] ?? null,
    })),
  ]
  return tableStream({ name: id, columns, batches: atOnce(rows) }, 'csv', style)
}

/** Months and codes speak for themselves; a failure without a code does not. */
const keyWords = (key: string, locale: Locale) => (key === '' ? words(locale, 'report.uncoded') : key)
