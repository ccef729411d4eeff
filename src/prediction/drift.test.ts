import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalFrom, seededRandom } from '../domain/random.ts'
import { lossDrift, profileOf, stabilityByChance, stabilityIndex } from './drift.ts'

const normals = (n: number, seed: number, shift = 0) => {
  const random = seededRandom(seed)
  return Array.from({ length: n }, () => normalFrom(random) + shift)
}

describe('population stability index', () => {
  it('worked out by hand: halves become a quarter and three quarters', () => {
    const profile = { edges: [1], shares: [0.5, 0.5, 0] }
    const expected = 0.25 * Math.log(1.5) - 0.25 * Math.log(0.5)
    expect(stabilityIndex(profile, [0, 2, 2, 2])).toBeCloseTo(expected, 12)
  })

  it('cuts into tenths, and knows few values, one value, none and missing ones', () => {
    const ten = profileOf(Array.from({ length: 100 }, (_, i) => i))
    expect(ten.edges).toEqual([9, 19, 29, 39, 49, 59, 69, 79, 89])
    for (const share of ten.shares.slice(0, 10)) expect(share).toBeCloseTo(0.1, 12)
    expect(profileOf([1, 0, 1, Number.NaN])).toEqual({ edges: [0], shares: [0.25, 0.5, 0.25] })
    expect(profileOf([3, 3])).toEqual({ edges: [], shares: [1, 0] })
    expect(profileOf([])).toEqual({ edges: [], shares: [0, 0] })
    expect(stabilityIndex(profileOf([3, 3]), [])).toBe(0)
    expect(stabilityIndex(profileOf([1, 2, 3, 4]), [Number.NaN, Number.NaN])).toBeGreaterThan(1)
  })

  it('is nothing for the same sample, never negative, and grows with the shift', () => {
    const sample = fc.array(fc.double({ min: -5, max: 5 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(sample, sample, (then, now) => {
        expect(stabilityIndex(profileOf(then), then)).toBeCloseTo(0, 12)
        expect(stabilityIndex(profileOf(then), now)).toBeGreaterThanOrEqual(-1e-12)
      }),
    )
    const profile = profileOf(normals(5000, 1))
    const shifts = [0, 0.3, 1].map((shift) => stabilityIndex(profile, normals(5000, 2, shift)))
    expect(shifts[0]).toBeLessThan(0.01)
    expect(shifts[1]).toBeGreaterThan(0.05)
    // Two normal laws one deviation apart have the index 1: (μ₁ − μ₀)² / σ².
    expect(shifts[2]).toBeGreaterThan(0.8)
    expect(shifts[2]).toBeLessThan(1.05)
  })
})

describe('the index of a fleet that has not changed', () => {
  it('lies below its bound of chance in all but one of a hundred draws', () => {
    const profile = profileOf(normals(50_000, 1))
    const bound = stabilityByChance(profile, 40, 1)
    const above = Array.from({ length: 1000 }, (_, i) => stabilityIndex(profile, normals(40, i + 2))).filter(
      (index) => index > bound,
    ).length
    expect(above).toBeLessThan(30)
    expect(above).toBeGreaterThan(1)
    expect(stabilityByChance(profile, 40, 70)).toBeGreaterThan(bound)
    expect(stabilityByChance(profileOf([3, 3]), 40, 70)).toBe(0)
  })
})

describe('log loss of late against that of the back-test', () => {
  const outcomes = (seed: number, odds: number) => {
    const random = seededRandom(seed)
    const probability = Array.from({ length: 1200 }, () => 0.05 + 0.5 * random())
    const label = probability.map((p) => (random() < (odds * p) / (1 - p + odds * p) ? 1 : 0))
    return { probability, label, cluster: probability.map((_, i) => i % 60) }
  }

  it('worked out by hand', () => {
    const drift = lossDrift({ probability: [0.25, 0.5], label: [0, 1], cluster: [4, 9] }, 0.4, 1)!
    const loss = -(Math.log(0.75) + Math.log(0.5)) / 2
    const expected = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75) + Math.log(0.5)) / 2
    expect(drift).toMatchObject({ rows: 2, failures: 1 })
    expect(drift.logLoss).toBeCloseTo(loss, 12)
    expect(drift.excess).toBeCloseTo(loss - 0.4, 12)
    expect(drift.expected).toBeCloseTo(expected, 12)
    expect(lossDrift({ probability: [], label: [], cluster: [] }, 0.4, 1)).toBeNull()
  })

  it('stays quiet while probabilities hold, and speaks when the odds have become three times as high', () => {
    const steady = lossDrift(outcomes(1, 1), lossDrift(outcomes(2, 1), 0, 1)!.logLoss, 1)!
    expect(steady.worse).toBe(false)
    expect(steady.interval95[0]).toBeLessThan(steady.expected)
    expect(steady.interval95[1]).toBeGreaterThan(steady.expected)
    const changed = lossDrift(outcomes(3, 3), steady.logLoss, 1)!
    expect(changed.worse).toBe(true)
    expect(changed.excess).toBeGreaterThan(0.05)
    expect(lossDrift(outcomes(3, 3), steady.logLoss, 1)).toEqual(changed)
  })
})
