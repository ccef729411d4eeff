import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { total } from './interval.ts'
import { checkLabour, checkTypedHours, hoursFromTimer, overlappingLabour, type TimedLabour } from './labour.ts'

const hour = 3_600_000
const entry = (id: string, personId: string, start: number, end: number | null): TimedLabour => ({
  id,
  personId,
  start,
  end,
})
const now = 100 * hour

describe('labour', () => {
  const morning = entry('1', 'ana', 10 * hour, 12 * hour)

  it.each([
    [
      'a second timer while one is running',
      [entry('1', 'ana', 90 * hour, null)],
      entry('2', 'ana', 95 * hour, null),
      'LABOUR_OVERLAPS',
    ],
    ['time that touches but does not overlap', [morning], entry('2', 'ana', 12 * hour, 13 * hour), undefined],
    ['another person at the same time', [morning], entry('2', 'luis', 11 * hour, 13 * hour), undefined],
    ['the same entry corrected', [morning], entry('1', 'ana', 11 * hour, 13 * hour), undefined],
    ['an end before its start', [], entry('2', 'ana', 13 * hour, 12 * hour), 'LABOUR_ENDS_BEFORE_START'],
    ['work in the future', [], entry('2', 'ana', 99 * hour, 101 * hour), 'LABOUR_IN_FUTURE'],
    ['a timer forgotten over night', [], entry('2', 'ana', 10 * hour, 36 * hour), 'LABOUR_TOO_LONG'],
  ])('%s', (_, entries, candidate, code) => expect(checkLabour(entries, candidate, now)?.code).toBe(code))

  it.each([
    [8, 0, undefined],
    [8, 16, undefined],
    [8, 16.5, 'LABOUR_TOO_LONG'],
    [0, 0, 'LABOUR_NO_HOURS'],
    [Number.NaN, 0, 'LABOUR_NO_HOURS'],
  ])('typed %d h beside %d h: %s', (hours, already, code) => expect(checkTypedHours(hours, already)?.code).toBe(code))

  it.each([
    [0, hour, 1],
    [0, 90 * 60_000, 1.5],
    [0, 20 * 60_000, 0.33],
    [0, 1, 0.01],
    [5, 5, 0],
    [9, 5, 0],
  ])('timer %d–%d is %d h', (start, end, hours) => expect(hoursFromTimer(start, end)).toBe(hours))

  it('entries accepted one after another never share time within a person', () => {
    const attempt = fc.record({
      personId: fc.constantFrom('ana', 'luis'),
      start: fc.nat(90),
      length: fc.integer({ min: 1, max: 20 }),
    })
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 30 }), (attempts) => {
        const accepted: TimedLabour[] = []
        attempts.forEach(({ personId, start, length }, i) => {
          const candidate = entry(String(i), personId, start * hour, Math.min(start + length, 100) * hour)
          if (checkLabour(accepted, candidate, now) === null) accepted.push(candidate)
        })
        for (const person of ['ana', 'luis']) {
          const own = accepted.filter((e) => e.personId === person).map((e) => ({ start: e.start, end: e.end! }))
          expect(total(own)).toBe(own.reduce((sum, e) => sum + e.end - e.start, 0))
        }
        for (const e of accepted) expect(overlappingLabour(accepted, e)).toEqual([])
      }),
    )
  })
})
