import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareCdf, chiSquareQuantile } from './chi-square.ts'

describe('chi-square', () => {
  // Published tables (NIST/SEMATECH e-Handbook §1.3.6.7.4); with two degrees the quantile is −2 ln(1 − p).
  it.each([
    [0.95, 2, 5.991],
    [0.975, 2, 7.378],
    [0.95, 10, 18.307],
    [0.025, 20, 9.591],
    [0.975, 20, 34.17],
    [0.99, 1, 6.635],
    [0.975, 100, 129.561],
  ])('quantile %d with %d degrees is %d', (p, degrees, value) => {
    expect(chiSquareQuantile(p, degrees)).toBeCloseTo(value, 3)
  })

  it('with two degrees it is exponential', () => {
    for (const p of [0.001, 0.05, 0.5, 0.95, 0.999])
      expect(chiSquareQuantile(p, 2)).toBeCloseTo(-2 * Math.log(1 - p), 10)
  })

  it('inverts the distribution, which rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        (p, degrees) => {
          const x = chiSquareQuantile(p, degrees)
          expect(chiSquareCdf(x, degrees)).toBeCloseTo(p, 9)
          expect(chiSquareCdf(x * 1.01, degrees)).toBeGreaterThan(chiSquareCdf(x, degrees))
        },
      ),
    )
  })

  it.each([
    [0, 2],
    [1, 2],
    [0.5, 0],
    [Number.NaN, 2],
  ])('refuses p = %d, degrees = %d', (p, degrees) => expect(() => chiSquareQuantile(p, degrees)).toThrow(RangeError))
})
