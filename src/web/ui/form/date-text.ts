/** Dates are written day first in both languages: an American order beside a Chilean one would be read as another day. */
const separator = (locale: string) => (locale === 'en' ? '/' : '-')

/** A civil date (`2026-11-24`) as it stands in a field: `24-11-2026` in es-CL, `24/11/2026` in English. */
export function dateText(date: string | null | undefined, locale: string): string {
  const [year, month, day] = (date ?? '').split('-')
  return day ? [day, month, year].join(separator(locale)) : ''
}

/**
 * A date as a person writes it: day, month, year, with any separator or none (`24-11-2026`, `24/11/26`, `24112026`).
 * `null` for an empty text, `undefined` for what is no date of the calendar.
 */
export function parseDate(text: string): string | null | undefined {
  const compact = text.trim()
  if (!compact) return null
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(compact)
  const parts = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(compact) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(compact)
  const [day, month, year] = iso ? [iso[3], iso[2], iso[1]] : (parts?.slice(1) ?? [])
  if (!day || !month || !year) return undefined
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined
}

/** A civil time (`2026-11-24T10:30`) as it stands in a field: `24-11-2026 10:30`. */
export function dateTimeText(civil: string | null | undefined, locale: string): string {
  const [date, time] = (civil ?? '').split('T')
  return time ? `${dateText(date, locale)} ${time.slice(0, 5)}` : ''
}

/** A date and a time of day as a person writes them; a date alone is not enough. See `parseDate`. */
export function parseDateTime(text: string): string | null | undefined {
  const compact = text.trim()
  if (!compact) return null
  const parts = /^(.+?)[T\s,]+(\d{1,2})[:.h]?(\d{2})$/.exec(compact)
  const date = parts?.[1] && parseDate(parts[1])
  if (!date || Number(parts[2]) > 23 || Number(parts[3]) > 59) return undefined
  return `${date}T${parts[2]?.padStart(2, '0')}:${parts[3]}`
}
