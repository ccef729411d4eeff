import type { MeterKind } from './asset-type.ts'
import { workingDayFrom } from './chilean-holidays.ts'
import { addDays, type CivilDate, dayNumber } from './civil-time.ts'
import { type Refusal, refuse } from './refusal.ts'

export const calendarUnits = ['day', 'week', 'month', 'year'] as const
export type CalendarUnit = (typeof calendarUnits)[number]
export type CalendarInterval = { readonly every: number; readonly unit: CalendarUnit }
export type MeterInterval = { readonly every: number; readonly kind: MeterKind }

export const planModes = ['FIXED', 'FLOATING'] as const
/** Fixed: the next is counted from when the last was due. Floating: from when it was done. */
export type PlanMode = (typeof planModes)[number]

/** When preventive work is due: by calendar, by meter, or by both, whichever comes first. */
export type PlanRule = {
  readonly calendar: CalendarInterval | null
  readonly meter: MeterInterval | null
  readonly mode: PlanMode
  /** The first day work is due by calendar. */
  readonly startsOn: CivilDate
  /** The unit's total from which meter intervals are counted, km or h. */
  readonly meterStart: number
  /** Part of the interval by which work may be early or late: 0.1 is ±10 %. */
  readonly tolerance: number
  /** An order is opened this many days before its due date, or when its window opens, whichever is earlier. */
  readonly leadDays: number
  /** Months (1 to 12) in which the plan applies; none named: all. */
  readonly months: readonly number[]
  /** Due dates on weekends and holidays move to the next working day. */
  readonly workingDays: boolean
}

/** One turn of a plan for a unit: the day or the meter total at which it falls due. */
export type Occurrence = {
  /** Which turn of the cycle of services it is, from 1: the fourth of 250 h is that of 1,000 h. */
  readonly cycle: number
  /** The day by calendar, before seasons and holidays move it. */
  readonly nominalOn: CivilDate | null
  readonly on: CivilDate | null
  readonly meter: number | null
  /** `nominalOn` is this many intervals after this day, so that the 31st stays the 31st. */
  readonly anchorOn: CivilDate | null
  readonly steps: number
}

export type Trigger = 'CALENDAR' | 'METER'

/** The latest turn of a plan that was raised for a unit or passed over, and what became of it. */
export type PastOccurrence = Occurrence & {
  readonly trigger: Trigger
  readonly raisedOn: CivilDate
  readonly raisedTotal: number | null
  /** When and at which total the work was done; `null` when it was skipped or cancelled. */
  readonly done: { readonly on: CivilDate; readonly total: number | null } | null
}

export type UnitHistory = {
  /** Since when the plan counts for the unit: nothing is owed from before. */
  readonly sinceOn: CivilDate
  readonly sinceTotal: number | null
  readonly last: PastOccurrence | null
}

export type PlanRefusal = Refusal<'PLAN_WITHOUT_TRIGGER' | 'PLAN_NEVER_DUE'>

/** Steps after which a calendar rule that met none of its months never will. */
const longestSearch = 5_000
const furthestYear = 2900

export function checkPlanRule(rule: PlanRule): PlanRefusal | null {
  if (!rule.calendar && !rule.meter) return refuse('PLAN_WITHOUT_TRIGGER')
  if (isGrid(rule) && rule.calendar && !gridDate(rule, rule.startsOn)) return refuse('PLAN_NEVER_DUE')
  return null
}

export function isInSeason(rule: Pick<PlanRule, 'months'>, date: CivilDate): boolean {
  return rule.months.length === 0 || rule.months.includes(Number(date.slice(5, 7)))
}

/** The date itself in season, else the first day of the next month in which the plan applies. */
export function seasonFrom(rule: Pick<PlanRule, 'months'>, date: CivilDate): CivilDate {
  let day = date
  while (!isInSeason(rule, day)) {
    day = addMonths(`${day.slice(0, 8)}01`, 1)
  }
  return day
}

/** Where a nominal day ends up: in season, and on a working day when the plan wants one. */
export function effectiveDate(rule: PlanRule, nominal: CivilDate): CivilDate {
  const day = seasonFrom(rule, nominal)
  return rule.workingDays ? workingDayFrom(day) : day
}

