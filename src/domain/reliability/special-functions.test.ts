import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquareCdf,
  chiSquareQuantile,
  digamma,
  gammaP,
  gammaQ,
  lnGamma,
  normalCdf,
  normalQuantile,
} from './special-functions.ts'

describe('special functions', () => {
  // Values of Abramowitz and Stegun's tables and of SciPy 1.16.
  it.each([
    ['ln Γ(0.1)', lnGamma(0.1), 2.252712651734206],
    ['ln Γ(100.5)', lnGamma(100.5), 361.43554046777757],
    ['ψ(0.3)', digamma(0.3), -3.502524222200133],
    ['P(50, 60)', gammaP(50, 60), 0.9155933189063082],
    ['Φ(−8)', normalCdf(-8), 6.22096057427174e-16],
    ['z at 0.975', normalQuantile(0.975), 1.959963984540054],
    ['z at 1e-12', normalQuantile(1e-12), -7.034483825301131],
    ['χ² 20 at 0.025', chiSquareQuantile(0.025, 20), 9.590777392264867],
    ['χ² 1000 at 0.5', chiSquareQuantile(0.5, 1000), 999.333412403381],
    ['χ² 1 at 0.01', chiSquareQuantile(0.01, 1), 0.00015708785790970184],
  ])('%s', (_, actual, expected) => expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-12))

  it('quantiles invert distributions', () => {
    const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
    fc.assert(
      fc.property(probability, fc.integer({ min: 1, max: 400 }), (p, degrees) => {
        expect(chiSquareCdf(chiSquareQuantile(p, degrees), degrees)).toBeCloseTo(p, 9)
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12)
      }),
    )
  })

  it('the two halves of the incomplete gamma sum to one', () => {
    const positive = fc.double({ min: 1e-3, max: 500, noNaN: true })
    fc.assert(
      fc.property(positive, positive, (a, x) => {
        expect(gammaP(a, x) + gammaQ(a, x)).toBeCloseTo(1, 12)
      }),
    )
  })
})
