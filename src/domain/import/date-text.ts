import { Temporal } from 'temporal-polyfill'
import { type CivilDate, startOfDate } from '../civil-time.ts'

/** The order in which a file writes the parts of a date; `SERIAL` is a spreadsheet's count of days since 1899-12-30. */
export const dateOrders = ['YMD', 'DMY', 'MDY', 'SERIAL'] as const
export type DateOrder = (typeof dateOrders)[number]

export type WrittenDate = {
  readonly date: CivilDate
  /** `HH:MM:SS`, when the text has a time. */
  readonly time: string | null
  /** `Z` or `±HH:MM`, when the text says where its clock stands. */
  readonly offset: string | null
}

const months = ['ene|jan', 'feb', 'mar', 'abr|apr', 'may', 'jun', 'jul', 'ago|aug', 'sep|set', 'oct', 'nov', 'dic|dec']
const monthForms = months.map((names) => new RegExp(`^(?:${names})\\p{L}*$`, 'iu'))

const separator = '[\\s/.,-]+'
const part = '(\\d{1,4}|\\p{L}{3,12})'
const clock = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?\\s*([ap])?\\.?\\s?(?:m\\.?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?'
const written = new RegExp(`^${part}${separator}${part}${separator}${part}(?:[T\\s,]+${clock})?$`, 'iu')

/** Two-digit years: 70–99 are of the last century, as fleets' oldest records may be. */
function fullYear(text: string): number | null {
  if (text.length === 4) return Number(text)
  if (text.length !== 2) return null
  const short = Number(text)
  return short >= 70 ? 1900 + short : 2000 + short
}

function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const index = monthForms.findIndex((form) => form.test(text))
  return index < 0 ? null : index + 1
}

function civilDate(year: number | null, month: number | null, day: string): CivilDate | null {
  if (year === null || month === null || !/^\d{1,2}$/.test(day)) return null
  if (year < 1950 || year > 2100) return null
  const date = new Date(Date.UTC(year, month - 1, Number(day)))
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day)
  return same ? date.toISOString().slice(0, 10) : null
}

function timeOf(hour: string, minute: string, second: string | undefined, half: string | undefined): string | null {
  let hours = Number(hour)
  if (half) {
    if (hours < 1 || hours > 12) return null
    hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  return `${String(hours).padStart(2, '0')}:${minute}:${second ?? '00'}`
}

function serialDate(text: string): WrittenDate | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null
  const seconds = Math.round(Number(text.replace(',', '.')) * 86_400)
  const at = new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString()
  if (at < '1950' || at > '2101') return null
  const time = at.slice(11, 19)
  return { date: at.slice(0, 10), time: time === '00:00:00' ? null : time, offset: null }
}

/**
 * Reads a date, with or without a time, as people and systems write it: any of `/ - . ,` or spaces between the parts,
 * month names in Spanish or English, two- or four-digit years (1950–2100). `null` when it is not a date in this order.
 */
export function parseWrittenDate(text: string, order: DateOrder): WrittenDate | null {
  const trimmed = text.trim()
  if (order === 'SERIAL') return serialDate(trimmed)
  const compact = order === 'YMD' ? /^(\d{4})(\d{2})(\d{2})$/.exec(trimmed) : null
  if (compact) {
    const date = civilDate(Number(compact[1]), Number(compact[2]), compact[3]!)
    return date ? { date, time: null, offset: null } : null
  }
  const match = written.exec(trimmed)
  if (!match) return null
  const [, first, second, third, hour, minute, seconds, half, offset] = match
  const date =
    order === 'YMD'
      ? first!.length === 4
        ? civilDate(fullYear(first!), monthNumber(second!), third!)
        : null
      : order === 'DMY'
        ? civilDate(fullYear(third!), monthNumber(second!), first!)
        : civilDate(fullYear(third!), monthNumber(first!), second!)
  if (!date) return null
  if (hour === undefined) return { date, time: null, offset: null }
  const time = timeOf(hour, minute!, seconds, half)
  if (!time) return null
  return { date, time, offset: offset?.toUpperCase().replace(/(\d{2})(\d{2})$/, '$1:$2') ?? null }
}

/** The instant meant, in epoch milliseconds: by the text's own offset, else by the clocks of `zone`; a date alone is its start. */
export function instantOfWritten({ date, time, offset }: WrittenDate, zone: string): number {
  if (!time) return startOfDate(date, zone)
  if (offset) return Date.parse(`${date}T${time}${offset}`)
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds
}
