import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilTime, civilToday, instantOf } from './civil-time.ts'

const zone = 'America/Santiago'

test.each([
  ['2026-11-24T10:30', '2026-11-24T13:30:00.000Z'],
  ['2026-07-01T10:30', '2026-07-01T14:30:00.000Z'],
  // Chile puts its clocks forward at midnight of 6 September 2026: 00:30 does not exist and becomes 01:30.
  ['2026-09-06T00:30', '2026-09-06T04:30:00.000Z'],
  // On 4 April 2026, 23:30 happens twice; the first is still summer time.
  ['2026-04-04T23:30', '2026-04-05T02:30:00.000Z'],
])('%s in Santiago is %s', (civil, instant) => {
  expect(instantOf(civil, zone)).toBe(instant)
})

test('a minute read from the clock on the wall is the same minute again, except in the repeated hour', () => {
  const minute = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }).map((at) => at - (at % 60_000))
  fc.assert(
    fc.property(minute, (at) => {
      const back = Date.parse(instantOf(civilTime(new Date(at).toISOString(), zone), zone))
      expect([0, 3_600_000]).toContain(at - back)
    }),
  )
})

test('today is the date of the company, not of UTC', () => {
  expect(civilToday(zone, new Date('2026-11-25T02:00:00Z'))).toBe('2026-11-24')
})
