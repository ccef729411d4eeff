export const vitalNames = ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'] as const
export type VitalName = (typeof vitalNames)[number]
export type VitalRating = 'GOOD' | 'NEEDS_IMPROVEMENT' | 'POOR'

/** Up to which value a vital is good, and above which it is poor: milliseconds, CLS without unit. Source: web.dev/vitals. */
export const vitalThresholds: Record<VitalName, { good: number; poor: number }> = {
  LCP: { good: 2500, poor: 4000 },
  INP: { good: 200, poor: 500 },
  CLS: { good: 0.1, poor: 0.25 },
  FCP: { good: 1800, poor: 3000 },
  TTFB: { good: 800, poor: 1800 },
}

export function vitalRating(name: VitalName, value: number): VitalRating {
  const { good, poor } = vitalThresholds[name]
  return value <= good ? 'GOOD' : value <= poor ? 'NEEDS_IMPROVEMENT' : 'POOR'
}

/** Upper edges of the histogram of a time, in ms. Every threshold is an edge, so that shares by rating are exact. */
const times = [
  25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1800, 2100, 2500, 3000, 3500, 4000, 5000,
  6000, 8000, 10_000, 15_000, 30_000, 60_000,
] as const
const shifts = [
  0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2, 5,
] as const

/** Upper edges of the buckets of a vital; the first begins at zero, and what lies above the last counts in it. */
export const vitalEdges = (name: VitalName): readonly number[] => (name === 'CLS' ? shifts : times)

/** The bucket (from 0) of a value that is not negative: the first whose upper edge it does not exceed. */
export function vitalBucket(name: VitalName, value: number): number {
  const edges = vitalEdges(name)
  const found = edges.findIndex((edge) => value <= edge)
  return found === -1 ? edges.length - 1 : found
}

/** How many values each bucket holds; buckets without any may be missing. */
export type VitalCounts = ReadonlyMap<number, number>

const sum = (counts: VitalCounts) => [...counts.values()].reduce((total, n) => total + n, 0)

/**
 * The `quantile` (0 to 1) of the values counted, by nearest rank and, inside the bucket it falls in, in proportion: off by no
 * more than the width of that bucket. `null` when nothing was counted.
 */
export function vitalQuantile(name: VitalName, counts: VitalCounts, quantile: number): number | null {
  const rank = Math.max(1, Math.ceil(quantile * sum(counts)))
  let before = 0
  for (const [bucket, upper] of vitalEdges(name).entries()) {
    const n = counts.get(bucket) ?? 0
    if (n > 0 && before + n >= rank) {
      const lower = bucket === 0 ? 0 : vitalEdges(name)[bucket - 1]!
      return lower + ((rank - before) / n) * (upper - lower)
    }
    before += n
  }
  return null
}

/** How many of the values counted are good, need improvement, or are poor. */
export function vitalShares(name: VitalName, counts: VitalCounts): Record<VitalRating, number> {
  const shares = { GOOD: 0, NEEDS_IMPROVEMENT: 0, POOR: 0 }
  for (const [bucket, n] of counts) shares[vitalRating(name, vitalEdges(name)[bucket]!)] += n
  return shares
}
