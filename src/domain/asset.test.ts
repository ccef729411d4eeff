import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assetStatuses, checkStatusChange, isDown, parseAssetCode } from './asset.ts'

describe('assets', () => {
  it.each([
    ['ss-01', 'SS-01'],
    ['A', 'A'],
    [' ex_05.b ', 'EX_05.B'],
    ['-A', null],
    ['A-', null],
    ['A B', null],
    ['', null],
    ['A'.repeat(21), null],
  ])('code %j → %s', (text, code) => expect(parseAssetCode(text)).toBe(code))

  it('every status but operating is down', () => {
    expect(assetStatuses.filter(isDown)).toEqual(['STOPPED', 'IN_MAINTENANCE', 'OUT_OF_SERVICE'])
  })

  it('a change lies after the last one, not in the future, and changes something', () => {
    const last = { status: 'OPERATING' as const, at: 100 }
    expect(checkStatusChange(null, last, 100)).toBeNull()
    expect(checkStatusChange(last, { status: 'STOPPED', at: 101 }, 200)).toBeNull()
    expect(checkStatusChange(last, { status: 'STOPPED', at: 100 }, 200)?.code).toBe('STATUS_BEFORE_LAST_CHANGE')
    expect(checkStatusChange(last, { status: 'OPERATING', at: 150 }, 200)?.code).toBe('STATUS_UNCHANGED')
    expect(checkStatusChange(last, { status: 'STOPPED', at: 201 }, 200)?.code).toBe('STATUS_IN_FUTURE')
  })

  it('changes that are accepted in turn form intervals that strictly follow each other', () => {
    const change = fc.record({ status: fc.constantFrom(...assetStatuses), at: fc.nat(50) })
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const kept: typeof changes = []
        for (const next of changes) if (!checkStatusChange(kept.at(-1) ?? null, next, 40)) kept.push(next)
        kept.slice(1).forEach((next, i) => {
          expect(next.at).toBeGreaterThan(kept[i]!.at)
          expect(next.status).not.toBe(kept[i]!.status)
        })
        expect(kept.every(({ at }) => at <= 40)).toBe(true)
      }),
    )
  })
})
