import type { KpiPeriod, KpiScope } from '../../../contract/kpi.ts'
import { addDays, dateAt, dayNumber, periodsBetween, startOfDate } from '../../../domain/civil-time.ts'
import type { Interval } from '../../../domain/interval.ts'
import { refuseField } from '../../platform/problem.ts'
import type { Reach } from './summaries.ts'

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
  const to = asked.to ?? latest(from, today)
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

/** Civil dates compare as text. */
export const latest = (...dates: string[]): string => dates.sort().at(-1)!
const earliest = (...dates: string[]): string => dates.sort()[0]!

/** The civil months of a period, each cut at its ends. */
export function monthsOf(period: AskedPeriod, zone: string): AskedPeriod[] {
  return periodsBetween(period, 'month', zone).map((month) => ({
    from: latest(month.from, period.from),
    to: earliest(addDays(month.to, -1), period.to),
    start: Math.max(month.start, period.start),
    end: Math.min(month.end, period.end),
  }))
}

export interface Piece {
  grain: 'month' | 'day'
  /** `[from, to)` by first days. */
  from: string
  to: string
}

/** Splits a period into whole months and days that are summarised, and the rest, to be read from the records. */
export function pieces(period: Interval, reach: Reach, zone: string): { summed: Piece[]; live: Interval[] } {
  const months = run(period, 'month', zone, { from: '', to: reach.month })
  const edges = months ? [before(period, months), after(period, months)] : [period]
  const summed: Piece[] = months ? [{ grain: 'month', from: months.from, to: months.to }] : []
  const live: Interval[] = []
  for (const edge of edges) {
    const days = run(edge, 'day', zone, { from: reach.since, to: reach.day })
    if (days) summed.push({ grain: 'day', from: days.from, to: days.to })
    live.push(...(days ? [before(edge, days), after(edge, days)] : [edge]))
  }
  return { summed, live: live.filter(({ start, end }) => start < end) }
}

type Run = Interval & { from: string; to: string }
const before = (whole: Interval, part: Interval): Interval => ({ start: whole.start, end: part.start })
const after = (whole: Interval, part: Interval): Interval => ({ start: part.end, end: whole.end })

/** The whole months or days inside a period and between two dates; they follow each other. */
function run(period: Interval, grain: Piece['grain'], zone: string, dates: { from: string; to: string }): Run | null {
  const whole = periodsBetween(period, grain, zone).filter(
    ({ start, end, from, to }) => start >= period.start && end <= period.end && from >= dates.from && to <= dates.to,
  )
  const [first, last] = [whole[0], whole.at(-1)]
  return first && last ? { start: first.start, end: last.end, from: first.from, to: last.to } : null
}
