import type { Locale } from '../../../contract/errors.ts'
import type { KpiAnswer, KpiRow } from '../../../contract/kpi.ts'
import { type Report, reportColumns } from '../../../contract/report.ts'
import { byteOrderMark, csvLine } from '../../platform/csv.ts'
import { words } from '../../platform/words.ts'

const head = (locale: Locale, columns: readonly string[]) =>
  byteOrderMark + csvLine(columns.map((column) => words(locale, `kpi.column.${column}`)))

/** The same items as JSON gives, one a line. Ids stay: they are what other programs read. */
export function kpiFile({ items }: KpiAnswer, locale: Locale): string {
  const columns = ['id', 'name', 'group', 'value', 'unit', 'n', 'lower', 'upper', 'basis', 'previous', 'from', 'to']
  const lines = items.map((item) =>
    csvLine([
      item.id,
      words(locale, `kpi.${item.id}`),
      item.group?.label ?? null,
      item.value,
      item.unit,
      item.n,
      item.lower ?? null,
      item.upper ?? null,
      item.basis ?? null,
      item.previous,
      item.period.from,
      item.period.to,
    ]),
  )
  return head(locale, columns) + lines.join('')
}

const rowColumns = ['assetCode', 'assetName', 'orderNumber', 'orderTitle', 'at', 'until', 'value', 'base']

/** The rows behind a KPI, page after page while they are read. */
export async function* kpiRowLines(
  locale: Locale,
  pages: (cursor: string | undefined) => Promise<{ items: KpiRow[]; nextCursor: string | null }>,
): AsyncGenerator<string> {
  yield head(locale, rowColumns)
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await pages(cursor)
    yield items
      .map((row) =>
        csvLine([
          row.asset.code,
          row.asset.name,
          row.order?.number ?? null,
          row.order?.title ?? null,
          row.at,
          row.until,
          row.value,
          row.base,
        ]),
      )
      .join('')
    cursor = nextCursor ?? undefined
  } while (cursor)
}

export function reportFile({ id, rows }: Report, locale: Locale): string {
  const columns = Object.keys(reportColumns[id])
  const title =
    byteOrderMark +
    csvLine([words(locale, `report.key.${id}`), ...columns.map((c) => words(locale, `report.column.${c}`))])
  const lines = rows.map((row) =>
    csvLine([
      row.label ?? (row.key === '' ? words(locale, 'report.uncoded') : row.key),
      ...columns.map((c) => row.values[c] ?? null),
    ]),
  )
  return title + lines.join('')
}
