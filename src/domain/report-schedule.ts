import { Temporal } from 'temporal-polyfill'
import { addDays, type CivilDate, periodOfDate, shiftPeriod } from './civil-time.ts'

/** Periods that move on with the calendar, as a kept report has them. */
export const movingPeriods = [
  'LAST_7_DAYS',
  'LAST_30_DAYS',
  'LAST_WEEK',
  'LAST_MONTH',
  'LAST_12_MONTHS',
  'THIS_MONTH',
  'THIS_YEAR',
] as const
export type MovingPeriod = (typeof movingPeriods)[number]

/** The days, both included, that a moving period names on `today`. Finished periods end before it. */
export function daysOf(period: MovingPeriod, today: CivilDate): { from: CivilDate; to: CivilDate } {
  const yesterday = addDays(today, -1)
  // Civil units do not depend on where one is: any zone will do.
  const unit = (name: 'week' | 'month' | 'year') => periodOfDate(today, name, 'UTC')
  switch (period) {
    case 'LAST_7_DAYS':
      return { from: addDays(today, -7), to: yesterday }
    case 'LAST_30_DAYS':
      return { from: addDays(today, -30), to: yesterday }
    case 'LAST_WEEK':
      return { from: addDays(unit('week').from, -7), to: addDays(unit('week').from, -1) }
    case 'LAST_MONTH':
      return { from: shiftPeriod(unit('month'), -1, 'UTC').from, to: addDays(unit('month').from, -1) }
    case 'LAST_12_MONTHS':
      return { from: shiftPeriod(unit('month'), -12, 'UTC').from, to: addDays(unit('month').from, -1) }
    case 'THIS_MONTH':
      return { from: unit('month').from, to: today }
    case 'THIS_YEAR':
      return { from: unit('year').from, to: today }
  }
}

export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY'] as const
export type Frequency = (typeof frequencies)[number]

export type Timing = {
  readonly frequency: Frequency
  /** 1 Monday to 7 Sunday; of weekly ones. */
  readonly weekday: number | null
  /** Of the month; of monthly ones. A day that a month does not have is its last. */
  readonly day: number | null
  /** `08:00` on the company's clock. */
  readonly time: string
}

/**
 * The first time after an instant (epoch ms) that a report is due, on the clock of `zone`: at eight in the morning before and
 * after clocks change. A time that a night skips is moved on by what it skips.
 */
export function nextTime({ frequency, weekday, day, time }: Timing, after: number, zone: string): number {
  const [hour, minute] = time.split(':').map(Number)
  const today = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate()
  const at = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: hour!, minute: minute! }) })
      .epochMilliseconds
  const turn = (steps: number): Temporal.PlainDate => {
    if (frequency === 'DAILY') return today.add({ days: steps })
    if (frequency === 'WEEKLY') return today.add({ days: (weekday ?? 1) - today.dayOfWeek + 7 * steps })
    return today
      .with({ day: 1 })
      .add({ months: steps })
      .with({ day: day ?? 1 }, { overflow: 'constrain' })
  }
  for (let steps = 0; ; steps++) if (at(turn(steps)) > after) return at(turn(steps))
}
