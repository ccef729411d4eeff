import { type CivilDate, dateAt, dateOfDayNumber, dayNumber, startOfDate } from '../domain/civil-time.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** The civil days of a span, looked up by arithmetic: the simulation asks millions of times. */
export type Calendar = {
  /** Days of the span itself; the calendar knows some more after it, for work that is planned beyond its end. */
  readonly days: number
  dayStart(day: number): number
  dayOf(at: number): number
  date(day: number): CivilDate
  year(day: number): number
  /** 0 Monday to 6 Sunday. */
  weekday(day: number): number
  /** Day of the year over its length, 0 to 1. */
  season(day: number): number
}

const daysBeyond = 120

export function createCalendar(from: number, to: number, zone: string): Calendar {
  const first = dayNumber(dateAt(from, zone))
  const days = dayNumber(dateAt(to - 1, zone)) - first + 1
  const starts = Float64Array.from({ length: days + daysBeyond }, (_, day) =>
    startOfDate(dateOfDayNumber(first + day), zone),
  )
  const dates = Array.from(starts, (_, day) => dateOfDayNumber(first + day))
  const years = Int16Array.from(dates, (date) => Number(date.slice(0, 4)))
  const last = starts.length - 1
  const weekday = (day: number) => (first + day + 3) % 7

  function dayOf(at: number): number {
    let day = Math.min(last, Math.max(0, Math.floor((at - starts[0]!) / dayMs)))
    while (day > 0 && starts[day]! > at) day--
    while (day < last && starts[day + 1]! <= at) day++
    return day
  }

  return {
    days,
    // A saturated crew may plan past the last day that is looked up; an hour does not matter there.
    dayStart: (day) => (day <= last ? starts[day]! : starts[last]! + (day - last) * dayMs),
    dayOf,
    date: (day) => dates[Math.min(day, last)]!,
    year: (day) => years[Math.min(day, last)]!,
    weekday,
    season: (day) => ((first + day) % 365.2425) / 365.2425,
  }
}
