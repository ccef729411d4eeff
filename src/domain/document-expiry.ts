import { Temporal } from 'temporal-polyfill'
import { type CivilDate, dayNumber } from './civil-time.ts'

/**
 * Until when a document is valid, from the day it was issued: until a day of the year, until the end of the month its
 * plate's last digit names, or for a number of months.
 */
export type ExpiryRule =
  | { readonly kind: 'ON_DATE'; readonly month: number; readonly day: number }
  | { readonly kind: 'PLATE_DIGIT' }
  | { readonly kind: 'MONTHS'; readonly months: number }

/** How a kind of document applies to units of some types; `onlyOnRoad`: only to those that have a plate. */
export type DocumentRule = {
  readonly assetTypeIds: readonly string[]
  readonly onlyOnRoad: boolean
  readonly expiry: ExpiryRule | null
}

/** Days before a deadline in which what is issued is already for the next one. */
const renewalWindow = 60

/** Month of the technical inspection by the last digit of the plate: none in March and December (Ministry of Transport). */
const inspectionMonths = [2, 4, 5, 6, 7, 8, 9, 10, 11, 1] as const

/** Month, 1 to 12, in which a vehicle is inspected; `null` without a plate that ends in a digit. */
export function inspectionMonth(plate: string | null): number | null {
  const digit = /\d$/.exec(plate ?? '')?.[0]
  return digit === undefined ? null : inspectionMonths[Number(digit)]!
}

function nextDeadline(issuedOn: CivilDate, deadlineIn: (year: number) => CivilDate): CivilDate {
  const year = Number(issuedOn.slice(0, 4))
  for (const deadline of [deadlineIn(year), deadlineIn(year + 1)]) {
    if (dayNumber(deadline) - dayNumber(issuedOn) > renewalWindow) return deadline
  }
  return deadlineIn(year + 2)
}

const inMonth = (year: number, month: number, day: number) =>
  Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }).toString()

/** The last day a document issued on `issuedOn` is valid; `null` when the rule cannot say, and somebody has to read it. */
export function expiryOf(rule: ExpiryRule | null, issuedOn: CivilDate, plate: string | null): CivilDate | null {
  if (!rule) return null
  if (rule.kind === 'MONTHS') return Temporal.PlainDate.from(issuedOn).add({ months: rule.months }).toString()
  if (rule.kind === 'ON_DATE') return nextDeadline(issuedOn, (year) => inMonth(year, rule.month, rule.day))
  const month = inspectionMonth(plate)
  return month === null ? null : nextDeadline(issuedOn, (year) => inMonth(year, month, 31))
}

/** The rule for a unit of this type; `null`: the document is not for it. A kind without rules is for every unit. */
export function ruleFor(
  rules: readonly DocumentRule[],
  unit: { typeId: string; plate: string | null },
): DocumentRule | null {
  if (rules.length === 0) return { assetTypeIds: [], onlyOnRoad: false, expiry: null }
  const rule = rules.find(({ assetTypeIds }) => assetTypeIds.length === 0 || assetTypeIds.includes(unit.typeId))
  return !rule || (rule.onlyOnRoad && unit.plate === null) ? null : rule
}

export const documentStates = ['EXPIRED', 'EXPIRING', 'VALID'] as const
export type DocumentState = (typeof documentStates)[number]

/** Days before its last day from which a document needs somebody. */
export const expiringDays = 30

/** Valid through its last day; what has none never expires. */
export function documentState(expiresOn: CivilDate | null, today: CivilDate): DocumentState {
  if (expiresOn === null) return 'VALID'
  const left = dayNumber(expiresOn) - dayNumber(today)
  return left < 0 ? 'EXPIRED' : left <= expiringDays ? 'EXPIRING' : 'VALID'
}

/** Days before a document's last day on which somebody is reminded, nearest last. */
export const reminderDays = [60, 30, 15, 7] as const
export type ReminderDays = (typeof reminderDays)[number]

/** The reminder that is due: the nearest threshold reached; those passed meanwhile are not caught up. `null`: none yet, or expired. */
export function reminderDue(expiresOn: CivilDate, today: CivilDate): ReminderDays | null {
  const left = dayNumber(expiresOn) - dayNumber(today)
  if (left < 0) return null
  return reminderDays.findLast((days) => left <= days) ?? null
}
