import { PassThrough, Readable } from 'node:stream'
import type { Locale } from '../../contract/errors.ts'

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

/** Spreadsheet dates have no zone: the clock of `zone` is what the cell shows. */
function xlsxValue(kind: ColumnKind, content: string | number | null, clock: (instant: string) => string) {
  if (content === null || typeof content === 'number' || kind === 'text') return content
  return new Date(kind === 'date' ? `${content}T00:00:00Z` : `${clock(content).replace(' ', 'T')}:00Z`)
}

/**
 * Waits until what was written has been read; false when nobody reads any more. The spreadsheet writer does not wait
 * by itself, and a slow download would gather the file in memory.
 */
async function readerKeepsUp(out: PassThrough): Promise<boolean> {
  if (out.writableNeedDrain && !out.destroyed) {
    await new Promise<void>((resume) => {
      const go = () => {
        out.off('drain', go).off('close', go)
        resume()
      }
      out.on('drain', go).on('close', go)
    })
  }
  return !out.destroyed
}

async function writeXlsx<Row>(table: Table<Row>, { zone }: TableStyle, out: PassThrough): Promise<void> {
  const { default: exceljs } = await import('exceljs')
  const clock = clockOf(zone)
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true })
  const sheet = book.addWorksheet(table.name.slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] })
  const formats: Partial<Record<ColumnKind, string>> = { instant: 'yyyy-mm-dd hh:mm', date: 'yyyy-mm-dd' }
  sheet.columns = table.columns.map(({ heading, kind, width }) => ({
    header: heading,
    width: width ?? 14,
    ...(formats[kind] ? { style: { numFmt: formats[kind] } } : {}),
  }))
  sheet.getRow(1).font = { bold: true }
  sheet.getRow(1).commit()
  for await (const rows of table.batches) {
    for (const row of rows) {
      sheet.addRow(table.columns.map(({ kind, value }) => xlsxValue(kind, value(row), clock))).commit()
    }
    if (!(await readerKeepsUp(out))) return
  }
  await book.commit()
}

/** A table as a stream in one of the formats; an error while it is written destroys the stream. */
export function tableStream<Row>(table: Table<Row>, format: TableFormat, style: TableStyle): Readable {
  if (format === 'csv') return Readable.from(csvOf(table, style), { objectMode: false })
  const out = new PassThrough()
  writeXlsx(table, style, out).catch((error: Error) => out.destroy(error))
  return out
}
