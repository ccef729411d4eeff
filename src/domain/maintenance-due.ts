import { addDays, type CivilDate, dayNumber } from './civil-time.ts'
import {
  effectiveDate,
  intervalDays,
  isGrid,
  isInSeason,
  nextOccurrence,
  type Occurrence,
  type PastOccurrence,
  type PlanRule,
  type Trigger,
  type UnitHistory,
} from './maintenance-plan.ts'

/** Use per day with its band, as of `dailyUse`. */
export type Use = { readonly perDay: number; readonly low: number; readonly high: number }

/** Where a unit stands: its newest total, the day it was read, and its own use. */
export type UnitToday = {
  readonly on: CivilDate
  readonly total: number | null
  readonly totalOn: CivilDate | null
  readonly use: Use | null
}

/** When a turn of the plan is expected, with the earliest and latest day its unit's use allows (`null`: not known). */
export type Estimate = {
  readonly on: CivilDate | null
  readonly earliest: CivilDate | null
  readonly latest: CivilDate | null
  readonly trigger: Trigger
}

/** Far enough for any forecast; a unit hardly in use has no date worth telling. */
const furthestDays = 3_650
/** Turns looked at in one go: two years of a daily plan. */
const mostTurns = 800

/** Days a plan's window opens before the due day and closes after it. */
export function toleranceDays(rule: PlanRule): number {
  return rule.calendar ? Math.round(rule.tolerance * intervalDays(rule.calendar)) : 0
}

/** Km or hours by which work may be early or late. */
export function toleranceMeter(rule: PlanRule): number {
  return rule.meter ? rule.tolerance * rule.meter.every : 0
}

function meterDate(unit: UnitToday, meter: number, perDay: number): CivilDate | null {
  if (unit.total === null || unit.totalOn === null) return null
  if (meter <= unit.total) return unit.totalOn
  const days = Math.ceil((meter - unit.total) / perDay)
  if (!(days <= furthestDays)) return null
  const on = addDays(unit.totalOn, days)
  // A total not read for long may say that it should have been reached: it was not known to be, so it is due today.
  return on < unit.on ? unit.on : on
}

const first = (a: CivilDate | null, b: CivilDate | null) => (a === null || (b !== null && b < a) ? b : a)

export function estimate(rule: PlanRule, occurrence: Occurrence, unit: UnitToday): Estimate {
  const { on, meter } = occurrence
  const projected = (perDay: number) => {
    const date = meter === null ? null : meterDate(unit, meter, perDay)
    return date && effectiveDate(rule, date)
  }
  const use = unit.use ?? { perDay: 0, low: 0, high: 0 }
  const byMeter = projected(use.perDay)
  const trigger: Trigger = byMeter !== null && (on === null || byMeter < on) ? 'METER' : on ? 'CALENDAR' : 'METER'
  return {
    on: first(on, byMeter),
    earliest: first(on, projected(use.high)),
    latest: first(on, projected(use.low)),
    trigger,
  }
}

const isReached = ({ on, meter }: Occurrence, unit: UnitToday) =>
  (on !== null && on <= unit.on) || (meter !== null && unit.total !== null && meter <= unit.total)

function passed(occurrence: Occurrence, trigger: Trigger, unit: UnitToday): PastOccurrence {
  return { ...occurrence, trigger, raisedOn: unit.on, raisedTotal: unit.total, done: null }
}

/** A turn with those after it that have been reached too: one order does them all. Only laid-out series run ahead. */
function withReached(rule: PlanRule, history: UnitHistory, occurrence: Occurrence, trigger: Trigger, unit: UnitToday) {
  const turns = [occurrence]
  while (isGrid(rule) && turns.length < mostTurns) {
    const next = nextOccurrence(rule, { ...history, last: passed(turns.at(-1)!, trigger, unit) })
    if (!next || !isReached(next, unit)) break
    turns.push(next)
  }
  return turns
}

