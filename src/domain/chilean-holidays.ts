import { addDays, type CivilDate, dateOfDayNumber, dayNumber } from './civil-time.ts'

export const holidayIds = [
  'newYear',
  'newYearBridge',
  'goodFriday',
  'holySaturday',
  'labourDay',
  'navyDay',
  'indigenousPeoples',
  'peterAndPaul',
  'carmen',
  'assumption',
  'independenceBridge',
  'independence',
  'army',
  'encounter',
  'reformation',
  'allSaints',
  'immaculate',
  'christmas',
] as const
export type HolidayId = (typeof holidayIds)[number]
export type Holiday = { readonly on: CivilDate; readonly id: HolidayId }

const monday = 1
const tuesday = 2
const wednesday = 3
const friday = 5
const sunday = 7

/** ISO day of the week, Monday 1 to Sunday 7. */
export function weekday(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easterSunday(year: number): CivilDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${pad(month)}-${pad(day)}`
}

const pad = (value: number) => String(value).padStart(2, '0')

/** Amplitude, phase and rate (degrees, degrees per century): Meeus, Astronomical Algorithms, table 27.C. */
const solsticeTerms = [
  [485, 324.96, 1934.136],
  [203, 337.23, 32964.467],
  [199, 342.08, 20.186],
  [182, 27.85, 445267.112],
  [156, 73.14, 45036.886],
  [136, 171.52, 22518.443],
  [77, 222.54, 65928.934],
  [74, 296.72, 3034.906],
  [70, 243.58, 9037.513],
  [58, 119.81, 33718.147],
  [52, 297.17, 150.678],
  [50, 21.02, 2281.226],
  [45, 247.54, 29929.562],
  [44, 325.15, 31555.956],
  [29, 60.93, 4443.417],
  [18, 155.12, 67555.328],
  [17, 288.79, 4562.452],
  [16, 198.04, 62894.029],
  [14, 199.76, 31436.921],
  [12, 95.39, 14577.848],
  [12, 287.11, 31931.756],
  [12, 320.81, 34777.259],
  [9, 227.73, 1222.114],
  [8, 15.45, 16859.074],
] as const

const unixEpochJulianDay = 2_440_587.5
/** Chile's winter clock, UTC−4, as a part of a day. */
const chileanWinter = 4 / 24

/** The day of the June solstice in continental Chile; within a minute of the instant for this millennium. */
export function juneSolstice(year: number): CivilDate {
  const y = (year - 2000) / 1000
  const mean = 2_451_716.56767 + 365_241.62603 * y + 0.00325 * y ** 2 + 0.00888 * y ** 3 - 0.0003 * y ** 4
  const t = (mean - 2_451_545) / 36_525
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const w = 35_999.373 * t - 2.47
  const longitude = 1 + 0.0334 * cosine(w) + 0.0007 * cosine(2 * w)
  const sum = solsticeTerms.reduce((total, [a, b, c]) => total + a * cosine(b + c * t), 0)
  const julianDay = mean + (0.00001 * sum) / longitude
  return dateOfDayNumber(Math.floor(julianDay - unixEpochJulianDay - chileanWinter))
}

/** Law 19.668: on a Tuesday, Wednesday or Thursday it is held on the Monday before, on a Friday on the Monday after. */
function onMonday(date: CivilDate): CivilDate {
  const day = weekday(date)
  if (day >= tuesday && day < friday) return addDays(date, monday - day)
  return day === friday ? addDays(date, 3) : date
}

/** Law 20.299: 31 October on a Tuesday is held on the Friday before, on a Wednesday on the Friday after. */
function onFriday(date: CivilDate): CivilDate {
  const day = weekday(date)
  if (day === tuesday) return addDays(date, -4)
  return day === wednesday ? addDays(date, 2) : date
}

/**
 * Chile's national holidays of a year, in order, by today's laws; those of one region and days of elections are left out.
 * The first day of the indigenous peoples, in 2021, was held on the 21st whatever the solstice (law 21.357).
 */
export function chileanHolidays(year: number): Holiday[] {
  const on = (monthAndDay: string) => `${year}-${monthAndDay}`
  const easter = easterSunday(year)
  const independence = weekday(on('09-18'))
  const bridge =
    independence === tuesday || independence === 6 ? on('09-17') : independence === wednesday ? on('09-20') : null
  const holidays: Holiday[] = [
    { on: on('01-01'), id: 'newYear' },
    ...(weekday(on('01-01')) === sunday ? [{ on: on('01-02'), id: 'newYearBridge' as const }] : []),
    { on: addDays(easter, -2), id: 'goodFriday' },
    { on: addDays(easter, -1), id: 'holySaturday' },
    { on: on('05-01'), id: 'labourDay' },
    { on: on('05-21'), id: 'navyDay' },
    { on: year === 2021 ? on('06-21') : juneSolstice(year), id: 'indigenousPeoples' },
    { on: onMonday(on('06-29')), id: 'peterAndPaul' },
    { on: on('07-16'), id: 'carmen' },
    { on: on('08-15'), id: 'assumption' },
    ...(bridge ? [{ on: bridge, id: 'independenceBridge' as const }] : []),
    { on: on('09-18'), id: 'independence' },
    { on: on('09-19'), id: 'army' },
    { on: onMonday(on('10-12')), id: 'encounter' },
    { on: onFriday(on('10-31')), id: 'reformation' },
    { on: on('11-01'), id: 'allSaints' },
    { on: on('12-08'), id: 'immaculate' },
    { on: on('12-25'), id: 'christmas' },
  ]
  return holidays.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

const datesOf = new Map<number, ReadonlySet<CivilDate>>()

export function isHoliday(date: CivilDate): boolean {
  const year = Number(date.slice(0, 4))
  const known = datesOf.get(year)
  if (known) return known.has(date)
  datesOf.set(year, new Set(chileanHolidays(year).map((holiday) => holiday.on)))
  return isHoliday(date)
}

/** Monday to Friday, and no holiday. */
export function isWorkingDay(date: CivilDate): boolean {
  return weekday(date) <= friday && !isHoliday(date)
}

/** The date itself when it is a working day, else the first one after it. */
export function workingDayFrom(date: CivilDate): CivilDate {
  let day = date
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}
