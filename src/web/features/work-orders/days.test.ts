import { describe, expect, it } from 'vitest'
import { calendarDays, monday, plusDays, plusMonths } from './days.ts'

describe('civil days', () => {
  it.each([
    ['2026-11-24', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
  ])('the week of %s starts on %s', (date, start) => expect(monday(date)).toBe(start))

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s and %d days is %s', (date, days, later) => expect(plusDays(date, days)).toBe(later))

  it('months are counted by their first day', () => {
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-01')
    expect(plusMonths('2026-01-15', -1)).toBe('2025-12-01')
  })

  it('a calendar shows whole weeks', () => {
    expect(calendarDays('2026-11-24', 'week')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ])
    const month = calendarDays('2026-11-24', 'month')
    expect([month.length, month[0], month.at(-1)]).toEqual([42, '2026-10-26', '2026-12-06'])
    // February 2027 fills four weeks exactly.
    expect(calendarDays('2027-02-10', 'month')).toHaveLength(28)
  })
})
