import { expect, type Page, type Request } from '@playwright/test'
import axe from 'axe-core'
import type { Product } from './product.ts'

interface Login {
  email: string
  password: string
}

/** Signs in as anybody would, and waits for the page asked for. */
export async function signIn(page: Page, { url }: Product, { email, password }: Login, path: string) {
  await page.goto(`${url}/login?next=${encodeURIComponent(path)}`)
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('form button[type=submit]').click()
  await page.waitForURL((now) => now.pathname === new URL(path, url).pathname)
}

/** No violation of any impact on the page once it is shown, in words that say where. */
export async function expectAccessible(page: Page) {
  await page.locator('h1:visible').first().waitFor()
  expect(await violations(page)).toEqual([])
}

export async function violations(page: Page): Promise<string[]> {
  // Read once per document: there are many pages to look at, and the app stays loaded between them.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    // A colour half way to another is none that anybody reads.
    const passing = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    await Promise.all(passing.map(({ finished }) => finished.catch(() => {})))
    const { run } = (window as unknown as { axe: typeof axe }).axe
    const { violations } = await run(document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
  return found
}

/** How many pixels the page is wider than the window. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Waits until the page has asked for everything and shows it: nothing under way at two looks in a row. */
export function settling(page: Page): () => Promise<void> {
  const underWay = new Set<Request>()
  const ended = (request: Request) => void underWay.delete(request)
  page.on('request', (request) => void underWay.add(request))
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    let quiet = 0
    await expect
      .poll(
        async () => {
          const busy = underWay.size + (await page.locator('[aria-busy=true]').count())
          quiet = busy === 0 ? quiet + 1 : 0
          return quiet >= 2
        },
        { intervals: [80] },
      )
      .toBe(true)
  }
}
