import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type VitalName,
  vitalBucket,
  vitalEdges,
  vitalNames,
  vitalQuantile,
  vitalRating,
  vitalShares,
  vitalThresholds,
} from './web-vitals.ts'

function counted(name: VitalName, values: readonly number[]) {
  const counts = new Map<number, number>()
  for (const value of values) {
    const bucket = vitalBucket(name, value)
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  return counts
}

const sample = fc.constantFrom(...vitalNames).chain((name) =>
  fc.record({
    name: fc.constant(name),
    values: fc.array(fc.double({ min: 0, max: vitalEdges(name).at(-1)!, noNaN: true }), { minLength: 1 }),
    quantile: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
)

describe('the histogram of a web vital', () => {
  it('has every threshold as an edge, in rising order', () => {
    for (const name of vitalNames) {
      const edges = vitalEdges(name)
      expect([...edges].sort((a, b) => a - b)).toEqual(edges)
      expect(edges).toContain(vitalThresholds[name].good)
      expect(edges).toContain(vitalThresholds[name].poor)
    }
  })

  it('gives a quantile no further from the exact one than the bucket is wide', () => {
    fc.assert(
      fc.property(sample, ({ name, values, quantile }) => {
        const rank = Math.max(1, Math.ceil(quantile * values.length))
        const exact = [...values].sort((a, b) => a - b)[rank - 1]!
        const bucket = vitalBucket(name, exact)
        const width = vitalEdges(name)[bucket]! - (vitalEdges(name)[bucket - 1] ?? 0)
        const estimate = vitalQuantile(name, counted(name, values), quantile)!
        expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('counts by rating what each value would be rated by itself', () => {
    fc.assert(
      fc.property(sample, ({ name, values }) => {
        const exact = { GOOD: 0, NEEDS_IMPROVEMENT: 0, POOR: 0 }
        for (const value of values) exact[vitalRating(name, value)] += 1
        expect(vitalShares(name, counted(name, values))).toEqual(exact)
      }),
    )
  })

  it('knows nothing of nothing, and keeps what is beyond the last edge in the last bucket', () => {
    expect(vitalQuantile('LCP', new Map(), 0.75)).toBeNull()
    expect(vitalQuantile('LCP', counted('LCP', [1e9]), 0.75)).toBe(60_000)
    expect(vitalQuantile('LCP', counted('LCP', [2500, 2500, 2500, 9000]), 0.75)).toBe(2500)
  })
})
