import { readdirSync, readFileSync } from 'node:fs'
import { fill, type Locale } from '../../contract/errors.ts'
import { languageOf } from './problem.ts'

const folder = new URL('./words/', import.meta.url)

function load(language: 'es' | 'en'): Record<string, Record<string, string>> {
  const files = readdirSync(new URL(`${language}/`, folder)).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(new URL(`${language}/${name}`, folder), 'utf8'))]),
  )
}

const catalogues = { es: load('es'), en: load('en') }

/** The words of `feature.key` that the server puts on documents and exports; throws for a key no catalogue has. */
export function words(locale: Locale, path: string, params: Record<string, string | number> = {}): string {
  const [feature, ...key] = path.split('.')
  const text = catalogues[languageOf(locale)][feature!]?.[key.join('.')]
  if (text === undefined) throw new Error(`no words for ${path}`)
  return fill(text, params)
}
