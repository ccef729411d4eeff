import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSerialNumber } from './serial-number.ts'

describe('parseSerialNumber', () => {
  it.each([
    ['cat0420fjskz01234', 'CAT0420FJSKZ01234'],
    [' 8AJ-HA8CD-1K25 ', '8AJ-HA8CD-1K25'],
    ['7', '7'],
    ['', null],
    ['---', null],
    ['AB 12', null],
    ['AB_12', null],
    ['ÑANDU1', null],
    ['A'.repeat(51), null],
  ])('%j → %s', (text, expected) => expect(parseSerialNumber(text)).toBe(expected))

  it('is idempotent and never yields another alphabet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const serial = parseSerialNumber(text)
        if (serial === null) return
        expect(serial).toMatch(/^[A-Z0-9-]{1,50}$/)
        expect(parseSerialNumber(serial)).toBe(serial)
      }),
    )
  })
})
