import type { Readable } from 'node:stream'
import type { KpiAnswer, KpiItem, KpiRow } from '../../../contract/kpi.ts'
import { type Column, type TableFormat, type TableStyle, tableStream } from '../../platform/tabular.ts'
import { words } from '../../platform/words.ts'

async function* atOnce<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows
}

/** The same items as JSON gives, one a line. Ids stay: they are what other programs read. */
export function kpiFile({ items }: KpiAnswer, format: TableFormat, style: TableStyle): Readable {
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
  return tableStream({ name: 'KPI', columns, batches: atOnce(items) }, format, style)
}

/** The rows behind a KPI, page after page while they are read. */
export function kpiRowsFile(
  batches: AsyncIterable<readonly KpiRow[]>,
  format: TableFormat,
  style: TableStyle,
): Readable {
  const column = (key: string, kind: Column<KpiRow>['kind'], value: Column<KpiRow>['value']) =>
    ({ heading: words(style.locale, `kpi.column.${key}`), kind, value }) as const
  const columns = [
    column('assetCode', 'text', (row) => row.asset?.code ?? null),
    column('assetName', 'text', (row) => row.asset?.name ?? null),
    column('orderNumber', 'text', (row) => row.order?.number ?? null),
    column('orderTitle', 'text', (row) => row.order?.title ?? null),
    column('partNumber', 'text', (row) => row.part?.number ?? null),
    column('at', 'instant', (row) => row.at),
    column('until', 'instant', (row) => row.until),
    column('value', 'number', (row) => row.value),
    column('base', 'number', (row) => row.base),
  ]
  return tableStream({ name: 'KPI', columns, batches }, format, style)
}
