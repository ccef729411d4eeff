import { Temporal } from 'temporal-polyfill'
import type { Interval } from './interval.ts'

/** A civil date as ISO text, `2026-11-24`: compares and sorts as text. */
export type CivilDate = string
export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof periodUnits)[number]
/** Whole civil units: `[from, to)` in dates and the same span in epoch milliseconds of one zone. */
export type Period = Interval & { readonly unit: PeriodUnit; readonly from: CivilDate; readonly to: CivilDate }

const dayMs = 86_400_000
const monthsOf = { month: 1, quarter: 3, year: 12 }

/** First instant of a civil date in `zone`: where clocks jump over midnight, as in Chile each September, the day starts later. */
export function startOfDate(date: CivilDate, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone }).epochMilliseconds
}

export function dateAt(at: number, zone: string): CivilDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Civil dates as whole numbers, 1970-01-01 = 0: for differences and loops without time zones. */
export function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs
}

export function dateOfDayNumber(day: number): CivilDate {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** Weeks start on Monday (ISO 8601, and the custom in Chile). */
function firstDate(date: CivilDate, unit: PeriodUnit): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(date)
  if (unit === 'day') return day
  if (unit === 'week') return day.subtract({ days: day.dayOfWeek - 1 })
  const months = monthsOf[unit]
  return day.with({ month: Math.floor((day.month - 1) / months) * months + 1, day: 1 })
}

const oneOf = (unit: PeriodUnit) =>
  unit === 'day' ? { days: 1 } : unit === 'week' ? { days: 7 } : { months: monthsOf[unit] }

function periodFrom(first: Temporal.PlainDate, unit: PeriodUnit, zone: string): Period {
  const from = first.toString()
  const to = first.add(oneOf(unit)).toString()
  return { unit, from, to, start: startOfDate(from, zone), end: startOfDate(to, zone) }
}

/** The day, week, month, quarter or year that contains a civil date. */
export function periodOfDate(date: CivilDate, unit: PeriodUnit, zone: string): Period {
  return periodFrom(firstDate(date, unit), unit, zone)
}

/** The day, week, month, quarter or year of `zone` that contains the instant. */
export function periodAt(at: number, unit: PeriodUnit, zone: string): Period {
  return periodOfDate(dateAt(at, zone), unit, zone)
}

/** The same unit `steps` later (negative: earlier). */
export function shiftPeriod(period: Period, steps: number, zone: string): Period {
  const { unit } = period
  const first = Temporal.PlainDate.from(period.from)
  const moved =
    unit === 'day' || unit === 'week'
      ? first.add({ days: steps * (unit === 'day' ? 1 : 7) })
      : first.add({ months: steps * monthsOf[unit] })
  return periodFrom(moved, unit, zone)
}

export function previousPeriod(period: Period, zone: string): Period {
  return shiftPeriod(period, -1, zone)
}

/** Every day, week, month … of `zone` that shares time with the span, in order. */
export function periodsBetween(span: Interval, unit: PeriodUnit, zone: string): Period[] {
  const periods: Period[] = []
  if (span.start >= span.end) return periods
  for (let p = periodAt(span.start, unit, zone); p.start < span.end; p = periodAfter(p, zone)) periods.push(p)
  return periods
}

/** As `shiftPeriod` by one, but the next one begins where this one ends, which needs no calendar. */
function periodAfter({ unit, to: from, end: start }: Period, zone: string): Period {
  const to = Temporal.PlainDate.from(from).add(oneOf(unit)).toString()
  return { unit, from, to, start, end: startOfDate(to, zone) }
}

/** Reads `2026`, `2026-Q3`, `2026-11`, `2026-W48` or `2026-11-24`; `null` for anything else, also for 31 February. */
export function parsePeriod(text: string, zone: string): Period | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?$/.exec(text)
  if (!match) return null
  const [, year, quarter, week, month, day] = match
  try {
    if (week) return isoWeek(Number(year), Number(week), zone)
    const first = quarter ? String(Number(quarter) * 3 - 2).padStart(2, '0') : (month ?? '01')
    const date = Temporal.PlainDate.from(`${year}-${first}-${day ?? '01'}`)
    return periodFrom(date, day ? 'day' : month ? 'month' : quarter ? 'quarter' : 'year', zone)
  } catch {
    return null
  }
}

function isoWeek(year: number, week: number, zone: string): Period | null {
  const firstThursdayWeek = firstDate(`${year}-01-04`, 'week')
  const monday = firstThursdayWeek.add({ days: 7 * (week - 1) })
  return week >= 1 && monday.add({ days: 3 }).year === year ? periodFrom(monday, 'week', zone) : null
}
