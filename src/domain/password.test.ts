import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { checkPassword, normalisePassword } from './password.ts'

const policy = {
  secondFactor: false,
  common: commonPasswords,
  context: ['ana.soto@faena.example', 'Ana María Soto Gutiérrez', 'Faena', 'Minera Los Pimientos'],
}
const codes = (text: string, secondFactor = false) =>
  checkPassword(text, { ...policy, secondFactor }).map((r) => r.code)

describe('checkPassword', () => {
  it.each([
    'el perro de mi tía ladra',
    'camion verde sube lento',
    '🚜 retro amarilla 🚜 lista',
    'xK9#mQ2$vL7@pR4',
    'contraseña de la bodega norte',
  ])('accepts %s', (text) => expect(codes(text)).toEqual([]))

  it.each([
    ['', ['PASSWORD_TOO_SHORT']],
    ['corta', ['PASSWORD_TOO_SHORT']],
    ['colocolo', ['PASSWORD_TOO_SHORT', 'PASSWORD_COMMON']],
    ['Password12345678!', ['PASSWORD_COMMON']],
    ['contraseña1234567', ['PASSWORD_COMMON']],
    ['passwordpassword', ['PASSWORD_COMMON']],
    ['qwertyuiopasdfghjkl', ['PASSWORD_COMMON']],
    ['aaaaaaaaaaaaaaaaaa', ['PASSWORD_PREDICTABLE']],
    ['xyzxyzxyzxyzxyzxyz', ['PASSWORD_PREDICTABLE']],
    ['mnopqrstuvwxyz{|}', ['PASSWORD_PREDICTABLE']],
    ['987654321098765', ['PASSWORD_PREDICTABLE']],
    ['ana.soto@faena.example', ['PASSWORD_PERSONAL']],
    ['GUTIÉRREZ-20261124', ['PASSWORD_PERSONAL']],
    ['pimientospimientos', ['PASSWORD_PERSONAL']],
    ['x'.repeat(60) + 'y'.repeat(69), ['PASSWORD_TOO_LONG']],
  ])('%s: %s', (text, expected) => expect(codes(text)).toEqual(expected))

  it('a second factor lowers the minimum to eight, nothing else', () => {
    expect(codes('verdelim', true)).toEqual([])
    expect(codes('verdeli', true)).toEqual(['PASSWORD_TOO_SHORT'])
    expect(codes('password', true)).toEqual(['PASSWORD_COMMON'])
  })

  it('says how many characters it wants and which word it knows', () => {
    expect(checkPassword('corta', policy)[0]!.params).toEqual({ minimum: 15 })
    expect(checkPassword('SotoSotoSotoSoto', policy)[0]!.params).toEqual({ word: 'soto' })
  })

  it('counts code points, and the same text in another normal form is the same password', () => {
    expect(codes('🚜'.repeat(7) + '🔧'.repeat(7))).toContain('PASSWORD_TOO_SHORT')
    expect(normalisePassword('cami\u00f3n')).toBe(normalisePassword('camio\u0301n'))
  })

  it('never asks for a kind of character: four or more unlisted words of one case are always accepted', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 5, maxLength: 8 })
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 4, maxLength: 8 }), (words) => {
        expect(codes(words.join(' '))).toEqual([])
      }),
    )
  })

  it('no listed password is accepted, whatever digits and signs are put around it', () => {
    const decoration = fc.string({ unit: fc.constantFrom(...'0123456789!.-#$'), maxLength: 12 })
    fc.assert(
      fc.property(
        fc.constantFrom(...[...commonPasswords].filter((p) => /^\p{L}.*\p{L}$/u.test(p))),
        decoration,
        decoration,
        (word, before, after) => {
          expect(codes(`${before}${word.toUpperCase()}${after}`)).toContain('PASSWORD_COMMON')
        },
      ),
    )
  })
})

describe('commonPasswords', () => {
  it('are a thousand or more, in the form they are compared in', () => {
    expect(commonPasswords.size).toBeGreaterThanOrEqual(1000)
    for (const password of commonPasswords) expect(password).toBe(normalisePassword(password).toLowerCase())
  })

  it.each(['123456', 'password', 'qwerty', 'colocolo', 'chile', 'contraseña', 'iloveyou', 'admin'])(
    'have %s',
    (text) => {
      expect(commonPasswords.has(text)).toBe(true)
    },
  )
})
