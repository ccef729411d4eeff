import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { documentStates } from './document-expiry.ts'
import { documentReasons, lightOf, refusesWork, unitReasons } from './readiness.ts'

const today = '2026-11-25'
const document = (critical: boolean, expiresOn: string | null) => ({ type: 'SOAP', name: 'SOAP', critical, expiresOn })

describe('unitReasons', () => {
  const ready = { status: 'OPERATING', held: [document(true, today)], missing: [], inspections: [] } as const

  it('is empty for a unit that operates with its papers in order', () => {
    expect(unitReasons(ready, today)).toEqual([])
  })

  it('lists everything at once; only papers refuse work', () => {
    const reasons = unitReasons(
      {
        status: 'STOPPED',
        held: [document(true, '2026-11-24'), document(false, '2026-01-01')],
        missing: [{ type: 'PERMIT', name: 'Permiso' }],
        inspections: ['INS-2026-000007'],
      },
      today,
    )
    expect(reasons).toEqual([
      { code: 'NOT_OPERATING', status: 'STOPPED' },
      { code: 'CRITICAL_INSPECTION', inspection: 'INS-2026-000007' },
      { code: 'DOCUMENT_EXPIRED', type: 'SOAP', document: 'SOAP', on: '2026-11-24' },
      { code: 'DOCUMENT_MISSING', type: 'PERMIT', document: 'Permiso' },
    ])
    expect(reasons.map(refusesWork)).toEqual([false, false, true, true])
  })
})

describe('lightOf', () => {
  const held = fc.array(fc.record({ critical: fc.boolean(), state: fc.constantFrom(...documentStates) }))

  it('is red exactly when the documents give a reason', () => {
    const dates = { EXPIRED: '2026-11-24', EXPIRING: '2026-11-26', VALID: null }
    fc.assert(
      fc.property(held, fc.nat(2), (documents, missing) => {
        const reasons = documentReasons(
          documents.map(({ critical, state }) => document(critical, dates[state])),
          Array(missing).fill({ type: 'x', name: 'x' }),
          today,
        )
        expect(lightOf(documents, missing) === 'RED').toBe(reasons.length > 0)
      }),
    )
  })

  it('is green only when every document is valid, and none without documents', () => {
    expect(lightOf([], 0)).toBe('NONE')
    expect(lightOf([{ critical: true, state: 'VALID' }], 0)).toBe('GREEN')
    expect(lightOf([{ critical: true, state: 'EXPIRING' }], 0)).toBe('AMBER')
    expect(lightOf([{ critical: false, state: 'EXPIRED' }], 0)).toBe('AMBER')
    expect(lightOf([{ critical: true, state: 'EXPIRED' }], 0)).toBe('RED')
  })
})
