import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { behindBegun, formatOrderNumber, orderNumberBegun, orderNumbersMeant } from './order-number.ts'

const number = fc.record({
  year: fc.integer({ min: 1900, max: 2099 }),
  sequence: fc.integer({ min: 1, max: 999_999 }),
})

describe('order numbers', () => {
  it.each([
    ['OT-2026-000042', ['OT-2026-000042']],
    [' ot 2026 42 ', ['OT-2026-000042']],
    ['2025-7', ['OT-2025-000007']],
    ['OT-2026-1000000', ['OT-2026-1000000']],
    ['OT-2026-000000', []],
    ['OT-26-000042', []],
    ['bomba 7', []],
    ['', []],
  ])('%s means %j', (text, expected) => expect(orderNumbersMeant(text, 2026)).toEqual(expected))

  it('digits alone mean an order of any recent year', () => {
    for (const text of ['123', '000123', 'ot 123']) {
      const meant = orderNumbersMeant(text, 2026)
      expect(meant).toHaveLength(10)
      expect(meant).toEqual(expect.arrayContaining(['OT-2026-000123', 'OT-2017-000123']))
    }
  })

  it.each([
    ['OT-2026-00', 'OT-2026-00'],
    ['ot 2026 1', 'OT-2026-1'],
    ['OT-2026-', 'OT-2026-'],
    ['OT-2', 'OT-2'],
    ['ot2026', 'OT-2026'],
    ['2026', 'OT-2026'],
    ['2026-00', 'OT-2026-00'],
    ['320', null],
    ['OT', null],
    ['2026 campaña', null],
  ])('%s begins %s', (text, expected) => expect(orderNumberBegun(text)).toBe(expected))

  it.each([
    ['OT-2026-00', 'OT-2026-01'],
    ['OT-2026-', 'OT-2027'],
    ['OT-2026-99', 'OT-2027'],
    ['OT-2029', 'OT-203'],
    ['OT-9', null],
  ])('%s ends before %s', (begun, expected) => expect(behindBegun(begun)).toBe(expected))

  it('what is written is meant, whatever part of it begins it, and it sorts as it counts within a year', () => {
    fc.assert(
      fc.property(number, number, fc.nat(9), (a, b, cut) => {
        const written = formatOrderNumber(a)
        expect(orderNumbersMeant(written, 2026)).toEqual([written])
        expect(written.startsWith(orderNumberBegun(written.slice(0, written.length - cut))!)).toBe(true)
        for (const language of ['en', 'es-CL']) {
          const behind = behindBegun(orderNumberBegun(written.slice(0, written.length - cut))!)
          expect(written.localeCompare(behind!, language)).toBe(-1)
        }
        const inYear = { ...b, year: a.year }
        expect(formatOrderNumber(a) < formatOrderNumber(inYear)).toBe(a.sequence < inYear.sequence)
      }),
    )
  })
})
