import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Life } from '../domain/reliability/lives.ts'
import type { System } from '../domain/reliability/repairable.ts'

/** What the command line or the file says is not understood. */
export class BadInput extends Error {}

export type LifeColumns = { readonly time: string; readonly event: string; readonly count: string }
export type SystemColumns = LifeColumns & { readonly unit: string; readonly end: string }

type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> }
type Table = { readonly columns: readonly string[]; readonly rows: readonly Row[]; readonly decimalComma: boolean }

/** A CSV with a header line; comma, semicolon or tab is told from that line, and decimal commas go with the semicolon. */
export async function readTable(file: string): Promise<Table> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw new BadInput(`cannot read ${file}: ${(error as Error).message}`)
  }
  const header = text.slice(0, text.indexOf('\n') >>> 0)
  const delimiter = header.includes(';') ? ';' : header.includes('\t') ? '\t' : ','
  try {
    const records: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      bom: true,
      columns: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    })
    if (records.length === 0) throw new BadInput(`${file} has no rows`)
    return {
      columns: Object.keys(records[0]!.record),
      rows: records.map(({ record, info }) => ({ line: info.lines, cells: record })),
      decimalComma: delimiter === ';',
    }
  } catch (error) {
    throw error instanceof BadInput ? error : new BadInput(`${file}: ${(error as Error).message}`)
  }
}

/** Every row a life; those that match `--event` ended in a failure. */
export function readLives(table: Table, options: Partial<LifeColumns>): Life[] {
  const time = numberIn(table, required(options, 'time'))
  const failed = matching(table, required(options, 'event'), 'all')
  const count = options.count === undefined ? () => 1 : numberIn(table, options.count)
  return table.rows.map((row) => ({ time: time(row), failed: failed(row), count: count(row) }))
}

/** Rows grouped by unit: its events, and how long it was watched. */
export function readSystems(table: Table, options: Partial<SystemColumns>): System[] {
  const time = numberIn(table, required(options, 'time'))
  const isEvent = matching(table, required(options, 'event'), 'all')
  const isEnd = matching(table, required(options, 'end'), 'max')
  const count = options.count === undefined ? () => 1 : numberIn(table, options.count)
  const unit = columnOf(table, required(options, 'unit'))
  const groups = Map.groupBy(table.rows, ({ cells }) => cells[unit]!)
  return [...groups].map(([name, rows]) => {
    const events = rows.filter(isEvent)
    const ends = rows.filter(isEnd).map(time)
    if (ends.length === 0) throw new BadInput(`unit ${name} has no row for --end ${options.end}`)
    const end = Math.max(...ends)
    const endsAtFailure = !rows.some((row) => time(row) === end && !isEvent(row))
    return { end, endsAtFailure, events: events.flatMap((row) => repeated(time(row), count(row), row)) }
  })
}

function repeated(time: number, count: number, { line }: Row): number[] {
  if (!Number.isInteger(count) || count < 0 || count > 1e6) throw new BadInput(`line ${line}: ${count} is not a count`)
  return new Array<number>(count).fill(time)
}

function required<K extends keyof SystemColumns>(options: Partial<SystemColumns>, name: K): string {
  const value = options[name]
  if (value === undefined) throw new BadInput(`--${name} is missing`)
  return value
}

function columnOf({ columns }: Table, name: string): string {
  if (!columns.includes(name)) throw new BadInput(`no column ${name}; there are ${columns.join(', ')}`)
  return name
}

function numberIn(table: Table, column: string): (row: Row) => number {
  const name = columnOf(table, column)
  return ({ line, cells }) => {
    const text = table.decimalComma ? cells[name]!.replace(',', '.') : cells[name]!
    const value = text === '' ? Number.NaN : Number(text)
    if (!Number.isFinite(value)) throw new BadInput(`line ${line}: "${cells[name]}" in ${name} is not a number`)
    return value
  }
}

/** `COLUMN=VALUE[,VALUE]`, or the word that means every row. */
function matching(table: Table, option: string, everyRow: string): (row: Row) => boolean {
  if (option === everyRow) return () => true
  const split = option.indexOf('=')
  if (split < 1) throw new BadInput(`"${option}" is not COLUMN=VALUE or ${everyRow}`)
  const name = columnOf(table, option.slice(0, split))
  const values = option.slice(split + 1).split(',')
  return ({ cells }) => values.includes(cells[name]!)
}
