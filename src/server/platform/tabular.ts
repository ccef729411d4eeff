import { Readable } from 'node:stream'
import type { Locale } from '../../contract/errors.ts'
import { xlsxOf } from './xlsx.ts'

/** What a cell holds decides how each format writes it; `instant` is ISO 8601, `date` is `YYYY-MM-DD`. */
export type ColumnKind = 'text' | 'number' | 'instant' | 'date'

export interface Column<Row> {
  heading: string
  kind: ColumnKind
  /** Width in characters, for the formats that have one. */
  width?: number
  value(row: Row): string | number | null
}

export interface Table<Row> {
  name: string
  columns: readonly Column<Row>[]
  /** Rows as they come, in batches, so that a table of any length needs the memory of one batch. */
  batches: AsyncIterable<readonly Row[]>
}

export interface TableStyle {
  locale: Locale
  /** IANA zone that instants are written in. */
  zone: string
}

export const tableFormats = ['csv', 'xlsx'] as const
export type TableFormat = (typeof tableFormats)[number]

export const tableMediaTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets show as plain text
 * (OWASP, "CSV injection").
 */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** `2026-11-24 13:05` on a clock of `zone`; the Swedish form sorts as text and every spreadsheet reads it as a date. */
function clockOf(zone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone })
  return (instant) => format.format(new Date(instant))
}

function csvCell(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * CSV as the locale's Excel opens it by a double click: UTF-8 with a byte-order mark; in es-CL `;` between cells and a
 * comma in decimals, in English `,` and a point (RFC 4180 otherwise).
 */
async function* csvOf<Row>({ columns, batches }: Table<Row>, { locale, zone }: TableStyle): AsyncGenerator<string> {
  const english = locale === 'en'
  const separator = english ? ',' : ';'
  const clock = clockOf(zone)
  const written = ({ kind, value }: Column<Row>, row: Row): string => {
    const content = value(row)
    if (content === null) return ''
    if (typeof content === 'number') return english ? String(content) : String(content).replace('.', ',')
    return csvCell(kind === 'instant' ? clock(content) : harmless(content), separator)
  }
  const line = (cells: string[]) => `${cells.join(separator)}\r\n`
  yield `\uFEFF${line(columns.map(({ heading }) => csvCell(heading, separator)))}`
  for await (const rows of batches) {
    yield rows.map((row) => line(columns.map((column) => written(column, row)))).join('')
  }
}

/** A table as a stream in one of the formats, written as it is read; an error while it is written destroys the stream. */
export function tableStream<Row>(table: Table<Row>, format: TableFormat, style: TableStyle): Readable {
  const written = format === 'csv' ? csvOf(table, style) : xlsxOf(table, clockOf(style.zone))
  return Readable.from(written, { objectMode: false })
}
