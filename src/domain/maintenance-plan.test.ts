import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from './chilean-holidays.ts'
import { addDays, type CivilDate, dateOfDayNumber, dayNumber, startOfDate } from './civil-time.ts'
import { expectOccurrences, type Raise, raiseDue, type UnitToday } from './maintenance-due.ts'
import {
  addIntervals,
  calendarUnits,
  checkPlanRule,
  isGrid,
  isInSeason,
  nextOccurrence,
  type Occurrence,
  type PastOccurrence,
  type PlanRule,
  type UnitHistory,
} from './maintenance-plan.ts'
import { instantOfTotal, windowOf } from './maintenance-window.ts'

const rule = (given: Partial<PlanRule>): PlanRule => ({
  calendar: null,
  meter: null,
  mode: 'FIXED',
  startsOn: '2026-01-31',
  meterStart: 0,
  tolerance: 0.1,
  leadDays: 0,
  months: [],
  workingDays: false,
  ...given,
})
const monthly = { every: 1, unit: 'month' } as const
const each250h = { every: 250, kind: 'HOURS' } as const
const never: UnitHistory = { sinceOn: '2026-01-01', sinceTotal: 0, last: null }
const standing = (on: CivilDate, total: number | null = null, perDay = 0): UnitToday => ({
  on,
  total,
  totalOn: total === null ? null : on,
  use: perDay ? { perDay, low: perDay / 2, high: perDay * 2 } : null,
})
const nextDays = (plan: PlanRule, count = 5, on = '2026-01-01') =>
  expectOccurrences(plan, never, standing(on), { count }).map((turn) => turn.on)
const past = (occurrence: Partial<Occurrence>, given: Partial<PastOccurrence>): PastOccurrence => ({
  ...{ cycle: 1, nominalOn: null, on: null, meter: null, anchorOn: null, steps: 0 },
  ...{ trigger: 'CALENDAR', raisedOn: '2026-01-31', raisedTotal: null, done: null },
  ...occurrence,
  ...given,
})

describe('the next due date', () => {
  it('stays on the 31st where the month has one, and on 29 February where the year has it', () => {
    expect(nextDays(rule({ calendar: monthly }))).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'],
    ])
    const yearly = rule({ calendar: { every: 1, unit: 'year' }, startsOn: '2028-02-29' })
    expect(nextDays(yearly)).toEqual(['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'])
  })

  it('keeps to the months of the plan, and to working days when asked', () => {
    const winter = rule({ calendar: monthly, startsOn: '2026-03-15', months: [4, 5, 6] })
    expect(nextDays(winter)).toEqual(['2026-04-15', '2026-05-15', '2026-06-15', '2027-04-15', '2027-05-15'])
    const weekly = rule({ calendar: { every: 1, unit: 'week' }, startsOn: '2026-09-11', workingDays: true })
    expect(nextDays(weekly, 3)).toEqual(['2026-09-11', '2026-09-21', '2026-09-25'])
    const never = rule({ calendar: { every: 12, unit: 'month' }, startsOn: '2026-03-15', months: [4] })
    expect(checkPlanRule(never)?.code).toBe('PLAN_NEVER_DUE')
    expect(checkPlanRule(rule({}))?.code).toBe('PLAN_WITHOUT_TRIGGER')
  })

  it('continues the cycle of services of a unit that joins with hours', () => {
    const plan = rule({ meter: each250h })
    expect(nextOccurrence(plan, { ...never, sinceTotal: 8_130 })).toMatchObject({ meter: 8_250, cycle: 33 })
    expect(nextOccurrence(plan, { ...never, sinceTotal: 8_250 })).toMatchObject({ meter: 8_500, cycle: 34 })
  })

  it('fixed does not move, floating does', () => {
    const done = { on: '2026-02-10', total: 262 }
    const last = past(
      { nominalOn: '2026-01-31', on: '2026-01-31', meter: 250, anchorOn: '2026-01-31' },
      { done, trigger: 'METER', raisedTotal: 230 },
    )
    const next = (given: Partial<PlanRule>) => nextOccurrence(rule(given), { ...never, last })!
    expect(next({ calendar: monthly }).on).toBe('2026-02-28')
    expect(next({ calendar: monthly, mode: 'FLOATING' }).on).toBe('2026-03-10')
    expect(next({ meter: each250h }).meter).toBe(500)
    expect(next({ meter: each250h, mode: 'FLOATING' }).meter).toBe(512)
    expect(next({ calendar: monthly, meter: each250h })).toMatchObject({ on: '2026-02-28', meter: 500, cycle: 2 })
  })

  it('a paused plan owes nothing of its pause', () => {
    const last = past({ nominalOn: '2026-01-31', on: '2026-01-31', anchorOn: '2026-01-31' }, {})
    const history = { ...never, sinceOn: '2026-07-10', last }
    expect(nextOccurrence(rule({ calendar: monthly }), history)!.on).toBe('2026-07-31')
  })
})

