import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
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

/** No violation of any impact, in words that say where. */
export async function expectAccessible(page: Page) {
  expect(await violations(page)).toEqual([])
}

export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** How many pixels the page is wider than the window. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
