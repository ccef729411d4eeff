import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReading, cumulativeTotal, isStale, type MeterReading, type ReadingCandidate } from './meter.ts'

const day = 86_400_000
const zone = 'America/Santiago'
const noon = Date.parse('2026-03-02T15:00Z')
const reading = (days: number, value: number, offset = 0, voided = false): MeterReading => ({
  at: noon + days * day,
  value,
  offset,
  voided,
})
const at = (days: number, value: number): ReadingCandidate => ({ at: noon + days * day, value })
const hours = { kind: 'HOURS' as const, zone, now: noon + 100 * day }
const km = { ...hours, kind: 'KM' as const }

describe('checkReading', () => {
  const history = [reading(0, 1000), reading(10, 1100)]

  it.each([
    ['the next reading', at(20, 1180), null],
    ['an unchanged meter', at(20, 1100), null],
    ['a lower one', at(20, 1099.9), 'READING_LOWER'],
    ['between two others', at(5, 1050), null],
    ['in the past above the next', at(5, 1101), 'READING_HIGHER_THAN_NEXT'],
    ['in the past below the previous', at(5, 999), 'READING_LOWER'],
    ['the same instant', at(10, 1100), 'READING_DUPLICATE_INSTANT'],
    ['tomorrow', at(101, 1200), 'READING_IN_FUTURE'],
    ['below zero', at(20, -1), 'READING_NEGATIVE'],
    ['not a number', at(20, Number.NaN), 'READING_NEGATIVE'],
    ['24 h for each of the two days touched', at(11, 1148), null],
    ['more than that', at(11, 1148.1), 'READING_MORE_THAN_24H_PER_DAY'],
    ['in the past, too few days before the next', at(9, 1051.9), 'READING_MORE_THAN_24H_PER_DAY'],
    ['before the first', at(-1, 950), 'READING_MORE_THAN_24H_PER_DAY'],
  ])('%s', (_, candidate, code) => {
    const verdict = checkReading(history, candidate, hours)
    expect(verdict.accepted ? null : verdict.refusal.code).toBe(code)
  })

  it('kilometres have no limit per day', () => {
    expect(checkReading(history, at(11, 1900), km).accepted).toBe(true)
  })

  it('days are those of the zone: 21:30 and 00:30 in Chile touch two of them', () => {
    const evening = { at: Date.parse('2026-03-03T00:30Z'), value: 1000, offset: 0, voided: false }
    const night = Date.parse('2026-03-03T03:30Z')
    expect(checkReading([evening], { at: night, value: 1030 }, hours).accepted).toBe(true)
    expect(checkReading([evening], { at: night - 2 * 3_600_000, value: 1030 }, hours).accepted).toBe(false)
  })

  it('a new meter continues the total of the old one', () => {
    const swap = checkReading(history, { ...at(20, 3), replacement: { finalValue: 1180 } }, hours)
    expect(swap).toEqual({ accepted: true, offset: 1177, total: 1180 })
    const next = checkReading([...history, reading(20, 3, 1177)], at(21, 13), hours)
    expect(next).toEqual({ accepted: true, offset: 1177, total: 1190 })
  })

  it('when the old meter was unreadable its last reading counts', () => {
    expect(checkReading(history, { ...at(20, 0), replacement: { finalValue: null } }, hours)).toEqual({
      accepted: true,
      offset: 1100,
      total: 1100,
    })
  })

  it('a meter cannot have been exchanged before readings that exist', () => {
    const refused = checkReading(history, { ...at(5, 0), replacement: { finalValue: 1050 } }, hours)
    expect(refused).toMatchObject({ accepted: false, refusal: { code: 'READING_REPLACEMENT_NOT_LAST' } })
  })

  it('the old meter’s final value obeys the rules as well', () => {
    const refused = checkReading(history, { ...at(20, 0), replacement: { finalValue: 1050 } }, hours)
    expect(refused).toMatchObject({ accepted: false, refusal: { code: 'READING_LOWER' } })
  })

  it('a voided reading counts for nothing', () => {
    const mistyped = [...history, reading(15, 11_000, 0, true)]
    expect(checkReading(mistyped, at(20, 1180), hours).accepted).toBe(true)
    expect(checkReading(mistyped, at(15, 1140), hours).accepted).toBe(true)
  })

  it('whatever is tried in whatever order, the accepted totals never fall nor gain more than 24 h a day', () => {
    const attempt = fc.record({
      quarterDays: fc.nat(400),
      value: fc.nat(20_000).map((tenths) => tenths / 10),
      replaced: fc.option(
        fc.nat(20_000).map((tenths) => tenths / 10),
        { freq: 6 },
      ),
    })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
        const kept: MeterReading[] = []
        for (const { quarterDays, value, replaced } of attempts) {
          const candidate = at(quarterDays / 4, value)
          const verdict = checkReading(
            kept,
            replaced === null ? candidate : { ...candidate, replacement: { finalValue: replaced } },
            {
              ...hours,
              now: noon + 101 * day,
            },
          )
          if (verdict.accepted) {
            kept.push({ at: candidate.at, value, offset: verdict.offset, voided: false })
          }
        }
        kept.sort((a, b) => a.at - b.at)
        kept.slice(1).forEach((next, i) => {
          const gained = cumulativeTotal(next) - cumulativeTotal(kept[i]!)
          expect(gained).toBeGreaterThanOrEqual(0)
          expect(gained).toBeLessThanOrEqual(24 * (Math.ceil((next.at - kept[i]!.at) / day) + 1) + 1e-6)
        })
      }),
    )
  })
})

describe('isStale', () => {
  it.each([
    [30, false],
    [31, true],
  ])('after %d days: %s', (days, stale) => expect(isStale(noon, noon + days * day)).toBe(stale))

  it('without any reading', () => expect(isStale(null, noon)).toBe(true))
})
