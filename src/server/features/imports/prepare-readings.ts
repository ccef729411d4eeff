import { sql } from 'drizzle-orm'
import { type MeterKind, meterKinds } from '../../../domain/asset-type.ts'
import { instantOfWritten } from '../../../domain/import/date-text.ts'
import { checkReading, type MeterReading } from '../../../domain/meter.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import type { PreparedReading, Setting } from './prepared.ts'
import type { RowValues } from './row-values.ts'
import type { unitFinder } from './unit-of-row.ts'

const valueLimit = 99_999_999
const noteLimit = 500
const knownMeters = new Set<string>(meterKinds)

export interface ReadingDraft {
  row: RowValues
  asset: string
  meter: MeterKind
  at: number
  value: number
  note: string | null
}

/** Reads meter readings; whether they fit the unit's history is asked when all of them are known. */
export function readingPreparer({ zone, references }: Setting, units: ReturnType<typeof unitFinder>) {
  return (row: RowValues): ReadingDraft | null => {
    const written = row.date('at')
    const meter = row.choice('meter', knownMeters) as MeterKind | null
    const value = row.number('value', { max: valueLimit })
    const note = row.text('note')?.slice(0, noteLimit) ?? null
    const asset = units.find(row)
    const type = asset && references.assetTypes.get(units.typeOf(asset) ?? '')
    if (type && meter && !(meter === 'KM' ? type.hasKm : type.hasHours)) row.refuse('meter', 'noSuchMeter')
    if (row.errors.length > 0 || !written || meter === null || value === null || asset === null) return null
    return { row, asset, meter, at: instantOfWritten(written, zone), value: Math.round(value * 10) / 10, note }
  }
}

const keyOf = (asset: string, meter: MeterKind) => `${meter} ${asset}`

/** The valid readings of the units, oldest first, by unit and meter. */
export async function readingHistories(db: Db, codes: readonly string[]): Promise<Map<string, MeterReading[]>> {
  const rows = await db.rows<{ code: string; meter: MeterKind; at: string; value: number; offset: number }>(sql`
    SELECT a.code, r.meter, r.at, r.value, r.offset_value AS "offset"
    FROM meter_reading r JOIN asset a ON a.id = r.asset_id
    WHERE a.code = ${anyOf(codes, 'text')} AND r.voided_at IS NULL ORDER BY r.at`)
  const histories = new Map<string, MeterReading[]>()
  for (const { code, meter, at, value, offset } of rows) {
    const key = keyOf(code, meter)
    const history = histories.get(key) ?? []
    if (history.length === 0) histories.set(key, history)
    history.push({ at: Date.parse(at), value, offset, voided: false })
  }
  return histories
}

/** Where `at` stands, or would stand, in a list that is sorted by time. */
function placeOf(history: readonly MeterReading[], at: number): number {
  let [low, high] = [0, history.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (history[middle]!.at < at) low = middle + 1
    else high = middle
  }
  return low
}

/** Lets the drafts join the histories in the order of time; those that do not fit are refused on their rows. */
export function admitReadings(
  drafts: readonly ReadingDraft[],
  histories: Map<string, MeterReading[]>,
  { now, zone }: Setting,
): PreparedReading[] {
  const admitted: PreparedReading[] = []
  for (const { row, asset, meter, at, value, note } of [...drafts].sort(
    (a, b) => a.at - b.at || a.row.line - b.row.line,
  )) {
    const key = keyOf(asset, meter)
    const history = histories.get(key) ?? []
    histories.set(key, history)
    const place = placeOf(history, at)
    // Only the neighbours decide, and a long history need not be searched for each of its readings.
    const near = history.slice(Math.max(0, place - 1), place + 2)
    const verdict = checkReading(near, { at, value }, { kind: meter, zone, now: Date.parse(now) })
    if (!verdict.accepted) {
      row.refuse(verdict.refusal.code === 'READING_DUPLICATE_INSTANT' ? 'at' : 'value', verdict.refusal.code)
      continue
    }
    history.splice(place, 0, { at, value, offset: verdict.offset, voided: false })
    admitted.push({ asset, meter, at: new Date(at).toISOString(), value, offset: verdict.offset, note })
  }
  return admitted
}
