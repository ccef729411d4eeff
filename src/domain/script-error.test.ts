import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scriptErrorSignature, withoutPersonalData } from './script-error.ts'

const id = '0199a8c0-1234-7abc-8def-0123456789ab'
const error = {
  kind: 'ERROR' as const,
  message: 'Cannot read properties of undefined (reading 12)',
  source: 'https://faena.example/assets/order-page-BZxK3_a1.js',
  stack: 'TypeError: x\n    at draw (https://faena.example/assets/order-page-BZxK3_a1.js:1:2034)\n    at run (…)',
}

describe('what is kept of an error', () => {
  it.each([
    ['Falla de ana.p@faena.example', 'Falla de :email'],
    [`GET /api/v1/assets/${id} 404`, 'GET /api/v1/assets/:id 404'],
    ['at https://faena.example/report?token=abc&x=1:2', 'at https://faena.example/report'],
    ['Rut 12.345.678-5 y 12345678-K', 'Rut :rut y :rut'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'Bearer :token'],
    ['at draw (https://faena.example/assets/order-page-BZxK3_a1.js:1:2034)', null],
    ['Cannot read properties of undefined', null],
  ])('has nothing personal: %s', (text, kept) => {
    expect(withoutPersonalData(text)).toBe(kept ?? text)
  })

  it('tells nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = withoutPersonalData(text)
        expect(withoutPersonalData(once)).toBe(once)
      }),
    )
  })
})

describe('the signature of an error', () => {
  it('stays the same over releases, hosts, positions, records and people', () => {
    const build = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-'), minLength: 8, maxLength: 8 })
    const host = fc.webAuthority({ withPort: true })
    fc.assert(
      fc.property(build, host, fc.nat(), fc.nat(), fc.uuid(), (hash, at, line, column, record) => {
        const file = `https://${at}/assets/order-page-${hash}.js`
        const again = {
          ...error,
          message: `Cannot read properties of undefined (reading ${line})`,
          source: file,
          stack: `TypeError: x\n    at a (${file}:${line}:${column})\n    at b (${file}:1:${line})`,
        }
        expect(scriptErrorSignature(again)).toBe(scriptErrorSignature(error))
        const of = (uuid: string) => scriptErrorSignature({ ...error, message: `no record ${uuid}` })
        expect(of(record)).toBe(of(id))
      }),
    )
  })

  it('differs by kind, message and file', () => {
    const others = [
      { ...error, kind: 'RENDER' as const },
      { ...error, message: 'x is not a function' },
      { ...error, stack: error.stack.replaceAll('order-page', 'unit-page') },
      { ...error, stack: '', source: '' },
    ]
    expect(new Set([error, ...others].map(scriptErrorSignature)).size).toBe(5)
  })
})
