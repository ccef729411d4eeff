import { expect, test } from 'vitest'
import { figureText } from './figure-text.ts'

test('figures are written as each language writes them', () => {
  expect(figureText('money', 1_234_567, 'es-CL', 'CLP')).toBe('$1.234.567')
  expect(figureText('money', 123_456, 'en', 'USD')).toBe('US$1,234.56')
  expect(figureText('hours', 1234.56, 'es-CL', 'CLP')).toBe('1.234,6 h')
  expect(figureText('percent', 91.54, 'en', 'CLP')).toBe('91.5 %')
  expect(figureText('quantity', 2.125, 'es-CL', 'CLP')).toBe('2,125')
})
