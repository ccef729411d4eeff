import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labourCost, orderCost, roundHalfAway } from './order-cost.ts'

describe('cost of an order', () => {
  it.each([
    [0.5, 1],
    [-0.5, -1],
    [2.4999, 2],
    [-2.5, -3],
    [0, 0],
  ])('%d rounds to %d', (value, rounded) => expect(roundHalfAway(value)).toBe(rounded))

  it.each([
    [1.5, 12_500, 18_750],
    [0.29, 100, 29],
    [0.01, 50, 1],
    [0, 12_500, 0],
  ])('%d h at %d is %d', (hours, rate, cost) => expect(labourCost(hours, rate)).toBe(cost))

  it('adds labour by entry, parts and services', () => {
    const labour = [
      { hours: 2, ratePerHour: 11_000 },
      { hours: 0.33, ratePerHour: 9_001 },
    ]
    expect(orderCost({ labour, parts: [45_990, -5_000], services: [120_000] })).toEqual({
      labour: 24_970,
      parts: 40_990,
      services: 120_000,
      total: 185_960,
    })
  })

  it('agrees with exact rational arithmetic', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 10_000_000 }), (hundredths, rate) => {
        const doubled = BigInt(hundredths) * BigInt(rate) * 2n
        const exact = (doubled + 100n) / 200n
        expect(BigInt(labourCost(hundredths / 100, rate))).toBe(exact)
      }),
    )
  })
})
