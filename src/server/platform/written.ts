import type { Locale } from '../../contract/errors.ts'
import type {} from '../../contract/refusals/field-words.ts'
import { words } from './words.ts'

/** An instant as people of `locale` read it on a clock of `zone`: `24-11-2026, 13:05` in es-CL. */
export function writtenInstant(at: string, locale: Locale, zone: string): string {
  const language = locale === 'en' ? 'en-GB' : 'es-CL'
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: zone,
  })
  return format.format(new Date(at))
}

/**
 * A refusal's figures as people of `locale` write them, for the sentences of `fieldErrorWords`: parameters that are
 * instants (named `since` or `…At`, epoch milliseconds) as times of `zone`, other numbers with the locale's marks.
 */
export function writtenParams(
  params: Readonly<Record<string, string | number>>,
  locale: Locale,
  zone: string,
): Record<string, string> {
  const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'es-CL')
  const written = (name: string, value: string | number) => {
    if (typeof value === 'string') return value
    const isInstant = name === 'since' || name.endsWith('At')
    return isInstant ? writtenInstant(new Date(value).toISOString(), locale, zone) : number.format(value)
  }
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, written(name, value)]))
}

/** Two civil days, both included: `16-11-2026 al 22-11-2026`. */
export function writtenPeriod(locale: Locale, { from, to }: { from: string; to: string }): string {
  const date = (day: string) => `${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)}`
  return words(locale, 'report.period', { from: date(from), to: date(to) })
}
