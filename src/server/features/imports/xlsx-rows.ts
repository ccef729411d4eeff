import { Readable } from 'node:stream'
import type { Cell, CellValue } from 'exceljs'
import { Problem } from '../../platform/problem.ts'
import type { Sheet } from './unpack.ts'

/** A spreadsheet's error value; a row that holds one in a column in use is refused. */
export const brokenFormula = '#ERROR'

const isDateFormat = (format: string | undefined) =>
  format !== undefined && /[dmyhs]/i.test(format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, ''))

function instantText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** Days since 1899-12-30, as the spreadsheet counts them (its 29 February 1900 is before any date of use here). */
const serialText = (days: number) => instantText(new Date(Date.UTC(1899, 11, 30) + days * 86_400_000))

function textOf(value: CellValue | undefined, format: string | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return instantText(value)
  if (typeof value === 'number') {
    return Number.isNaN(value) ? brokenFormula : isDateFormat(format) ? serialText(value) : String(value)
  }
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text ?? '').join('')
  if ('error' in value) return brokenFormula
  if ('formula' in value || 'sharedFormula' in value) {
    return value.result === undefined ? brokenFormula : textOf(value.result as CellValue, format)
  }
  if ('text' in value) return textOf(value.text as CellValue, format)
  return ''
}

const cellText = (cell: Cell) => textOf(cell.value, cell.numFmt).replaceAll('\0', '')

/** The rows of one sheet as text, numbers with a decimal point and dates year first; rows left out are no cells. */
export async function* xlsxRows(bytes: Buffer, sheets: readonly Sheet[], wanted: string): AsyncGenerator<string[]> {
  const sheet = sheets.find(({ name }) => name === wanted)
  if (!sheet) throw new Problem('import.sheetNotFound', { sheet: wanted })
  const { default: excel } = await import('exceljs')
  const source = Readable.from(chunks(bytes))
  const reader = new excel.stream.xlsx.WorkbookReader(source, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  })
  const names = new Set(sheets.map(({ name }) => name))
  try {
    for await (const found of reader as unknown as AsyncIterable<AsyncIterable<Row> & { id: unknown; name: string }>) {
      // Some programs write the links between parts in a form that leaves the sheet without its name.
      const isWanted = names.has(found.name) ? found.name === wanted : String(found.id) === sheet.part
      if (!isWanted) continue
      yield* rowsOf(found)
      return
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('import.unreadable', { line: 1 })
  } finally {
    source.destroy()
  }
}

interface Row {
  number: number
  cellCount: number
  getCell(column: number): Cell
}

async function* rowsOf(rows: AsyncIterable<Row>): AsyncGenerator<string[]> {
  let line = 0
  for await (const row of rows) {
    // The gap between two numbered rows is bounded, so that one far row does not make a million blank ones.
    if (row.number - line > 10_000) throw new Problem('import.unreadable', { line: row.number })
    for (; line < row.number - 1; line += 1) yield []
    line = row.number
    const cells = Array.from({ length: Math.min(row.cellCount, 1000) }, (_, index) => cellText(row.getCell(index + 1)))
    yield cells.every((cell) => cell.trim() === '') ? [] : cells
  }
}

function* chunks(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024)
}
