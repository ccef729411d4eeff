import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { test as base, expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { mailServer } from '../../src/server/channels/testing.ts'
import { settling, signIn } from '../person.ts'
import { demo, type Product, startProduct } from '../product.ts'

const locales = { es: 'es-CL', en: 'en' } as const
export type Language = keyof typeof locales

const largest = 150_000
const colours = 64

interface Statistics {
  state: string
}

export interface Setting {
  language: Language
  /** The demo fleet, once its first training has ended and it was predicted: one for all pictures of a language. */
  product: Product
}

export const test = base.extend<object, Setting>({
  language: ['es', { option: true, scope: 'worker' }],
  product: [
    // biome-ignore lint/correctness/noEmptyPattern: the library reads the names of what a fixture needs
    async ({}, use) => {
      const mail = await mailServer()
      const env = { SMTP_URL: `smtp://127.0.0.1:${mail.port}`, LOGIN_LIMIT_PER_MINUTE: '10000' }
      const product = await startProduct({ demo: true, env })
      await expect
        .poll(async () => (await product.call<Statistics>('GET', '/predictions/statistics')).state, {
          timeout: 300_000,
        })
        .not.toBe('NO_MODEL')
      await use(product)
      await product.stop()
      await mail.close()
    },
    { scope: 'worker', timeout: 400_000 },
  ],
})

type Catalogue = { [key: string]: string | Catalogue }

/** Finds the words of the web app by `catalogue:path.to.words`, so that one walk serves both languages. */
export function wordsIn(language: Language) {
  return (key: string, values: Record<string, string> = {}): string => {
    const [name, path] = key.split(':') as [string, string]
    const file = new URL(`../../src/web/app/i18n/${language}/${name}.json`, import.meta.url)
    let found: string | Catalogue | undefined = JSON.parse(readFileSync(file, 'utf8')) as Catalogue
    for (const step of path.split('.')) found = typeof found === 'object' ? found[step] : undefined
    if (typeof found !== 'string') throw new Error(`${language} has no words for ${key}`)
    return found.replace(/\{\{(\w+)[^}]*\}\}/g, (_, value: string) => values[value] ?? '')
  }
}

type Who = keyof typeof demo

/** Signs `who` in, in that language and theme, and takes pictures into the folder of the language; nobody: not signed in. */
export async function camera(page: Page, { product, language }: Setting, who?: Who, theme = 'light') {
  const quiet = settling(page)
  const settle = async () => {
    await quiet()
    await expect(page.locator('.skeleton')).toHaveCount(0)
  }
  // As somebody who chose the language before: who is not signed in has no account that says it.
  await page.addInitScript((locale) => localStorage.setItem('faena.locale', locale), locales[language])
  if (who) {
    const me = await product.as(demo[who])
    await me('PATCH', '/me', { theme, locale: locales[language] })
    await signIn(page, product, demo[who], '/profile')
    await expect(page.locator('html')).toHaveAttribute('lang', locales[language])
  }
  const folder = new URL(`../../docs/pictures/${language}/`, import.meta.url).pathname
  return {
    t: wordsIn(language),
    settle,
    /** Opens an address of the product and waits until the page is complete. */
    async open(path: string) {
      await page.goto(`${product.url}${path}`)
      await settle()
    },
    /** One picture of the window, in few colours. */
    async take(name: string) {
      await settle()
      mkdirSync(folder, { recursive: true })
      const file = `${folder}${name}.png`
      const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' })
      await sharp(picture).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toFile(file)
      expect(statSync(file).size, `${name} is too heavy`).toBeLessThan(largest)
    },
  }
}

export const desk = { width: 1280, height: 800 }
/** For tables of many columns. */
export const wideDesk = { width: 1440, height: 900 }
export const onPhone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
