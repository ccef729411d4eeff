import type { KpiPeriod, KpiScope } from '../../../contract/kpi.ts'
import { addDays, dateAt, dayNumber, type Period, periodsBetween, startOfDate } from '../../../domain/civil-time.ts'
import type { Interval } from '../../../domain/interval.ts'
import { refuseField } from '../../platform/problem.ts'

/** Longer spans than this are refused: nobody reads them, and they cost the most. */
const longestDays = 366 * 30

export interface AskedPeriod extends Interval {
  /** First and last civil day. */
  from: string
  to: string
}

/** The days asked for, cut at now: what has not happened yet is in no KPI. */
export function askedPeriod(asked: Pick<KpiScope, 'from' | 'to'>, zone: string, now: number): AskedPeriod {
  const today = dateAt(now, zone)
  const from = asked.from ?? (asked.to ?? today).slice(0, 8).concat('01')
  const to = asked.to ?? (from > today ? from : today)
  if (to < from) throw refuseField('to', 'invalid')
  if (dayNumber(to) - dayNumber(from) > longestDays) throw refuseField('from', 'invalid')
  const start = startOfDate(from, zone)
  return { from, to, start, end: Math.max(start, Math.min(now, startOfDate(addDays(to, 1), zone))) }
}

/**
 * The period to compare with: the months before whole months, else as many days before as asked for; and when the asked
 * one still runs, only as much of it as has passed, so that half a month is not compared with a whole one.
 */
export function periodBefore(period: AskedPeriod, zone: string): AskedPeriod {
  const months = wholeMonths(period, zone)
  const from = months
    ? monthsEarlier(period.from, months)
    : addDays(period.from, dayNumber(period.from) - dayNumber(period.to) - 1)
  const to = addDays(period.from, -1)
  const start = startOfDate(from, zone)
  const complete = period.end >= startOfDate(addDays(period.to, 1), zone)
  const end = complete ? period.start : Math.min(period.start, start + (period.end - period.start))
  return { from, to: complete ? to : dateAt(Math.max(start, end - 1), zone), start, end }
}

/** How many whole months the days are, a running last month included; 0 when they are not. */
function wholeMonths({ from, to, start, end }: AskedPeriod, zone: string): number {
  const endsMonth = addDays(to, 1).endsWith('-01')
  const runs = end < startOfDate(addDays(to, 1), zone) || end <= start
  if (!from.endsWith('-01') || !(endsMonth || runs)) return 0
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7)) + 1
  )
}

function monthsEarlier(first: string, months: number): string {
  const index = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 - months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`
}

export const toKpiPeriod = ({ from, to, start, end }: AskedPeriod): KpiPeriod => ({
  from,
  to,
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})

/** The civil months of a period, each cut at its ends. */
export function monthsOf(period: AskedPeriod, zone: string): AskedPeriod[] {
  return periodsBetween(period, 'month', zone).map((month) => ({
    from: month.from > period.from ? month.from : period.from,
    to: addDays(month.to, -1) < period.to ? addDays(month.to, -1) : period.to,
    start: Math.max(month.start, period.start),
    end: Math.min(month.end, period.end),
  }))
}

export interface Pieces {
  /** Summarised months, `[from, to)` by first days; `null` when there is none. */
  months: { from: string; to: string } | null
  /** What has to be read from the records: the days before, after, or everything. */
  live: Interval[]
}

/** Splits a period into whole summarised months (before `next`) and the rest. */
export function pieces(period: Interval, next: string, zone: string): Pieces {
  if (period.start >= period.end) return { months: null, live: [] }
  const whole = periodsBetween(period, 'month', zone).filter(
    (month) => month.start >= period.start && month.end <= period.end && month.from < next,
  )
  const [first, last] = [whole[0], whole.at(-1) as Period | undefined]
  if (!first || !last) return { months: null, live: [period] }
  const live = [
    { start: period.start, end: first.start },
    { start: last.end, end: period.end },
  ]
  return { months: { from: first.from, to: last.to }, live: live.filter(({ start, end }) => start < end) }
}
