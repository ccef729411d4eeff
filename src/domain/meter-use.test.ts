import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MeterReading } from './meter.ts'
import { dailyUse } from './meter-use.ts'

const day = 86_400_000
const now = Date.parse('2026-11-24T12:00Z')
const daily = (count: number, perDay: number): MeterReading[] =>
  Array.from({ length: count }, (_, i) => ({
    at: now - (count - 1 - i) * day,
    value: i * perDay,
    offset: 0,
    voided: false,
  }))

describe('dailyUse', () => {
  it('finds the slope of steady use, however many readings', () => {
    for (const count of [8, 30, 90]) expect(dailyUse(daily(count, 9.5), now)).toMatchObject({ perDay: 9.5, n: count })
  })

  it('needs two readings at least a week apart within 90 days', () => {
    expect(dailyUse([], now)).toBeNull()
    expect(dailyUse(daily(7, 9), now)).toBeNull()
    expect(dailyUse(daily(30, 9), now + 120 * day)).toBeNull()
  })

  it('a unit parked on weekends uses five sevenths of its working day', () => {
    let total = 0
    const readings = Array.from({ length: 84 }, (_, i) => {
      if (i % 7 < 5) total += 14
      return { at: now - (83 - i) * day, value: total, offset: 0, voided: false }
    })
    expect(dailyUse(readings, now)!.perDay).toBeCloseTo(10, 0)
  })

  it('goes on over an exchanged meter and past voided readings', () => {
    const readings = daily(40, 10).map((r, i) => (i < 20 ? r : { ...r, value: r.value - 200, offset: 200 }))
    expect(dailyUse([...readings, { at: now, value: 9_999, offset: 0, voided: true }], now)!.perDay).toBeCloseTo(10)
  })

  it('one reading in ten that is far off does not move it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.integer({ min: -5_000, max: 5_000 }), (i, error) => {
        const readings = daily(40, 10).map((r, k) =>
          k % 40 === i || k % 40 === (i + 13) % 40 ? { ...r, value: r.value + error } : r,
        )
        const use = dailyUse(readings, now)!
        expect(use.perDay).toBeCloseTo(10, 6)
        expect(use.low <= use.perDay && use.perDay <= use.high).toBe(true)
      }),
    )
  })
})
