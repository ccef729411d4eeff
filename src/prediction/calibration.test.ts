import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { calibrate, fitCalibration, uncalibrated } from './calibration.ts'

const logOdds = (p: number) => Math.log(p / (1 - p))

/** Rows whose true log-odds are `intercept + slope · log-odds` of what was predicted. */
function sample(rows: number, seed: number, intercept: number, slope: number) {
  const random = seededRandom(seed)
  const predicted = Float64Array.from({ length: rows }, () => 0.02 + 0.96 * random())
  const labels = Uint8Array.from(predicted, (p) => {
    return random() < 1 / (1 + Math.exp(-(intercept + slope * logOdds(p)))) ? 1 : 0
  })
  return { predicted, labels }
}

describe('calibration', () => {
  it('finds the distortion that was put in', () => {
    const { predicted, labels } = sample(20_000, 1, -0.8, 0.5)
    const found = fitCalibration(predicted, labels, 1)
    expect(found.intercept).toBeCloseTo(-0.8, 1)
    expect(found.slope).toBeCloseTo(0.5, 1)
  })

  it('never changes the order, whatever it was fitted on', () => {
    const row = fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.constantFrom(0, 1) })
    const weight = fc.double({ min: 0.01, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), weight, (rows, each) => {
        const predicted = Float64Array.from(rows, ({ p }) => p).sort()
        const labels = Uint8Array.from(rows, ({ y }) => y)
        const { intercept, slope } = fitCalibration(predicted, labels, each)
        expect(slope).toBeGreaterThan(0)
        expect(Number.isFinite(intercept)).toBe(true)
        const corrected = calibrate({ intercept, slope }, predicted)
        expect([...corrected]).toEqual([...corrected].sort((a, b) => a - b))
        for (const p of corrected) expect(p > 0 && p < 1).toBe(true)
      }),
    )
  })

  it('leaves predictions as they are on little evidence, and on evidence that would turn them round', () => {
    const { predicted, labels } = sample(20, 2, 2, 1)
    expect(Math.abs(fitCalibration(predicted, labels, 0.05).intercept)).toBeLessThan(0.3)
    const turned = sample(5000, 3, 0, -1)
    expect(fitCalibration(turned.predicted, turned.labels, 1)).toEqual(uncalibrated)
  })
})
