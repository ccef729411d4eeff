import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPlate, parsePlate } from './plate.ts'

describe('parsePlate', () => {
  it.each([
    ['BBCL12', 'BBCL12', 'VEHICLE'],
    [' bb·cl-12 ', 'BBCL12', 'VEHICLE'],
    ['AA·10-00', 'AA1000', 'VEHICLE'],
    ['zz 99 99', 'ZZ9999', 'VEHICLE'],
    ['BBBBB-0', 'BBBBB0', 'VEHICLE'],
    ['BBC·12', 'BBC12', 'MOTORCYCLE'],
    ['BBC012', 'BBC12', 'MOTORCYCLE'],
    ['AB 123', 'AB123', 'MOTORCYCLE'],
    ['AB0123', 'AB123', 'MOTORCYCLE'],
    ['BBBB-0', 'BBBB0', 'MOTORCYCLE'],
  ])('%s → %s, %s', (text, plate, kind) => {
    expect(parsePlate(text)).toMatchObject({ text: plate, kind })
  })

  it.each([
    '',
    'BACL12',
    'BBML12',
    'BBQL12',
    'BBCL02',
    'AA0999X',
    'AA0000',
    'ABCDEF',
    '123456',
    'BBCL123',
    'ÑBCL12',
    'B1C2D3',
  ])('refuses %j', (text) => expect(parsePlate(text)).toBeNull())

  const consonants = fc.constantFrom(...'BCDFGHJKLPRSTVWXYZ')
  const separator = fc.constantFrom('', ' ', '-', '·', '.')

  it('reads a plate the same however it is separated and cased, and again from its own display', () => {
    fc.assert(
      fc.property(
        fc.array(consonants, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 10, max: 99 }),
        separator,
        separator,
        fc.boolean(),
        (letters, number, first, second, lower) => {
          const [a, b, c, d] = letters
          const written = `${a}${b}${first}${c}${d}${second}${number}`
          const plate = parsePlate(lower ? written.toLowerCase() : written)?.text
          expect(plate).toBe(`${letters.join('')}${number}`)
          expect(parsePlate(formatPlate(plate!))?.text).toBe(plate)
        },
      ),
    )
  })

  it('never returns a plate with a vowel among four letters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{4}[1-9][0-9]$/), (text) => {
        expect(parsePlate(text) !== null).toBe(!/[AEIOUMNQ]/.test(text.slice(0, 4)))
      }),
    )
  })

  it('shows the groups of the plate', () => {
    expect(['BBCL12', 'AA1000', 'BBC12', 'unknown'].map(formatPlate)).toEqual([
      'BB·CL·12',
      'AA·10·00',
      'BBC·12',
      'unknown',
    ])
  })
})