describe('addIntervals', () => {
  it('adds as the calendar does (Temporal)', () => {
    const dates = fc.integer({ min: 0, max: 60_000 }).map(dateOfDayNumber)
    const intervals = fc.record({ every: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...calendarUnits) })
    fc.assert(
      fc.property(dates, intervals, fc.integer({ min: 0, max: 30 }), (date, interval, steps) => {
        const expected = Temporal.PlainDate.from(date).add({ [`${interval.unit}s`]: interval.every * steps })
        expect(addIntervals(date, interval, steps)).toBe(expected.toString())
      }),
    )
  })
})

describe('raiseDue', () => {
  it('opens when the window does, or earlier by the lead', () => {
    const plan = rule({ meter: each250h })
    expect(raiseDue(plan, never, standing('2026-03-01', 224))).toBeNull()
    expect(raiseDue(plan, never, standing('2026-03-01', 225))?.occurrences).toMatchObject([{ meter: 250 }])
    expect(raiseDue({ ...plan, leadDays: 7 }, never, standing('2026-03-01', 190, 10))?.trigger).toBe('METER')
    expect(raiseDue({ ...plan, leadDays: 7 }, never, standing('2026-03-01', 170, 10))).toBeNull()
    expect(raiseDue(rule({ calendar: monthly }), never, standing('2026-01-27'))).toBeNull()
    expect(raiseDue(rule({ calendar: monthly }), never, standing('2026-01-28'))?.trigger).toBe('CALENDAR')
  })

  it('a meter that jumps brings the services it passed in one order', () => {
    const raise = raiseDue(rule({ meter: each250h }), never, standing('2026-03-01', 1_010))!
    expect(raise.occurrences.map(({ meter, cycle }) => [meter, cycle])).toEqual([
      [250, 1],
      [500, 2],
      [750, 3],
      [1000, 4],
    ])
  })

  it('whichever comes first of both', () => {
    const plan = rule({
      calendar: { every: 3, unit: 'month' },
      meter: each250h,
      mode: 'FLOATING',
      startsOn: '2026-04-01',
    })
    const turns = (perDay: number) =>
      expectOccurrences(plan, never, standing('2026-01-01', 0, perDay), { count: 2 }).map(({ on, trigger }) => [
        on,
        trigger,
      ])
    expect(turns(10)).toEqual([
      ['2026-01-26', 'METER'],
      ['2026-02-20', 'METER'],
    ])
    expect(turns(1)).toEqual([
      ['2026-04-01', 'CALENDAR'],
      ['2026-07-01', 'CALENDAR'],
    ])
  })
})

describe('what is overdue', () => {
  it('is expected to be done today, and the next to be counted from there', () => {
    const plan = rule({ meter: each250h, mode: 'FLOATING' })
    const turns = expectOccurrences(plan, never, standing('2026-03-01', 900, 10), { count: 2 })
    expect(turns.map(({ meter, on }) => [meter, on])).toEqual([
      [250, '2026-03-01'],
      [1150, '2026-03-26'],
    ])
  })
})

describe('the band', () => {
  it('lies around the expected day, and widens', () => {
    const turns = expectOccurrences(rule({ meter: each250h }), never, standing('2026-01-01', 0, 10), { count: 5 })
    const width = turns.map(({ earliest, latest }) => dayNumber(latest!) - dayNumber(earliest!))
    for (const { on, earliest, latest } of turns) expect(earliest! <= on! && on! <= latest!).toBe(true)
    expect(width.every((days, i) => i === 0 || days > width[i - 1]!)).toBe(true)
  })
})

