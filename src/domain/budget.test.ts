import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { budgetToDate, equalMonths, straightLine } from './budget.ts'

test('equal months add up to the year, none more than one unit above another', () => {
  expect(equalMonths(14)).toEqual([2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (total) => {
      const months = equalMonths(total)
      expect(months.reduce((sum, month) => sum + month, 0)).toBe(total)
      expect(Math.max(...months) - Math.min(...months)).toBeLessThanOrEqual(1)
    }),
  )
})

describe('a straight line', () => {
  it('goes on at the rate of the days so far', () => expect(straightLine(100, 100, 365)).toBe(365))
  it('says nothing of the first fortnight', () => expect(straightLine(100, 13, 365)).toBeNull())
  it('is what was spent once the period is over', () => expect(straightLine(100, 365, 365)).toBe(100))
})

test('a budget to date is the months gone by and a share of the running one', () => {
  const elapsed = (month: number) => 2.5 - month
  expect(budgetToDate([10, 20, 30, 40], elapsed)).toBe(10 + 20 + 15)
})