/** The same day some months later, or the last of its month where that is shorter. */
function addMonths(date: CivilDate, months: number): CivilDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(Number(date.slice(8)), length)
  return `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function addIntervals(date: CivilDate, { every, unit }: CalendarInterval, steps: number): CivilDate {
  const count = every * steps
  if (unit === 'day' || unit === 'week') return addDays(date, unit === 'day' ? count : 7 * count)
  return addMonths(date, unit === 'month' ? count : 12 * count)
}

const meanDays = { day: 1, week: 7, month: 365.2425 / 12, year: 365.2425 }

/** Mean length of the calendar interval in days. */
export function intervalDays({ every, unit }: CalendarInterval): number {
  return every * meanDays[unit]
}

const tenths = (value: number) => Math.round(value * 10) / 10

/**
 * Fixed plans with one trigger have their dates or totals laid out from the start, whatever is done when. With both
 * triggers there is no such series: whichever comes first begins the count of both again.
 */
export function isGrid(rule: PlanRule): boolean {
  return rule.mode === 'FIXED' && !(rule.calendar && rule.meter)
}

/** The next turn of the plan for a unit; `null` when no day will ever meet its rule. */
export function nextOccurrence(rule: PlanRule, history: UnitHistory): Occurrence | null {
  const { last } = history
  return last && !isGrid(rule) ? chained(rule, history, last) : fromGrid(rule, history)
}

function fromGrid(rule: PlanRule, { sinceOn, sinceTotal, last }: UnitHistory): Occurrence | null {
  const passedOn = last && (last.nominalOn ?? last.raisedOn)
  const passedTotal = last && (last.meter ?? last.raisedTotal)
  const date = rule.calendar && gridDate(rule, passedOn && passedOn >= sinceOn ? addDays(passedOn, 1) : sinceOn)
  if (rule.calendar && !date) return null
  const meter = rule.meter && gridMeter(rule, rule.meter, Math.max(sinceTotal ?? rule.meterStart, passedTotal ?? 0))
  return {
    cycle: meter ? meter.index : date!.index + 1,
    nominalOn: date?.on ?? null,
    on: date && effectiveDate(rule, date.on),
    meter: meter?.total ?? null,
    anchorOn: date && rule.startsOn,
    steps: date ? date.index : 0,
  }
}

/** The first of the days laid out from `startsOn` that is not before `from` and in season. */
function gridDate(rule: PlanRule, from: CivilDate): { on: CivilDate; index: number } | null {
  const calendar = rule.calendar!
  const elapsed = dayNumber(from) - dayNumber(rule.startsOn)
  // Near it by mean lengths, then forward: calendar units are at most a few days off their mean.
  let index = Math.max(0, Math.floor(elapsed / intervalDays(calendar)) - 1)
  for (let step = 0; step < longestSearch; step++, index++) {
    const on = addIntervals(rule.startsOn, calendar, index)
    if (Number(on.slice(0, 4)) > furthestYear) return null
    if (on >= from && isInSeason(rule, on)) return { on, index }
  }
  return null
}

function gridMeter(rule: PlanRule, { every }: MeterInterval, above: number): { total: number; index: number } {
  const at = (index: number) => tenths(rule.meterStart + index * every)
  let index = Math.max(1, Math.floor((above - rule.meterStart) / every))
  while (at(index) <= above) index++
  return { total: at(index), index }
}

/** Counted from the last turn, in both measures of the plan. */
function chained(rule: PlanRule, history: UnitHistory, last: PastOccurrence): Occurrence {
  const base = rule.mode === 'FLOATING' && last.done ? doneAt(last, last.done) : fellDue(last)
  const counted = rule.calendar && addIntervals(base.anchorOn, rule.calendar, base.steps)
  const nominalOn = counted && (counted < rule.startsOn ? rule.startsOn : counted)
  return {
    cycle: last.cycle + 1,
    nominalOn,
    on: nominalOn && effectiveDate(rule, nominalOn),
    meter:
      rule.meter &&
      (base.total === null
        ? gridMeter(rule, rule.meter, history.sinceTotal ?? rule.meterStart).total
        : tenths(base.total + rule.meter.every)),
    anchorOn: nominalOn && (nominalOn === counted ? base.anchorOn : nominalOn),
    steps: nominalOn === counted ? base.steps : 0,
  }
}

const doneAt = (last: PastOccurrence, done: { on: CivilDate; total: number | null }) => ({
  anchorOn: done.on,
  steps: 1,
  total: done.total ?? last.meter ?? last.raisedTotal,
})

/** What was due by calendar was due on its day; what was due by meter, on the day the meter brought it up. */
function fellDue(last: PastOccurrence) {
  const byCalendar = last.trigger === 'CALENDAR' && last.anchorOn !== null
  return {
    anchorOn: byCalendar ? last.anchorOn! : last.raisedOn,
    steps: byCalendar ? last.steps + 1 : 1,
    total: last.trigger === 'METER' ? (last.meter ?? last.raisedTotal) : (last.raisedTotal ?? last.meter),
  }
}
