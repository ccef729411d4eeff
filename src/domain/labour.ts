import { type Interval, overlaps } from './interval.ts'
import { type Refusal, refuse } from './refusal.ts'

/** Work of one person by timer; `end` is `null` while it runs. Typed entries have hours but no instants, and never overlap. */
export type TimedLabour = {
  readonly id: string
  readonly personId: string
  readonly start: number
  readonly end: number | null
}

export type LabourRefusal = Refusal<
  'LABOUR_OVERLAPS' | 'LABOUR_ENDS_BEFORE_START' | 'LABOUR_IN_FUTURE' | 'LABOUR_TOO_LONG' | 'LABOUR_NO_HOURS'
>

const hourMs = 3_600_000
const longestEntryHours = 24

const spanOf = ({ start, end }: TimedLabour): Interval => ({ start, end: end ?? Infinity })

/** Entries of the same person that share time with `candidate`, itself left out; at most one timer of a person may run. */
export function overlappingLabour<T extends TimedLabour>(entries: readonly T[], candidate: TimedLabour): T[] {
  return entries.filter(
    (entry) =>
      entry.personId === candidate.personId && entry.id !== candidate.id && overlaps(spanOf(entry), spanOf(candidate)),
  )
}

/** Whether a timer entry may be recorded beside the person's other entries; `null` when it may. */
export function checkLabour(
  entries: readonly TimedLabour[],
  candidate: TimedLabour,
  now: number,
): LabourRefusal | null {
  if (candidate.start > now || (candidate.end ?? 0) > now) return refuse('LABOUR_IN_FUTURE')
  if (candidate.end !== null) {
    if (candidate.end <= candidate.start) return refuse('LABOUR_ENDS_BEFORE_START')
    if (candidate.end - candidate.start > longestEntryHours * hourMs) {
      return refuse('LABOUR_TOO_LONG', { maximumHours: longestEntryHours })
    }
  }
  const other = overlappingLabour(entries, candidate)[0]
  return other ? refuse('LABOUR_OVERLAPS', { entryId: other.id }) : null
}

/** Whether typed hours are possible for one person and day, beside the hours already recorded for it. */
export function checkTypedHours(hours: number, hoursAlreadyThatDay: number): LabourRefusal | null {
  if (!(hours > 0)) return refuse('LABOUR_NO_HOURS')
  return hours + hoursAlreadyThatDay > longestEntryHours
    ? refuse('LABOUR_TOO_LONG', { maximumHours: longestEntryHours })
    : null
}

/** Hours of a timer to hundredths, half up; a timer that ran at all is at least 0.01 h, so that it is never lost. */
export function hoursFromTimer(start: number, end: number): number {
  if (end <= start) return 0
  return Math.max(1, Math.round(((end - start) * 100) / hourMs)) / 100
}
