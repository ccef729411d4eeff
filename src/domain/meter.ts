import type { MeterKind } from './asset-type.ts'
import { dateAt, dayNumber } from './civil-time.ts'
import { type Refusal, refuse } from './refusal.ts'

/**
 * One reading of a unit's meter. `offset` is what earlier meters of the unit had counted when this one was fitted, so
 * `value + offset` is the unit's cumulative total whatever meter it carries. A voided reading stays, and counts for nothing.
 */
export type MeterReading = {
  readonly at: number
  readonly value: number
  readonly offset: number
  readonly voided: boolean
}

export type ReadingCandidate = {
  readonly at: number
  readonly value: number
  /** The meter was exchanged at this instant: `value` is the new one's, `finalValue` the old one's last (unknown: its last reading). */
  readonly replacement?: { readonly finalValue: number | null }
}

type ReadingRefusal = Refusal<
  | 'READING_NEGATIVE'
  | 'READING_IN_FUTURE'
  | 'READING_DUPLICATE_INSTANT'
  | 'READING_LOWER'
  | 'READING_HIGHER_THAN_NEXT'
  | 'READING_MORE_THAN_24H_PER_DAY'
  | 'READING_REPLACEMENT_NOT_LAST'
>
export type ReadingVerdict =
  | { readonly accepted: true; readonly offset: number; readonly total: number }
  | { readonly accepted: false; readonly refusal: ReadingRefusal }

const dayMs = 86_400_000
const staleAfterDays = 30

/** Meters show at most thousandths; sums of them must too. */
const thousandths = (value: number) => Math.round(value * 1000) / 1000

/** What the unit has done in its life by this reading, over all its meters. */
export function cumulativeTotal(reading: { readonly value: number; readonly offset: number }): number {
  return thousandths(reading.value + reading.offset)
}

/**
 * Whether a reading may join the unit's history (in any order), also between two older ones. A total never falls, and
 * an hour meter cannot gain more than 24 h for every civil day of `zone` the two readings touch: people write down
 * readings hours later, so the exact elapsed time would refuse honest ones.
 */
export function checkReading(
  history: readonly MeterReading[],
  candidate: ReadingCandidate,
  meter: { readonly kind: MeterKind; readonly zone: string; readonly now: number },
): ReadingVerdict {
  const refused = (refusal: ReadingRefusal): ReadingVerdict => ({ accepted: false, refusal })
  const { at, value, replacement } = candidate
  const finalValue = replacement?.finalValue ?? null
  if (!(value >= 0 && value < Infinity) || (finalValue !== null && !(finalValue >= 0 && finalValue < Infinity))) {
    return refused(refuse('READING_NEGATIVE'))
  }
  if (at > meter.now) return refused(refuse('READING_IN_FUTURE'))

  const valid = history.filter((reading) => !reading.voided)
  if (valid.some((reading) => reading.at === at)) return refused(refuse('READING_DUPLICATE_INSTANT'))
  const before = latest(valid.filter((reading) => reading.at < at))
  const after = earliest(valid.filter((reading) => reading.at > at))

  // It would change what every later reading means.
  if (replacement && after) return refused(refuse('READING_REPLACEMENT_NOT_LAST', { nextAt: after.at }))

  const oldOffset = before?.offset ?? 0
  const total = replacement
    ? thousandths((finalValue ?? before?.value ?? 0) + oldOffset)
    : thousandths(value + oldOffset)
  const offset = replacement ? thousandths(total - value) : oldOffset

  if (before && total < cumulativeTotal(before)) {
    return refused(refuse('READING_LOWER', { previous: before.value, previousAt: before.at }))
  }
  if (after && total > cumulativeTotal(after)) {
    return refused(refuse('READING_HIGHER_THAN_NEXT', { next: after.value, nextAt: after.at }))
  }
  if (meter.kind === 'HOURS') {
    const day = dayNumber(dateAt(at, meter.zone))
    for (const [other, gained] of [
      [before, before && total - cumulativeTotal(before)],
      [after, after && cumulativeTotal(after) - total],
    ] as const) {
      if (!other || gained === null) continue
      const days = Math.abs(dayNumber(dateAt(other.at, meter.zone)) - day) + 1
      if (thousandths(gained) > 24 * days) {
        return refused(
          refuse('READING_MORE_THAN_24H_PER_DAY', { hours: thousandths(gained), days, maximum: 24 * days }),
        )
      }
    }
  }
  return { accepted: true, offset, total }
}

function latest(readings: readonly MeterReading[]): MeterReading | null {
  return readings.reduce<MeterReading | null>((best, reading) => (best && best.at > reading.at ? best : reading), null)
}

function earliest(readings: readonly MeterReading[]): MeterReading | null {
  return readings.reduce<MeterReading | null>((best, reading) => (best && best.at < reading.at ? best : reading), null)
}

/** No reading for more than 30 days, or none ever. */
export function isStale(lastAt: number | null, now: number): boolean {
  return lastAt === null || now - lastAt > staleAfterDays * dayMs
}
