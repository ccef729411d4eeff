import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { flatten, hardCodedWords, keysUsed, withoutPlural } from './catalogue-scan.ts'

const here = import.meta.dirname
const web = join(here, '../..')
const languages = ['es', 'en'] as const

function words(language: string, feature: string): Map<string, string> {
  return flatten(JSON.parse(readFileSync(join(here, language, `${feature}.json`), 'utf8')))
}

const features = readdirSync(join(here, 'es')).map((file) => file.replace('.json', ''))
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path) && !path.includes('catalogue-scan'))
  .map((path) => ts.createSourceFile(path, readFileSync(join(web, path), 'utf8'), ts.ScriptTarget.Latest, true))
const used = sources.map((source) => ({ path: source.fileName, ...keysUsed(source) }))

test('both languages have the same catalogues', () => {
  expect(readdirSync(join(here, 'en')).sort()).toEqual(readdirSync(join(here, 'es')).sort())
})

describe.each(features)('%s', (feature) => {
  const es = words('es', feature)
  const en = words('en', feature)

  test('has the same keys in both languages', () => {
    const bare = (catalogue: Map<string, string>) => [...new Set([...catalogue.keys()].map(withoutPlural))].sort()
    expect(bare(en)).toEqual(bare(es))
  })

  test('has every plural its language needs', () => {
    for (const language of languages) {
      const catalogue = language === 'es' ? es : en
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      const bases = new Set([...catalogue.keys()].filter((key) => withoutPlural(key) !== key).map(withoutPlural))
      const missing = [...bases].flatMap((base) =>
        categories.filter((category) => !catalogue.has(`${base}_${category}`)).map((category) => `${base}_${category}`),
      )
      expect(missing, language).toEqual([])
    }
  })

  test('fills the same places in both languages', () => {
    const places = (text: string | undefined) =>
      [...(text ?? '').matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort()
    const different = [...es]
      .filter(([key]) => en.has(key))
      .filter(([key, text]) => places(text).join() !== places(en.get(key)).join())
    expect(different.map(([key]) => key)).toEqual([])
  })

  test('has words for every key', () => {
    expect([...es, ...en].filter(([, text]) => !text.trim()).map(([key]) => key)).toEqual([])
  })

  test('has no key that nothing uses', () => {
    const speakers = used.filter(({ namespaces }) => namespaces.has(feature))
    const mentions = (key: string) =>
      speakers.some(({ texts, patterns }) =>
        [key, `${feature}:${key}`].some((name) => texts.has(name) || patterns.some((pattern) => pattern.test(name))),
      )
    expect([...new Set([...es.keys()].map(withoutPlural))].filter((key) => !mentions(key))).toEqual([])
  })
})

test('every key a page asks for exists', () => {
  const exists = (feature: string, key: string) => {
    const catalogue = features.includes(feature) ? words('es', feature) : new Map<string, string>()
    return [...catalogue.keys()].some((name) => name === key || withoutPlural(name) === key)
  }
  const missing = used.flatMap(({ path, calls, namespaces }) =>
    calls
      .filter((call) => {
        const [feature, key] = call.includes(':') ? (call.split(':') as [string, string]) : [null, call]
        return feature ? !exists(feature, key) : ![...namespaces].some((name) => exists(name, key))
      })
      .map((call) => `${path}: ${call}`),
  )
  expect(missing).toEqual([])
})

test('no word a person sees stands in the code', () => {
  expect(sources.flatMap(hardCodedWords)).toEqual([])
})
