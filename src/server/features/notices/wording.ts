import type { Locale } from '../../../contract/errors.ts'
import { words } from '../../platform/words.ts'
import { writtenInstant } from '../../platform/written.ts'

/** Values that read differently in each language. */
function written(params: Record<string, string | number | null>, locale: Locale, zone: string) {
  const { at, document, documentEn, status, alert, ...rest } = params
  return {
    ...rest,
    at: at ? writtenInstant(String(at), locale, zone) : '—',
    document: (locale === 'en' ? documentEn : document) ?? '',
    status: status ? words(locale, `notices.status.${status}`) : '',
    alert: alert ? words(locale, `notices.alert.${alert}`, { value: String(rest.value) }) : '',
  } as Record<string, string | number>
}

/** A notice in somebody's language: one line, and one sentence more. */
export function noticeWords(
  { kind, params }: { kind: string; params: Record<string, string | number | null> },
  locale: Locale,
  zone: string,
): { title: string; text: string } {
  const filled = written(params, locale, zone)
  return { title: words(locale, `notices.${kind}.title`, filled), text: words(locale, `notices.${kind}.text`, filled) }
}
