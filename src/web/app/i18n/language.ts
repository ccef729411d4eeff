import type { Locale } from '../../../contract/errors.ts'

/** As the contract's `locales`, whose file would bring zod along. */
export const languages = ['es-CL', 'en'] as const satisfies readonly Locale[]

const key = 'faena.locale'
let current: Locale = stored() ?? 'es-CL'

function stored(): Locale | null {
  try {
    return languages.find((language) => language === localStorage.getItem(key)) ?? null
  } catch {
    return null
  }
}

export const currentLanguage = (): Locale => current

export function rememberLanguage(locale: Locale) {
  current = locale
  document.documentElement.lang = locale
  try {
    localStorage.setItem(key, locale)
  } catch {
    // Storage refused by the browser: the language lasts as long as the page.
  }
}
