import type { Locale } from '../../contract/errors.ts'

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
