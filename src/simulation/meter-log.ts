import type { MeterKind } from '../domain/asset-type.ts'
import { predefinedAssetTypes } from '../domain/asset-type.ts'
import { dayMs } from './calendar.ts'
import type { Random } from './random.ts'
import type { ReadingRow } from './rows.ts'
import type { Unit } from './unit.ts'

type Meter = { readonly kind: MeterKind; readonly perUse: number; readonly step: number; offset: number }

/** The meters of a unit and how well they are read. */
export type MeterLog = {
  readonly meters: readonly Meter[]
  /** Chance of a reading at the end of a day's work; somebody who forgets leaves a stale meter. */
  readonly readingChance: number
}

const replacementsPerDay = 1 / (25 * 365)
const typosPerReading = 0.0015

export function createMeterLog(random: Random, unit: Unit): MeterLog {
  const kinds = predefinedAssetTypes.find((type) => type.code === unit.row.type)!.meters
  return {
    meters: kinds.map((kind, i) => ({
      kind,
      perUse: i === 0 ? 1 : unit.model.kmPerHour,
      step: kind === 'KM' ? 1 : 0.1,
      offset: 0,
    })),
    readingChance: random.chance(0.06) ? 0.012 : random.between(0.25, 0.9),
  }
}

/** What a meter shows: whole steps of what the unit has done since the meter was fitted. */
function shown(meter: Meter, use: number): number {
  const steps = Math.floor((use * meter.perUse) / meter.step + 1e-9)
  return Math.round((steps * meter.step - meter.offset) * 1000) / 1000
}

type Occasion = { readonly at: number; readonly to: number; readonly byId: string }

/** Reads every meter of the unit; rarely somebody mistypes, and the reading is voided the day after. */
export function readMeters(
  random: Random,
  unit: Unit,
  log: MeterLog,
  { at, to, byId }: Occasion,
  out: ReadingRow[],
): void {
  for (const meter of log.meters) {
    const base = { assetId: unit.row.id, meter: meter.kind, byId, replacement: false, offset: meter.offset }
    const value = shown(meter, unit.use)
    const noticedAt = at + dayMs
    if (random.chance(typosPerReading) && noticedAt < to) {
      const voided = { at: noticedAt, reason: 'Error de digitación' }
      out.push({ ...base, id: random.uuid(at - 60_000), at: at - 60_000, value: value * 10, voided })
    }
    out.push({ ...base, id: random.uuid(at), at, value, voided: null })
  }
}

/** Rarely a meter breaks and is exchanged; the new one starts at zero and the total goes on. */
export function exchangeMeters(
  random: Random,
  unit: Unit,
  log: MeterLog,
  { at, byId }: Occasion,
  out: ReadingRow[],
): void {
  for (const meter of log.meters) {
    if (!random.chance(replacementsPerDay)) continue
    meter.offset = Math.round((meter.offset + shown(meter, unit.use)) * 1000) / 1000
    const row = { assetId: unit.row.id, meter: meter.kind, offset: meter.offset, replacement: true, byId, voided: null }
    out.push({ ...row, id: random.uuid(at), at, value: 0 })
  }
}
