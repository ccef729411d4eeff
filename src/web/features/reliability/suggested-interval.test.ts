import { expect, test } from 'vitest'
import { suggestedInterval } from './suggested-interval.ts'

const plan = { id: '', name: '', version: 1, proposed: false, calendar: null, meter: null }

test('an optimum is proposed as somebody would write it', () => {
  expect(suggestedInterval(1237.4, 'HOURS', plan)).toBe(1200)
  expect(suggestedInterval(412, 'HOURS', plan)).toBe(410)
  expect(suggestedInterval(9.6, 'KM', plan)).toBe(10)
  expect(suggestedInterval(0.2, 'HOURS', plan)).toBe(1)
  expect(suggestedInterval(100, 'DAYS', { ...plan, calendar: { every: 1, unit: 'month' } })).toBe(3)
  expect(suggestedInterval(10, 'DAYS', { ...plan, calendar: { every: 1, unit: 'month' } })).toBe(1)
  expect(suggestedInterval(10, 'DAYS', { ...plan, calendar: { every: 30, unit: 'day' } })).toBe(10)
})