const zone = 'America/Santiago'
const anyRule: fc.Arbitrary<PlanRule> = fc
  .record({
    calendar: fc.option(fc.record({ every: fc.integer({ min: 1, max: 4 }), unit: fc.constantFrom(...calendarUnits) })),
    meter: fc.option(fc.record({ every: fc.constantFrom(50, 250, 500), kind: fc.constant('HOURS' as const) })),
    mode: fc.constantFrom('FIXED' as const, 'FLOATING' as const),
    startsOn: fc.oneof(
      fc.constantFrom('2027-12-31', '2028-01-31', '2028-02-29', '2028-09-03', '2028-04-02'),
      fc.integer({ min: 21_000, max: 21_400 }).map(dateOfDayNumber),
    ),
    meterStart: fc.constantFrom(0, 100.5),
    tolerance: fc.constantFrom(0, 0.1, 0.3),
    leadDays: fc.constantFrom(0, 7, 30),
    months: fc.oneof(fc.constant([]), fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 3 })),
    workingDays: fc.boolean(),
  })
  .filter((plan) => checkPlanRule(plan) === null)

interface Turn extends Occurrence {
  raisedOn: CivilDate
  doneOn: CivilDate | null
  doneTotal: number
  seen: UnitHistory
}

/** From before a leap day until after both changes of the clock. */
const days = 480

/** A unit's days with the generator at work: use and jumps by `gains`, work done or cancelled by `fates`. */
function live(plan: PlanRule, gains: number[], fates: { days: number; cancelled: boolean }[]) {
  const startsOn = '2028-01-01'
  let history: UnitHistory = { sinceOn: startsOn, sinceTotal: 0, last: null }
  let total = 0
  let open: {
    turns: Occurrence[]
    past: PastOccurrence
    left: number
    cancelled: boolean
    raisedOn: CivilDate
  } | null = null
  const turns: Turn[] = []
  for (let day = 0; day < days; day++) {
    const on = addDays(startsOn, day)
    total = Math.round((total + gains[day % gains.length]!) * 10) / 10
    const unit = { on, total, totalOn: on, use: { perDay: 8, low: 6, high: 10 } }
    if (open && open.left-- <= 0) {
      const { turns: of, past, cancelled, raisedOn } = open
      const done = cancelled ? null : { on, total }
      for (const turn of of) turns.push({ ...turn, raisedOn, doneOn: done && on, doneTotal: total, seen: history })
      history = { ...history, last: { ...past, done } }
      open = null
    }
    for (let hour = 0; hour < 2; hour++) {
      const raise: Raise | null = open ? null : raiseDue(plan, history, unit)
      if (!raise) continue
      const fate = fates[turns.length % fates.length]!
      open = {
        turns: [...raise.occurrences],
        past: { ...raise.occurrences.at(-1)!, trigger: raise.trigger, raisedOn: on, raisedTotal: total, done: null },
        left: fate.days,
        cancelled: fate.cancelled,
        raisedOn: on,
      }
    }
    // What is due today is in somebody's hands.
    const next = open ? null : nextOccurrence(plan, history)
    if (next) {
      expect(next.on === null || next.on > on).toBe(true)
      const awaitsSeason = next.meter !== null && next.meter <= total && !isInSeason(plan, on)
      expect(next.meter === null || next.meter > total || awaitsSeason).toBe(true)
    }
  }
  const pending = open ? open.turns : []
  return { turns, pending, total, until: addDays(startsOn, days - 1) }
}

const gains = fc.array(
  fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 24 }) }, fc.constantFrom(600.5, 1300)),
  {
    minLength: 5,
    maxLength: 60,
  },
)
const fates = fc.array(
  fc.record({ days: fc.integer({ min: 0, max: 90 }), cancelled: fc.constantFrom(true, false, false) }),
  {
    minLength: 1,
    maxLength: 12,
  },
)

