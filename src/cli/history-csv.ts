import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { History, HistoryAsset, HistoryRecord, RecordKind } from '../prediction/history.ts'
import { BadInput } from './fit-table.ts'

const kinds = { failure: 'failure', pm: 'preventive', finding: 'finding', other: 'other' } as const satisfies Record<
  string,
  RecordKind
>
const assetColumns = ['asset', 'type', 'model', 'commissioned'] as const
const eventColumns = ['asset', 'date', 'kind', 'code', 'severity'] as const

/**
 * A maintenance history from a folder with `assets.csv` (asset, type, model, commissioned) and `events.csv` or
 * `events.csv.gz` (asset, date, kind, code, severity). A date without an hour means some time that day, recorded by its
 * end; with an hour, an entry of that moment. What cannot be read is a `BadInput` that names file and line.
 */
export async function readHistory(folder: string): Promise<History> {
  const listed = await readRows(join(folder, 'assets.csv'), assetColumns)
  const known = new Set<string>()
  for (const { cells, place } of listed) {
    if (cells.asset === '') throw new BadInput(`${place}: the asset has no name`)
    if (known.has(cells.asset)) throw new BadInput(`${place}: asset ${cells.asset} is listed twice`)
    known.add(cells.asset)
  }
  const packed = join(folder, 'events.csv.gz')
  const events = await readRows(existsSync(packed) ? packed : join(folder, 'events.csv'), eventColumns)
  const records = events.map(({ cells, place }, i): HistoryRecord => {
    const { asset, kind, code, severity } = cells
    if (!known.has(asset)) throw new BadInput(`${place}: asset "${asset}" is not in assets.csv`)
    if (!isKind(kind)) {
      throw new BadInput(`${place}: kind "${kind}" is none of ${Object.keys(kinds).join(', ')}`)
    }
    const value = Number(severity)
    if (!Number.isFinite(value)) throw new BadInput(`${place}: severity "${severity}" is not a number`)
    return { id: String(i), asset, kind: kinds[kind], code: code || undefined, ...moment(cells.date, place), value }
  })
  const until = endOfWatch(records)
  const watched = records.filter((record) => record.known <= until)
  const byAsset = Map.groupBy(watched, ({ asset }) => asset)
  const assets = listed.map(({ cells: { asset, type, model, commissioned }, place }): HistoryAsset => {
    const since = commissioned === '' ? undefined : moment(commissioned, place).at
    return { id: asset, type, model, commissioned: since, retired: endOfService(byAsset.get(asset) ?? [], until) }
  })
  return { assets, records: watched, until }
}

const isKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind)

async function readRows<Column extends string>(file: string, columns: readonly Column[]) {
  let text: string
  try {
    const bytes = await readFile(file)
    text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch (error) {
    throw new BadInput(`cannot read ${file}: ${(error as Error).message}`)
  }
  let parsed: { record: Record<string, string>; info: { lines: number } }[]
  try {
    parsed = parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    throw new BadInput(`${file}: ${(error as Error).message}`)
  }
  if (parsed.length === 0) throw new BadInput(`${file} has no rows`)
  const missing = columns.filter((column) => !Object.hasOwn(parsed[0]!.record, column))
  if (missing.length > 0) throw new BadInput(`${file} has no column ${missing.join(', ')}`)
  return parsed.map(({ record, info }) => ({
    cells: record as Record<Column, string>,
    place: `${file}, line ${info.lines}`,
  }))
}

const dateForm = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?)?$/

/** A civil date or a moment of it, in UTC. */
function moment(text: string, place: string): { at: number; known: number } {
  const [, year, month, day, hour, minute = 0, second = 0] = dateForm.exec(text) ?? []
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const exists = new Date(midnight).getUTCMonth() === Number(month) - 1
  if (!exists || Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new BadInput(`${place}: "${text}" is not a date like 2024-03-31 or 2024-03-31T06`)
  }
  const days = midnight / 86_400_000
  if (hour === undefined) return { at: days + 0.5, known: days + 1 }
  const at = days + Number(hour) / 24 + Number(minute) / 1440 + Number(second) / 86_400
  return { at, known: at }
}

/** A few last records (under 1 %) that a month of silence of the whole fleet cuts off from the rest are left out. */
function endOfWatch(records: readonly HistoryRecord[]): number {
  const times = records.map(({ known }) => known).sort((a, b) => a - b)
  const cut = times.findIndex((time, i) => i > 0.99 * times.length && time - times[i - 1]! > 30)
  return times[cut > 0 ? cut - 1 : times.length - 1]!
}

/** These files do not say when a unit left the fleet: one silent for six times its mean interval is taken to have left. */
function endOfService(own: readonly HistoryRecord[], until: number): number | undefined {
  const times = own.map(({ known }) => known).sort((a, b) => a - b)
  const last = times.at(-1)
  if (last === undefined || times.length < 3) return undefined
  const meanInterval = (last - times[0]!) / (times.length - 1)
  return until - last > Math.max(90, 6 * meanInterval) ? last : undefined
}
