import i18next, { type BackendModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '../../../contract/errors.ts'
import { currentLanguage, rememberLanguage } from './language.ts'
import type { Feature } from './resources.d.ts'

const catalogues = import.meta.glob<ResourceKey>('./{es,en}/*.json', { import: 'default' })

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = catalogues[`./${language.slice(0, 2)}/${namespace}.json`]
    if (!load) return done(new Error(`no catalogue ${language}/${namespace}`), null)
    load().then(
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
      fallbackLng: false,
      load: 'currentOnly',
      ns: ['common', 'terms', 'shell'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
}

/** Fetches the words of a page; called beside the request for its code, so that neither waits for the other. */
export const loadWords = (features: readonly Feature[]) => i18next.loadNamespaces(features as Feature[])

export async function switchLanguage(locale: Locale): Promise<void> {
  rememberLanguage(locale)
  await i18next.changeLanguage(locale)
}
