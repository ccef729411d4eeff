import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnProfile, describeColumn, observe } from './column-profile.ts'
import { minorDigits, parseWrittenNumber, toMinorUnits } from './number-text.ts'

const cents = fc.integer({ min: -9_999_999_999, max: 9_999_999_999 })

function written(value: number, decimal: '.' | ',', grouped: boolean): string {
  const [whole, rest] = Math.abs(value / 100)
    .toFixed(2)
    .split('.') as [string, string]
  const group = decimal === '.' ? ',' : '.'
  const digits = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole
  return `${value < 0 ? '-' : ''}${digits}${decimal}${rest}`
}

const typeOf = (values: string[]) => {
  const profile = columnProfile('Costo')
  for (const value of values) observe(profile, value)
  return describeColumn(profile).type
}

describe('reading numbers', () => {
  test('what is written with either sign is read back', () => {
    fc.assert(
      fc.property(cents, fc.constantFrom('.' as const, ',' as const), fc.boolean(), (value, decimal, grouped) => {
        expect(parseWrittenNumber(written(value, decimal, grouped), decimal)).toBe(value / 100)
      }),
    )
  })

  test.each([
    ['$ 1.234.567', ',', 1_234_567],
    ['CLP 12.500,50', ',', 12_500.5],
    ['(1,234.50)', '.', -1234.5],
    ['340.00-', '.', -340],
    ['-$5', '.', -5],
    ['1 234,5', ',', 1234.5],
    ["1'234.5", '.', 1234.5],
    ['1e-7', '.', 1e-7],
    ['−12', '.', -12],
    ['.5', '.', 0.5],
  ] as const)('%s', (text, decimal, value) => {
    expect(parseWrittenNumber(text, decimal)).toBe(value)
  })

  test.each(['', 'PM01', '1.2.3', '12,34,5', '--5', '(-5)', '1,23', 'NaN', 'Infinity', '0x10', '1.234.56'])(
    'not a number: %s',
    (text) => {
      expect(parseWrittenNumber(text, '.')).toBeNull()
    },
  )
})

describe('guessing the decimal sign', () => {
  test('amounts with cents show it', () => {
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('.' as const, ',' as const),
        fc.boolean(),
        (values, decimal, grouped) => {
          expect(typeOf(values.map((value) => written(value, decimal, grouped)))).toEqual({
            kind: 'number',
            decimal,
            ambiguous: false,
          })
        },
      ),
    )
  })

  test('thousands alone could be either, and a person is asked', () => {
    expect(typeOf(['1.234', '12.500'])).toEqual({ kind: 'number', decimal: ',', ambiguous: true })
    expect(typeOf(['1,234', '12,500'])).toEqual({ kind: 'number', decimal: '.', ambiguous: true })
  })

  test('whole numbers need no sign', () => {
    expect(typeOf(['1', '200', '0'])).toEqual({ kind: 'number', decimal: '.', ambiguous: false })
  })
})

test('minor units: pesos have none, dollars two, halves go away from zero', () => {
  expect(minorDigits('CLP')).toBe(0)
  expect(minorDigits('USD')).toBe(2)
  expect(toMinorUnits(1.005, 2)).toBe(101)
  expect(toMinorUnits(-183.5, 0)).toBe(-184)
  expect(toMinorUnits(1e-7, 2)).toBe(0)
  expect(toMinorUnits(407.4, 2)).toBe(40_740)
})