describe('for any plan, any use and any work', () => {
  it('fixed: every date and total laid out comes up once, in order, whenever the work is done', () => {
    fc.assert(
      fc.property(anyRule.filter(isGrid), gains, fates, (plan, use, work) => {
        const { turns, pending, total, until } = live(plan, use, work)
        const raised = [...turns, ...pending]
        if (plan.calendar) {
          const laidOut: CivilDate[] = []
          for (let i = 0; addIntervals(plan.startsOn, plan.calendar, i) <= until; i++) {
            const on = addIntervals(plan.startsOn, plan.calendar, i)
            if (on >= '2028-01-01' && isInSeason(plan, on)) laidOut.push(on)
          }
          const owed = pending.length > 0 ? raised.length : laidOut.length
          expect(raised.map((turn) => turn.nominalOn).slice(0, laidOut.length)).toEqual(laidOut.slice(0, owed))
          expect(raised.length).toBeGreaterThanOrEqual(Math.min(owed, laidOut.length))
        } else {
          raised.forEach((turn, i) => {
            const firstIndex = raised[0]!.cycle
            expect(turn.cycle).toBe(firstIndex + i)
            expect(turn.meter).toBe(plan.meterStart + turn.cycle * plan.meter!.every)
          })
          expect(raised[0]?.cycle ?? 1).toBe(1)
          const reached = Math.floor((total - plan.meterStart) / plan.meter!.every)
          if (pending.length === 0 && isInSeason(plan, until)) expect(raised.length).toBeGreaterThanOrEqual(reached)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('floating: each turn is counted from when the one before was done', () => {
    fc.assert(
      fc.property(
        anyRule.filter(({ mode }) => mode === 'FLOATING'),
        gains,
        fates,
        (plan, use, work) => {
          const { turns } = live(plan, use, work)
          turns.forEach((turn, i) => {
            const before = turns[i - 1]
            if (!before) return
            expect(turn.cycle).toBe(before.cycle + 1)
            if (!before.doneOn) return
            if (plan.meter) expect(turn.meter).toBeCloseTo(before.doneTotal + plan.meter.every, 5)
            if (!plan.calendar) return
            const counted = addIntervals(before.doneOn, plan.calendar, 1)
            expect(turn.nominalOn).toBe(counted < plan.startsOn ? plan.startsOn : counted)
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('fixed with both triggers: never earlier or later for how the work went', () => {
    fc.assert(
      fc.property(
        anyRule.filter((plan) => plan.mode === 'FIXED' && !isGrid(plan)),
        gains,
        (plan, use) => {
          const [prompt, slow] = [0, 2].map((days) => live(plan, use, [{ days, cancelled: false }]).turns)
          const inTime = prompt!.every((turn, i) => (slow![i]?.raisedOn ?? turn.raisedOn) === turn.raisedOn)
          if (!inTime) return
          slow!.forEach((turn, i) => {
            expect(turn.nominalOn).toBe(prompt![i]?.nominalOn ?? turn.nominalOn)
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('due days are in season and, when asked, working days', () => {
    fc.assert(
      fc.property(anyRule, gains, fates, (plan, use, work) => {
        for (const { nominalOn, on } of live(plan, use, work).turns) {
          if (!on) continue
          if (plan.workingDays) expect(isWorkingDay(on)).toBe(true)
          else expect(isInSeason(plan, on)).toBe(true)
          expect(on >= nominalOn!).toBe(true)
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('windowOf', () => {
  it('is whole civil days, also where the clock changes', () => {
    const plan = rule({ calendar: { every: 1, unit: 'week' }, tolerance: 0.1 })
    const window = windowOf(plan, { on: '2026-09-06', meter: null }, zone, () => null)!
    expect(window).toEqual({ start: startOfDate('2026-09-05', zone), end: startOfDate('2026-09-08', zone) })
    expect(window.end - window.start).toBe(71 * 3_600_000)
  })

  it('by meter: from 225 to 275 h, as read or as projected', () => {
    const at = (day: number) => Date.parse('2026-03-01T12:00Z') + day * 86_400_000
    const below = { at: at(0), total: 200 }
    const reached = (total: number) =>
      instantOfTotal(total, { below, above: total <= 240 ? { at: at(4), total: 240 } : null }, 10)
    expect(windowOf(rule({ meter: each250h }), { on: null, meter: 250 }, zone, reached)).toEqual({
      start: at(2.5),
      end: at(7.5),
    })
    expect(windowOf(rule({ meter: each250h }), { on: null, meter: 250 }, zone, () => null)).toBeNull()
  })

  it('by both: opens and closes with whichever is first', () => {
    const plan = rule({ calendar: monthly, meter: each250h })
    const late = startOfDate('2027-01-01', zone)
    const window = windowOf(plan, { on: '2026-06-30', meter: 250 }, zone, (total) => late + total)!
    expect(window).toEqual({ start: startOfDate('2026-06-27', zone), end: startOfDate('2026-07-04', zone) })
  })
})
