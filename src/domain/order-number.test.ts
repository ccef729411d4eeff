import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatOrderNumber, parseOrderNumber } from './order-number.ts'

describe('order numbers', () => {
  it.each([
    ['OT-2026-000042', { year: 2026, sequence: 42 }],
    [' ot 2026 42 ', { year: 2026, sequence: 42 }],
    ['OT-2026-1000000', { year: 2026, sequence: 1_000_000 }],
    ['OT-2026-000000', null],
    ['OT-26-000042', null],
    ['2026-000042', null],
    ['OT-2026', null],
  ])('%s', (text, expected) => expect(parseOrderNumber(text)).toEqual(expected))

  it('what is written can be read, and sorts as it counts within a year', () => {
    const number = fc.record({
      year: fc.integer({ min: 1000, max: 9999 }),
      sequence: fc.integer({ min: 1, max: 999_999 }),
    })
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(parseOrderNumber(formatOrderNumber(a))).toEqual(a)
        const inYear = { ...b, year: a.year }
        expect(formatOrderNumber(a) < formatOrderNumber(inYear)).toBe(a.sequence < inYear.sequence)
      }),
    )
  })
})
