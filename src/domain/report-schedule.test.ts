import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysOf, frequencies, movingPeriods, nextTime } from './report-schedule.ts'

const zone = 'America/Santiago'
const next = (timing: Parameters<typeof nextTime>[0], after: string) =>
  new Date(nextTime(timing, Date.parse(after), zone)).toISOString()
const monday = { frequency: 'WEEKLY', weekday: 1, day: null, time: '08:00' } as const

describe('the next time of a report', () => {
  it('is eight in the morning of Chile, in summer as in winter', () => {
    expect(next(monday, '2026-11-26T12:00:00Z')).toBe('2026-11-30T11:00:00.000Z')
    expect(next(monday, '2026-06-10T12:00:00Z')).toBe('2026-06-15T12:00:00.000Z')
    // Clocks went back in the night to Sunday, 5 April 2026.
    expect(next(monday, '2026-04-04T12:00:00Z')).toBe('2026-04-06T12:00:00.000Z')
  })
  it('is later than the moment it is asked at, were it that very moment', () => {
    expect(next(monday, '2026-11-30T10:59:59Z')).toBe('2026-11-30T11:00:00.000Z')
    expect(next(monday, '2026-11-30T11:00:00Z')).toBe('2026-12-07T11:00:00.000Z')
  })
  it('is the last day of a month that is shorter', () => {
    const last = { frequency: 'MONTHLY', weekday: null, day: 31, time: '06:30' } as const
    expect(next(last, '2026-01-31T12:00:00Z')).toBe('2026-02-28T09:30:00.000Z')
    expect(next(last, '2026-02-28T12:00:00Z')).toBe('2026-03-31T09:30:00.000Z')
  })
  it('follows the one before it, whatever the rule', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...frequencies),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 0, max: 23 }),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (frequency, weekday, day, hour, after) => {
          const timing = { frequency, weekday, day, time: `${String(hour).padStart(2, '0')}:15` }
          const first = nextTime(timing, after.getTime(), zone)
          const days = (first - after.getTime()) / 86_400_000
          expect(days).toBeGreaterThan(0)
          expect(days).toBeLessThanOrEqual({ DAILY: 1, WEEKLY: 7, MONTHLY: 31 }[frequency] + 1 / 24)
        },
      ),
    )
  })
})

describe('a moving period', () => {
  it('names whole weeks and months that are over', () => {
    expect(daysOf('LAST_WEEK', '2026-11-26')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(daysOf('LAST_WEEK', '2026-11-30')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(daysOf('LAST_MONTH', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(daysOf('LAST_12_MONTHS', '2026-11-26')).toEqual({ from: '2025-11-01', to: '2026-10-31' })
    expect(daysOf('THIS_MONTH', '2026-11-26')).toEqual({ from: '2026-11-01', to: '2026-11-26' })
  })
  it('never ends in the future', () => {
    for (const period of movingPeriods) expect(daysOf(period, '2026-03-01').to <= '2026-03-01').toBe(true)
  })
})
