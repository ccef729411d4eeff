import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateText, dateTimeText, parseDate, parseDateTime } from './date-text.ts'

test.each([
  ['24-11-2026', '2026-11-24'],
  ['4/1/26', '2026-01-04'],
  ['24.11.2026', '2026-11-24'],
  ['24112026', '2026-11-24'],
  ['2026-11-24', '2026-11-24'],
  ['29-02-2028', '2028-02-29'],
  ['29-02-2027', undefined],
  ['31-04-2026', undefined],
  ['11/24/2026', undefined],
  ['mañana', undefined],
  [' ', null],
])('the date "%s" is %s', (text, date) => {
  expect(parseDate(text)).toBe(date)
})

test.each([
  ['24-11-2026 10:30', '2026-11-24T10:30'],
  ['24/11/2026 7.05', '2026-11-24T07:05'],
  ['24-11-2026, 2359', '2026-11-24T23:59'],
  ['2026-11-24T10:30', '2026-11-24T10:30'],
  ['24-11-2026 24:00', undefined],
  ['24-11-2026', undefined],
  ['', null],
])('the time "%s" is %s', (text, civil) => {
  expect(parseDateTime(text)).toBe(civil)
})

test('what a field shows is read back as the same', () => {
  const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(date, fc.constantFrom('es-CL', 'en'), (at, locale) => {
      const civil = at.toISOString().slice(0, 16)
      expect(parseDate(dateText(civil.slice(0, 10), locale))).toBe(civil.slice(0, 10))
      expect(parseDateTime(dateTimeText(civil, locale))).toBe(civil)
    }),
  )
})
