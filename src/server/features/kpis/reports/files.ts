import type { Readable } from 'node:stream'
import type { Locale } from '../../../../contract/errors.ts'
import { type Report, type ReportRecord, type ReportRow, shownColumns } from '../../../../contract/report.ts'
import { type Column, type TableFormat, type TableStyle, tableStream } from '../../../platform/tabular.ts'
import { words } from '../../../platform/words.ts'

async function* atOnce<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows
}

/** What a row is of: months and codes speak for themselves, our own words are in the catalogues. */
export function rowLabel(locale: Locale, { groupBy }: Pick<Report, 'groupBy'>, { key, label }: ReportRow): string {
  if (label) return label
  if (groupBy === 'category' || groupBy === 'priority') return words(locale, `work-orders.${groupBy}.${key}`)
  return key === '' ? words(locale, 'report.uncoded') : key
}

/** A report as JSON gives it, one row a line. */
export function reportFile(report: Report, format: TableFormat, style: TableStyle): Readable {
  const columns: Column<ReportRow>[] = [
    {
      heading: words(style.locale, `report.key.${report.groupBy}`),
      kind: 'text',
      width: 40,
      value: (row) => rowLabel(style.locale, report, row),
    },
    ...shownColumns(report).map(([column]) => ({
      heading: words(style.locale, `report.column.${column}`),
      kind: 'number' as const,
      value: (row: ReportRow) => row.values[column] ?? null,
    })),
  ]
  return tableStream(
    { name: words(style.locale, `report.name.${report.id}`), columns, batches: atOnce(report.rows) },
    format,
    style,
  )
}

/** The records behind a report, page after page while they are read. */
export function recordsFile(
  batches: AsyncIterable<readonly ReportRecord[]>,
  format: TableFormat,
  style: TableStyle,
): Readable {
  const column = (key: string, kind: Column<ReportRecord>['kind'], value: Column<ReportRecord>['value']) =>
    ({ heading: words(style.locale, `report.record.${key}`), kind, value }) as const
  const columns = [
    column('at', 'instant', ({ at }) => at),
    column('partNumber', 'text', ({ part }) => part?.number ?? null),
    column('part', 'text', ({ part }) => part?.description ?? null),
    column('movement', 'text', ({ movement }) => movement && words(style.locale, `report.movement.${movement}`)),
    column('person', 'text', ({ person }) => person),
    column('asset', 'text', ({ asset }) => asset?.code ?? null),
    column('order', 'text', ({ order }) => order?.number ?? null),
    column('title', 'text', ({ order }) => order?.title ?? null),
    column('quantity', 'number', ({ quantity }) => quantity),
    column('value', 'number', ({ value }) => value),
  ]
  return tableStream({ name: words(style.locale, 'report.records'), columns, batches }, format, style)
}
