import { setImmediate } from 'node:timers/promises'
import { type ImportDialect, type ImportShape, importRowLimit } from '../../../contract/imports.ts'
import { columnProfile, describeColumn, observe } from '../../../domain/import/column-profile.ts'
import { plainText } from '../../../domain/import/plain-text.ts'
import { Problem } from '../../platform/problem.ts'
import { csvRows, detectDelimiter, detectEncoding } from './csv-rows.ts'
import type { Unpacked } from './unpack.ts'
import { xlsxRows } from './xlsx-rows.ts'

export interface TableRow {
  /** As a spreadsheet numbers it, the header included. */
  line: number
  cells: string[]
}

type Dialect = Pick<ImportShape, 'kind' | 'sheet' | 'sheets' | 'encoding' | 'delimiter'>

const columnLimit = 200
/** Titles and logos may stand above the header. */
const headerWithin = 20

function dialectOf(file: Unpacked, asked: ImportDialect): Dialect {
  if (file.kind === 'xlsx') {
    const sheets = file.sheets.map(({ name }) => name)
    return { kind: 'xlsx', sheet: asked.sheet ?? sheets[0]!, sheets, encoding: null, delimiter: null }
  }
  const encoding = asked.encoding ?? detectEncoding(file.bytes)
  const delimiter = asked.delimiter ?? detectDelimiter(file.bytes, encoding)
  return { kind: 'csv', sheet: null, sheets: [], encoding, delimiter }
}

function allRows(file: Unpacked, dialect: Dialect): AsyncGenerator<string[]> {
  return file.kind === 'xlsx'
    ? xlsxRows(file.bytes, file.sheets, dialect.sheet!)
    : csvRows(file.bytes, dialect.encoding!, dialect.delimiter!)
}

const filledCells = (cells: string[]) => cells.filter((cell) => cell.trim() !== '').length

async function findHeader(file: Unpacked, dialect: Dialect, asked: number | undefined) {
  const first: string[][] = []
  for await (const cells of allRows(file, dialect)) {
    first.push(cells)
    if (first.length >= Math.max(headerWithin, asked ?? 0)) break
  }
  const widest = Math.max(0, ...first.map(filledCells))
  const index = asked ? asked - 1 : first.findIndex((cells) => filledCells(cells) >= widest * 0.8)
  const header = first[index] ?? []
  if (filledCells(header) === 0) throw new Problem('import.empty')
  const names = columnNames(header)
  if (names.length === 1 && isSplitBetter(file, dialect)) throw new Problem('import.oneColumn')
  return { headerRow: index + 1, names }
}

/** Whether another separator than the one asked for would find columns in the text. */
function isSplitBetter(file: Unpacked, { encoding, delimiter }: Dialect): boolean {
  return file.kind === 'csv' && detectDelimiter(file.bytes, encoding!) !== delimiter
}

function columnNames(header: string[]): string[] {
  const last = header.findLastIndex((cell) => cell.trim() !== '')
  const names = header.slice(0, last + 1).map((cell, index) => cell.trim().slice(0, 200) || `#${index + 1}`)
  if (names.length > columnLimit) throw new Problem('import.tooManyColumns', { limit: columnLimit })
  const seen = new Map<string, string>()
  for (const name of names) {
    const same = plainText(name) || name
    if (seen.has(same)) throw new Problem('import.duplicateColumn', { column: name })
    seen.set(same, name)
  }
  return names
}

/** The rows below the header, blank ones left out. */
export async function* dataRows(file: Unpacked, shape: Omit<ImportShape, 'columns'>): AsyncGenerator<TableRow> {
  let line = 0
  let count = 0
  for await (const cells of allRows(file, shape)) {
    line += 1
    if (line <= shape.headerRow || cells.length === 0) continue
    count += 1
    if (count > importRowLimit) throw new Problem('import.tooManyRows', { limit: importRowLimit })
    // The event loop serves other requests between the batches of a long file.
    if (count % 2000 === 0) await setImmediate()
    yield { line, cells }
  }
}

/** What the file holds: how it is written, its columns and what their values look like. */
export async function describeTable(
  file: Unpacked,
  asked: ImportDialect,
): Promise<{ shape: ImportShape; rowCount: number }> {
  const dialect = dialectOf(file, asked)
  const { headerRow, names } = await findHeader(file, dialect, asked.headerRow)
  const profiles = names.map(columnProfile)
  let rowCount = 0
  for await (const { cells } of dataRows(file, { ...dialect, headerRow })) {
    rowCount += 1
    for (const [index, profile] of profiles.entries()) observe(profile, cells[index] ?? '')
  }
  if (rowCount === 0) throw new Problem('import.noRows')
  return { shape: { ...dialect, headerRow, columns: profiles.map(describeColumn) }, rowCount }
}
