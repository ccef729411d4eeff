import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '../../../contract/errors.ts'
import { currentLanguage, rememberLanguage } from './language.ts'
import type { Feature } from './resources.d.ts'

/** The words every page needs, and where the others are; a browser fetches those of its language. */
const languages = { es: () => import('./catalogues-es.ts'), en: () => import('./catalogues-en.ts') }

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const short = language.slice(0, 2) as keyof typeof languages
    const find = async () => {
      const { first, others } = await languages[short]()
      const words = first[namespace] ?? (await others[`./${short}/${namespace}.json`]?.())
      if (!words) throw new Error(`no catalogue ${short}/${namespace}`)
      return words
    }
    find().then(
      (words) => done(null, words),
      (error: Error) => done(error, null),
    )
  },
}

/** Starts with the words every page needs; the others come with their pages. */
export async function startWords(): Promise<void> {
  rememberLanguage(currentLanguage())
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: currentLanguage(),
      // The request for the words leaves at once, not a turn later.
      initAsync: false,
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['common', 'terms', 'shell'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
  if (!i18next.hasResourceBundle(currentLanguage(), 'common')) throw new Error('the words did not come')
}

/** Fetches the words of a page; called beside the request for its code, so that neither waits for the other. */
export const loadWords = (features: readonly Feature[]) => i18next.loadNamespaces(features as Feature[])

export async function switchLanguage(locale: Locale): Promise<void> {
  rememberLanguage(locale)
  await i18next.changeLanguage(locale)
}
