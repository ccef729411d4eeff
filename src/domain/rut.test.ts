import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRut } from './rut.ts'

describe('parseRut', () => {
  it.each([
    ['12.345.678-5', '12345678-5'],
    ['11111111-1', '11111111-1'],
    ['6-K', null],
    ['12.345.678-9', null],
    ['', null],
  ])('%s → %s', (text, expected) => expect(parseRut(text)).toBe(expected))

  it('accepts exactly one of the eleven check digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 99_999_999 }), (body) => {
        const valid = [...'0123456789K'].filter((digit) => parseRut(`${body}-${digit}`) !== null)
        expect(valid).toHaveLength(1)
      }),
    )
  })
})
