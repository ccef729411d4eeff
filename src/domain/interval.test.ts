import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clip, type Interval, intersect, merge, overlaps, subtract, total } from './interval.ts'

const of = (...pairs: [number, number][]): Interval[] => pairs.map(([start, end]) => ({ start, end }))
const instant = fc.integer({ min: 0, max: 60 })
const interval = fc.tuple(instant, instant).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
const set = fc.array(interval, { maxLength: 12 })
/** Oracle: the whole units of time a set covers. */
const units = (intervals: readonly Interval[]) =>
  Array.from({ length: 60 }, (_, t) => intervals.some((i) => i.start <= t && t < i.end))
const covered = (intervals: readonly Interval[]) => units(intervals).filter(Boolean).length

describe('intervals', () => {
  it('merges overlapping and touching, keeps gaps', () => {
    expect(merge(of([5, 9], [1, 3], [3, 5], [8, 10], [12, 12], [20, 21]))).toEqual(of([1, 10], [20, 21]))
  })

  it('cuts at a window and leaves out what is outside', () => {
    expect(clip(of([0, 10], [15, 30], [40, 50]), { start: 5, end: 20 })).toEqual(of([5, 10], [15, 20]))
  })

  it('takes holes out of the middle and the ends', () => {
    expect(subtract(of([0, 10], [20, 30]), of([2, 4], [8, 22]))).toEqual(of([0, 2], [4, 8], [22, 30]))
  })

  it('an interval that still lasts is cut like another', () => {
    expect(clip(of([3, Infinity]), { start: 0, end: 9 })).toEqual(of([3, 9]))
  })

  it('touching intervals and empty ones do not overlap', () => {
    expect(overlaps({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false)
    expect(overlaps({ start: 3, end: 3 }, { start: 0, end: 9 })).toBe(false)
    expect(overlaps({ start: 0, end: 6 }, { start: 5, end: 9 })).toBe(true)
  })

  it('merging is idempotent, independent of order, and never adds time', () => {
    fc.assert(
      fc.property(set, fc.infiniteStream(fc.nat()), (intervals, keys) => {
        const merged = merge(intervals)
        const shuffled = intervals.map((i) => ({ i, key: keys.next().value })).sort((a, b) => a.key - b.key)
        expect(merge(merged)).toEqual(merged)
        expect(merge(shuffled.map(({ i }) => i))).toEqual(merged)
        expect(total(intervals)).toBeLessThanOrEqual(intervals.reduce((sum, i) => sum + i.end - i.start, 0))
        expect(total(intervals)).toBe(covered(intervals))
      }),
    )
  })

  it('intersection and difference divide a set exactly', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        expect(units(intersect(a, b))).toEqual(units(a).map((inA, t) => inA && units(b)[t]))
        expect(units(subtract(a, b))).toEqual(units(a).map((inA, t) => inA && !units(b)[t]))
        expect(total(intersect(a, b)) + total(subtract(a, b))).toBe(total(a))
        expect(intersect(a, b)).toEqual(intersect(b, a))
      }),
    )
  })

  it('clipping keeps exactly the time inside the window', () => {
    fc.assert(
      fc.property(set, interval, (a, w) => {
        expect(total(clip(a, w))).toBe(total(intersect(a, [w])))
      }),
    )
  })
})
