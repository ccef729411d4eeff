import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReorderSuggestion, suggestReorderPoint } from './reorder-point.ts'

const suggested = (months: readonly number[], leadTimeDays: number | null, service = 0.95) =>
  suggestReorderPoint(months, leadTimeDays, service) as ReorderSuggestion

describe('reorder point', () => {
  it('is the quantile of the demand while waiting: Poisson with mean 4 at 95 % is 8', () => {
    const steady = Array(12).fill(4)
    expect(suggested(steady, 365.25 / 12)).toMatchObject({ reorderPoint: 8, expected: 4, monthly: 4, deviation: 0 })
  })

  it('grows with clumps: the same mean of 2 a month, all of it every third month', () => {
    const even = Array(12).fill(2)
    const clumps = Array.from({ length: 12 }, (_, month) => (month % 3 === 0 ? 6 : 0))
    expect(suggested(even, 30).reorderPoint).toBe(5)
    expect(suggested(clumps, 30).reorderPoint).toBe(8)
  })

  it.each([
    ['no lead time', [1, 1, 1, 1], null, 'LEAD_TIME_UNKNOWN'],
    ['demand in two months only', [5, 0, 3, 0, 0], 10, 'TOO_LITTLE_DEMAND'],
  ])('%s is refused', (_, months, lead, code) =>
    expect(suggestReorderPoint(months, lead, 0.95)).toMatchObject({ code }),
  )

  it('never falls with more service, longer waits or more demand', () => {
    const months = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 120 }), (demand, lead) => {
        fc.pre(demand.filter((quantity) => quantity > 0).length >= 3)
        const { reorderPoint, expected } = suggested(demand, lead)
        expect(suggested(demand, lead, 0.99).reorderPoint).toBeGreaterThanOrEqual(reorderPoint)
        expect(suggested(demand, lead + 30).reorderPoint).toBeGreaterThanOrEqual(reorderPoint)
        expect(
          suggested(
            demand.map((quantity) => quantity + 1),
            lead,
          ).reorderPoint,
        ).toBeGreaterThanOrEqual(reorderPoint)
        expect(reorderPoint).toBeGreaterThanOrEqual(Math.floor(expected))
      }),
    )
  })
})
