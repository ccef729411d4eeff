import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { History, HistoryAsset, HistoryRecord, RecordKind } from '../src/prediction/history.ts'

const kinds: Record<string, RecordKind> = { failure: 'failure', pm: 'preventive', finding: 'finding', other: 'other' }

/**
 * A maintenance history from a folder with `assets.csv` (asset, type, model, commissioned) and `events.csv.gz` (asset,
 * date, kind, code, severity). A date without an hour means some time that day, recorded by its end; with an hour, an
 * entry of that moment.
 */
export function readHistory(folder: string): History {
  const rows = (text: string): Record<string, string>[] => parse(text, { columns: true, skip_empty_lines: true })
  const records = rows(gunzipSync(readFileSync(`${folder}/events.csv.gz`)).toString('utf8')).map((row, i) => {
    const { at, known } = moment(row.date!)
    const kind = kinds[row.kind!] ?? 'other'
    return { id: String(i), asset: row.asset!, kind, code: row.code!, at, known, value: Number(row.severity || 0) }
  })
  const until = endOfWatch(records)
  const watched = records.filter(({ known }) => known <= until)
  const byAsset = Map.groupBy(watched, ({ asset }) => asset)
  const assets = rows(readFileSync(`${folder}/assets.csv`, 'utf8')).map((row): HistoryAsset => {
    const commissioned = row.commissioned ? moment(row.commissioned).at : undefined
    const retired = endOfService(byAsset.get(row.asset!) ?? [], until)
    return { id: row.asset!, type: row.type!, model: row.model!, commissioned, retired }
  })
  return { assets, records: watched, until }
}

function moment(text: string): { at: number; known: number } {
  const [date, hour] = text.split('T')
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000
  if (hour === undefined) return { at: day + 0.5, known: day + 1 }
  return { at: day + Number(hour) / 24, known: day + Number(hour) / 24 }
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