export type Raise = {
  readonly trigger: Trigger
  /** The turns one order is opened for, the oldest first: it is due when that one is. */
  readonly occurrences: readonly [Occurrence, ...Occurrence[]]
}

/** The next turn of the plan with whatever else has been reached, asked for by hand. */
export function raiseNext(rule: PlanRule, history: UnitHistory, unit: UnitToday): Raise | null {
  const next = nextOccurrence(rule, history)
  if (!next) return null
  const { trigger } = estimate(rule, next, unit)
  return { trigger, occurrences: withReached(rule, history, next, trigger, unit) as [Occurrence, ...Occurrence[]] }
}

/** What has to be opened today for a unit of which no order of the plan is open; `null` when nothing has. */
export function raiseDue(rule: PlanRule, history: UnitHistory, unit: UnitToday): Raise | null {
  const raise = raiseNext(rule, history, unit)
  return raise &&
    (isTimeByCalendar(rule, raise.occurrences[0], unit) || isTimeByMeter(rule, raise.occurrences[0], unit))
    ? raise
    : null
}

function isTimeByCalendar(rule: PlanRule, { on }: Occurrence, unit: UnitToday): boolean {
  if (on === null || !rule.calendar) return false
  const ahead = Math.min(Math.max(rule.leadDays, toleranceDays(rule)), Math.ceil(intervalDays(rule.calendar)) - 1)
  return addDays(on, -ahead) <= unit.on
}

/** By projection at most half an interval ahead: use that changes must not open the next before the last is history. */
function isTimeByMeter(rule: PlanRule, { meter }: Occurrence, unit: UnitToday): boolean {
  if (meter === null || unit.total === null || !rule.meter || !isInSeason(rule, unit.on)) return false
  const left = meter - unit.total
  if (left <= toleranceMeter(rule)) return true
  const perDay = unit.use?.perDay ?? 0
  return left <= rule.meter.every / 2 && left <= perDay * rule.leadDays
}

/** A turn of the plan that is still to come. */
export type Expected = Estimate & {
  readonly cycles: readonly number[]
  readonly meter: number | null
}

/**
 * The turns to come, each expected to be done on its day (what is overdue: today), until `count` of them or the day
 * `until`. A turn by meter alone without any use to project it has no day, and ends the list.
 */
export function expectOccurrences(
  rule: PlanRule,
  history: UnitHistory,
  unit: UnitToday,
  { count = mostTurns, until }: { count?: number; until?: CivilDate },
): Expected[] {
  const expected: Expected[] = []
  let past = history
  while (expected.length < count) {
    const next = nextOccurrence(rule, past)
    if (!next) break
    const guess = estimate(rule, next, unit)
    const on = guess.on !== null && guess.on < unit.on ? unit.on : guess.on
    if (until !== undefined && (on === null || on > until)) break
    const turns = withReached(rule, past, next, guess.trigger, unit)
    expected.push({ ...guess, cycles: turns.map((turn) => turn.cycle), meter: next.meter })
    if (on === null && rule.mode === 'FLOATING' && !next.meter) break
    const day = on ?? unit.on
    const isOverdue = next.meter !== null && unit.total !== null && next.meter <= unit.total
    const total = guess.trigger === 'METER' && !isOverdue ? next.meter : totalOn(unit, day)
    const at = { on: day, total: total ?? null }
    past = {
      ...past,
      last: { ...turns.at(-1)!, trigger: guess.trigger, raisedOn: day, raisedTotal: at.total, done: at },
    }
  }
  return expected
}

/** The total expected on a day, by the unit's own use. */
export function totalOn(unit: UnitToday, day: CivilDate): number | null {
  if (unit.total === null || unit.totalOn === null) return null
  const days = Math.max(0, dayNumber(day) - dayNumber(unit.totalOn))
  return Math.round((unit.total + days * (unit.use?.perDay ?? 0)) * 10) / 10
}
