import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chileanHolidays,
  easterSunday,
  isHoliday,
  isWorkingDay,
  juneSolstice,
  weekday,
  workingDayFrom,
} from './chilean-holidays.ts'

const dates = (year: number) => chileanHolidays(year).map(({ on }) => on.slice(5))

describe('chileanHolidays', () => {
  it('are those that were decreed', () => {
    expect(dates(2023)).toEqual([
      ...['01-01', '01-02', '04-07', '04-08', '05-01', '05-21', '06-21', '06-26', '07-16', '08-15'],
      ...['09-18', '09-19', '10-09', '10-27', '11-01', '12-08', '12-25'],
    ])
    expect(dates(2024)).toEqual([
      ...['01-01', '03-29', '03-30', '05-01', '05-21', '06-20', '06-29', '07-16', '08-15'],
      ...['09-18', '09-19', '09-20', '10-12', '10-31', '11-01', '12-08', '12-25'],
    ])
    expect(dates(2021)).toContain('06-21')
    expect(dates(2021)).toContain('09-17')
    expect(dates(2018)).toContain('09-17')
    expect(dates(2018)).toContain('11-02')
    expect(dates(2026)).not.toContain('09-17')
  })

  it('find Easter and the June solstice', () => {
    expect([2000, 2019, 2024, 2025, 2038].map(easterSunday)).toEqual([
      ...['2000-04-23', '2019-04-21', '2024-03-31', '2025-04-20', '2038-04-25'],
    ])
    const solstices = [2022, 2023, 2024, 2025, 2026, 2027, 2028].map((year) => juneSolstice(year).slice(8))
    expect(solstices).toEqual(['21', '21', '20', '20', '21', '21', '20'])
  })

  it('go on without end, one of each kind in its own season', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2022, max: 2900 }), (year) => {
        const holidays = chileanHolidays(year)
        expect(holidays.length).toBeGreaterThanOrEqual(16)
        expect(new Set(holidays.map(({ id }) => id)).size).toBe(holidays.length)
        for (const { on } of holidays) expect(isHoliday(on)).toBe(true)
        const on = (id: string) => holidays.find((holiday) => holiday.id === id)!.on
        expect(weekday(easterSunday(year))).toBe(7)
        expect(['19', '20', '21', '22', '23']).toContain(on('indigenousPeoples').slice(8))
        for (const moved of ['peterAndPaul', 'encounter']) expect([1, 6, 7]).toContain(weekday(on(moved)))
        expect([2, 3]).not.toContain(weekday(on('reformation')))
      }),
    )
  })
})

describe('workingDayFrom', () => {
  it('passes weekends and holidays, and no further than ten days', () => {
    expect(workingDayFrom('2026-09-18')).toBe('2026-09-21')
    expect(workingDayFrom('2026-04-02')).toBe('2026-04-02')
    expect(workingDayFrom('2026-04-03')).toBe('2026-04-06')
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: new Date('2022-01-01'), max: new Date('2200-01-01') }), (at) => {
        const date = at.toISOString().slice(0, 10)
        const day = workingDayFrom(date)
        expect(isWorkingDay(day)).toBe(true)
        expect((Date.parse(day) - Date.parse(date)) / 86_400_000).toBeLessThan(10)
      }),
    )
  })
})
