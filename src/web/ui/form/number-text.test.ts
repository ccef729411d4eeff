import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberText, parseNumber } from './number-text.ts'

test.each([
  ['es-CL', '1.234,5', 1234.5],
  ['es-CL', '1.234', 1234],
  ['es-CL', '1234.5', 1234.5],
  ['es-CL', '1.234.567', 1_234_567],
  ['es-CL', '$ 1.234.567', 1_234_567],
  ['es-CL', '0,5', 0.5],
  ['es-CL', ',5', 0.5],
  ['es-CL', '−3', -3],
  ['es-CL', '', null],
  ['es-CL', '  ', null],
  ['es-CL', '1.23.4', Number.NaN],
  ['es-CL', 'doce', Number.NaN],
  ['es-CL', '-', Number.NaN],
  ['en', '1,234.5', 1234.5],
  ['en', '1,234', 1234],
  ['en', '12,5', 12.5],
])('%s: "%s" is %s', (locale, text, value) => {
  expect(parseNumber(text, locale)).toBe(value)
})

test('what a field shows is read back as the same number', () => {
  fc.assert(
    fc.property(fc.constantFrom('es-CL', 'en'), fc.integer({ min: -1e12, max: 1e12 }), (locale, thousandths) => {
      const value = thousandths / 1000
      expect(parseNumber(numberText(value, locale, 3), locale)).toBeCloseTo(value, 6)
    }),
  )
})
