import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  dateAt,
  dateOfDayNumber,
  dayNumber,
  parsePeriod,
  periodAt,
  periodsBetween,
  periodUnits,
  previousPeriod,
  shiftPeriod,
  startOfDate,
} from './civil-time.ts'

const zone = 'America/Santiago'
const hour = 3_600_000
const utc = (iso: string) => Date.parse(iso)

describe('civil time in America/Santiago', () => {
  it('2024: the first Sunday of April has 25 hours, the Sunday of September 8 has 23 and no midnight', () => {
    const april = periodAt(utc('2024-04-06T15:00Z'), 'day', zone)
    expect((april.end - april.start) / hour).toBe(25)
    const september = periodAt(utc('2024-09-08T15:00Z'), 'day', zone)
    expect((september.end - september.start) / hour).toBe(23)
    expect(startOfDate('2024-09-08', zone)).toBe(utc('2024-09-08T04:00Z'))
  })

  it.each([
    ['2026', 'year', '2026-01-01', '2027-01-01'],
    ['2026-Q3', 'quarter', '2026-07-01', '2026-10-01'],
    ['2026-11', 'month', '2026-11-01', '2026-12-01'],
    ['2026-W01', 'week', '2025-12-29', '2026-01-05'],
    ['2026-W53', 'week', '2026-12-28', '2027-01-04'],
    ['2024-02-29', 'day', '2024-02-29', '2024-03-01'],
  ])('%s is a %s from %s to %s', (text, unit, from, to) => {
    expect(parsePeriod(text, zone)).toMatchObject({
      unit,
      from,
      to,
      start: startOfDate(from, zone),
      end: startOfDate(to, zone),
    })
  })

  it.each(['', '2026-13', '2026-02-30', '2025-W53', '2026-W00', '2026-Q5', 'noviembre', '2026-11-24T00:00'])(
    '%j is no period',
    (text) => expect(parsePeriod(text, zone)).toBeNull(),
  )

  it('late evening in Chile is still the same date though UTC has moved on', () => {
    expect(dateAt(utc('2026-11-25T02:30Z'), zone)).toBe('2026-11-24')
  })

  it('counts days over leap years', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(dayNumber('2025-03-01') - dayNumber('2024-03-01')).toBe(365)
  })

  const instant = fc.integer({ min: utc('2001-01-01T00:00Z'), max: utc('2035-01-01T00:00Z') })
  // Chile moves its clocks on Sundays of March to May and August to October: hours around every Sunday midnight there.
  const nearChange = fc
    .tuple(
      fc.integer({ min: 2001, max: 2034 }),
      fc.constantFrom(2, 3, 4, 7, 8, 9),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: -3, max: 8 }),
    )
    .map(([year, month, day, hours]) => Date.UTC(year, month, day) + hours * hour)
  const unit = fc.constantFrom(...periodUnits)

  it('every instant lies in its period, and periods follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(fc.oneof(instant, nearChange), unit, (at, unit) => {
        const period = periodAt(at, unit, zone)
        expect(period.start <= at && at < period.end).toBe(true)
        expect(previousPeriod(period, zone).end).toBe(period.start)
        expect(shiftPeriod(period, 1, zone).start).toBe(period.end)
        expect(periodAt(period.start, unit, zone)).toEqual(period)
        expect(periodAt(period.end - 1, unit, zone)).toEqual(period)
      }),
    )
  })

  it('a day has 23, 24 or 25 hours, a week seven days', () => {
    fc.assert(
      fc.property(fc.oneof(instant, nearChange), (at) => {
        const day = periodAt(at, 'day', zone)
        expect([23, 24, 25]).toContain((day.end - day.start) / hour)
        const week = periodAt(at, 'week', zone)
        expect(dayNumber(week.to) - dayNumber(week.from)).toBe(7)
        expect(new Date(week.from).getUTCDay()).toBe(1)
      }),
    )
  })

  it('shifting there and back is nothing; the periods of a span cover it', () => {
    fc.assert(
      fc.property(instant, unit, fc.integer({ min: -40, max: 40 }), (at, unit, steps) => {
        const period = periodAt(at, unit, zone)
        expect(shiftPeriod(shiftPeriod(period, steps, zone), -steps, zone)).toEqual(period)
        const span = { start: at, end: at + 20 * 24 * hour }
        const covering = periodsBetween(span, unit, zone)
        expect(covering[0]!.start <= span.start && covering.at(-1)!.end >= span.end).toBe(true)
        covering.slice(1).forEach((p, i) => {
          expect(p.start).toBe(covering[i]!.end)
        })
      }),
    )
  })

  it('a date and its day number are the same thing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), (day) => {
        expect(dayNumber(dateOfDayNumber(day))).toBe(day)
      }),
    )
  })
})
