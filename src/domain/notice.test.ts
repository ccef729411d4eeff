import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  channelsOf,
  defaultSettings,
  deliverAt,
  digestAt,
  digests,
  escalationSteps,
  mostAttempts,
  nextEscalation,
  quietUntil,
  retryAt,
} from './notice.ts'

const zone = 'America/Santiago'
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const civil = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
const minute = 60_000

const night = { from: '22:00', to: '07:00' }
/** Two years with all their changes of the clock, to the minute. */
const instant = fc
  .integer({ min: Date.parse('2026-01-01T00:00:00Z') / minute, max: Date.parse('2028-01-01T00:00:00Z') / minute })
  .map((minutes) => minutes * minute)
const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`)
const quietHours = fc.record({ from: time, to: time })

describe('quiet hours', () => {
  it.each([
    ['2026-11-24T21:59', null],
    ['2026-11-24T22:00', '2026-11-25T07:00'],
    ['2026-11-25T00:30', '2026-11-25T07:00'],
    ['2026-11-25T06:59', '2026-11-25T07:00'],
    ['2026-11-25T07:00', null],
  ])('over midnight, at %s', (now, until) => {
    expect(quietUntil(at(now), night, zone)).toBe(until && at(until))
  })

  it('within one day', () => {
    const siesta = { from: '13:00', to: '14:30' }
    expect(quietUntil(at('2026-11-24T14:29'), siesta, zone)).toBe(at('2026-11-24T14:30'))
    expect(quietUntil(at('2026-11-24T12:59'), siesta, zone)).toBeNull()
    expect(quietUntil(at('2026-11-24T13:10'), { from: '13:00', to: '13:00' }, zone)).toBeNull()
    expect(quietUntil(at('2026-11-24T13:10'), null, zone)).toBeNull()
  })

  it('end where clocks jump over their end', () => {
    // In Chile 6 September 2026 begins at 01:00.
    expect(iso(quietUntil(at('2026-09-05T23:00'), { from: '22:00', to: '00:30' }, zone))).toBe(
      '2026-09-06T04:00:00.000Z',
    )
    expect(iso(quietUntil(at('2026-09-05T23:00'), night, zone))).toBe('2026-09-06T10:00:00.000Z')
  })

  it('last an hour longer in the night that clocks go back', () => {
    // 4 April 2026, 24:00 is 23:00 again.
    expect(iso(quietUntil(at('2026-04-04T22:00'), night, zone))).toBe('2026-04-05T11:00:00.000Z')
    const second = Date.parse('2026-04-05T03:10:00Z')
    expect(civil(second).toPlainTime().toString()).toBe('23:10:00')
    expect(iso(quietUntil(second, { from: '22:00', to: '23:30' }, zone))).toBe('2026-04-05T03:30:00.000Z')
  })

  it('end at the first instant that is not quiet', () => {
    fc.assert(
      fc.property(instant, quietHours, fc.double({ min: 0, max: 1, noNaN: true }), (now, quiet, part) => {
        const until = quietUntil(now, quiet, zone)
        if (until === null) return
        expect(until).toBeGreaterThan(now)
        expect(until - now).toBeLessThanOrEqual(25 * 60 * minute)
        expect(quietUntil(until, quiet, zone)).toBeNull()
        const between = now + Math.floor(((until - now - 1) / minute) * part) * minute
        expect(quietUntil(between, quiet, zone)).toBe(until)
      }),
    )
  })
})

describe('digests', () => {
  it('go out at once, with the next full hour, or in the morning', () => {
    const now = at('2026-11-24T09:12')
    expect(digestAt(now, 'NOW', zone)).toBe(now)
    expect(digestAt(now, 'HOURLY', zone)).toBe(at('2026-11-24T10:00'))
    expect(digestAt(now, 'DAILY', zone)).toBe(at('2026-11-25T08:00'))
    expect(digestAt(at('2026-11-24T07:59'), 'DAILY', zone)).toBe(at('2026-11-24T08:00'))
    expect(digestAt(at('2026-11-24T08:00'), 'DAILY', zone)).toBe(at('2026-11-25T08:00'))
  })

  it('of one slot leave at the same instant, never before what they tell', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...digests), (now, digest) => {
        const out = digestAt(now, digest, zone)
        expect(out).toBeGreaterThanOrEqual(now)
        expect(out - now).toBeLessThanOrEqual(digest === 'DAILY' ? 25 * 60 * minute : 60 * minute)
        if (digest !== 'NOW' && out - 1 >= now) expect(digestAt(out - 1, digest, zone)).toBe(out)
        if (digest === 'DAILY') expect(civil(out).hour).toBe(8)
        if (digest === 'HOURLY') expect(civil(out).minute).toBe(0)
      }),
    )
  })
})

describe('when a notice leaves', () => {
  it('critical ones at once, in the middle of the night', () => {
    fc.assert(
      fc.property(instant, quietHours, (now, quiet) => {
        expect(deliverAt(now, 'CRITICAL', { ...defaultSettings, quiet }, zone)).toBe(now)
      }),
    )
  })

  it('others after the quiet hours their digest falls into', () => {
    const settings = { ...defaultSettings, quiet: night }
    expect(deliverAt(at('2026-11-24T21:30'), 'NORMAL', settings, zone)).toBe(at('2026-11-25T07:00'))
    expect(deliverAt(at('2026-11-24T20:30'), 'NORMAL', settings, zone)).toBe(at('2026-11-24T21:00'))
    expect(deliverAt(at('2026-11-24T20:30'), 'INFORMATIVE', settings, zone)).toBe(at('2026-11-25T08:00'))
  })

  it('never within quiet hours', () => {
    const level = fc.constantFrom('NORMAL' as const, 'INFORMATIVE' as const)
    const digest = fc.constantFrom(...digests)
    fc.assert(
      fc.property(instant, quietHours, level, digest, digest, (now, quiet, of, normal, informative) => {
        const out = deliverAt(now, of, { quiet, normal, informative }, zone)
        expect(out).toBeGreaterThanOrEqual(now)
        expect(quietUntil(out, quiet, zone)).toBeNull()
      }),
    )
  })
})

it('channels are those the person chose, else the usual ones, as far as they are set up', () => {
  expect(channelsOf(['email', 'push'], null, ['email', 'telegram'])).toEqual(['email'])
  expect(channelsOf(['email'], ['telegram'], ['email', 'telegram'])).toEqual(['telegram'])
  expect(channelsOf(['email'], [], ['email'])).toEqual([])
})

describe('escalation', () => {
  it('climbs at 15, 30 and 60 minutes, then ends', () => {
    const raised = at('2026-11-24T03:00')
    const due = [0, 1, 2, 3].map((taken) => nextEscalation(raised, taken))
    expect(due.map((one) => one && (one - raised) / minute)).toEqual([15, 30, 60, null])
    expect(escalationSteps.map(({ to }) => to)).toEqual(['SUPERVISORS_ABOVE', 'ADMINISTRATORS', 'EVERYBODY'])
  })
})

describe('trying again', () => {
  it('waits twice as long each time, and gives up', () => {
    const pauses = Array.from({ length: mostAttempts }, (_, n) => retryAt(0, n + 1))
    expect(pauses.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
    expect(pauses.at(-2)).toBe(7_200_000)
    expect(pauses.at(-1)).toBeNull()
  })

  it('waits as long as the receiver asks, up to a day', () => {
    expect(retryAt(0, 1, 300)).toBe(300_000)
    expect(retryAt(0, 9, 1)).toBe(7_200_000)
    expect(retryAt(0, 1, 1e9)).toBe(86_400_000)
  })
})
