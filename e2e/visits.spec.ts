import { expect, type Page, test } from '@playwright/test'
import { overflow, settling, signIn, violations } from './person.ts'
import { demo, type Product, startProduct } from './product.ts'

// Two visits at a time, each to a product of its own.
test.describe.configure({ mode: 'parallel' })

let product: Product
test.beforeAll(async () => {
  product = await startProduct({ demo: true })
})
test.afterAll(() => product?.stop())

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** What a filter of a list asks for makes no other page; which tab or view it shows does. */
const shaping = ['tab', 'view', 'span']

/** Addresses that show the same page with another record are one kind. */
function kindOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://faena')
  const kept = shaping.filter((name) => searchParams.has(name)).map((name) => `${name}=${searchParams.get(name)}`)
  return [pathname.replace(uuid, ':id').replace(/^\/(kpis|reports)\/[\w-]+$/, '/$1/:id'), ...kept].join(' ')
}

/** Goes through every page the person can reach by a link, and gives one address of each kind. */
async function everyPage(page: Page, first: readonly string[], look: (address: string) => Promise<void>) {
  const settle = settling(page)
  const seen = new Map<string, string>()
  const waiting = [...first]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const kind = kindOf(next)
    if (seen.has(kind)) continue
    seen.set(kind, next)
    // As a click on a link goes: the app stays loaded.
    await page.evaluate((address) => history.pushState({}, '', address), next)
    await settle()
    await look(next)
    const links = await page
      .locator('a[href^="/"]:not([target=_blank]):not([download])')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    waiting.push(...links.filter((href) => !href.startsWith('/api')))
  }
  return [...seen.values()]
}

interface Visit {
  who: keyof typeof demo
  theme: 'light' | 'dark' | 'sunlight'
  locale: 'es-CL' | 'en'
  width: number
}

const visits: Visit[] = [
  { who: 'admin', theme: 'light', locale: 'es-CL', width: 1440 },
  { who: 'supervisor', theme: 'dark', locale: 'en', width: 360 },
  { who: 'supervisor', theme: 'sunlight', locale: 'es-CL', width: 1024 },
  { who: 'operator', theme: 'light', locale: 'es-CL', width: 360 },
]
/** Pages that have no link, or one only for somebody else. */
const unlinked = ['/', '/work-orders?view=table', '/work-orders?view=board', '/work-orders?view=calendar', '/nowhere']

for (const { who, theme, locale, width } of visits) {
  test(`every page of ${who} is accessible and fits: ${theme}, ${locale}, ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: width < 500 ? 740 : 900 })
    const me = await product.as(demo[who])
    await me('PATCH', '/me', { theme, locale })
    await signIn(page, product, demo[who], '/profile')
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.locator('html')).toHaveAttribute('lang', locale)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const found: string[] = []
    const visited = await everyPage(page, unlinked, async (address) => {
      for (const violation of await violations(page)) found.push(`${address}: ${violation}`)
      for (const narrow of new Set([width, Math.min(width, 320)])) {
        await page.setViewportSize({ width: narrow, height: 740 })
        const over = await overflow(page)
        if (over > 0) found.push(`${address}: ${over} px too wide at ${narrow}`)
      }
      await page.setViewportSize({ width, height: width < 500 ? 740 : 900 })
      if (await page.getByText(/\b(undefined|NaN|\[object Object\])\b/).count()) found.push(`${address}: not in words`)
    })
    expect(found).toEqual([])
    expect(errors).toEqual([])
    expect(visited.length).toBeGreaterThan(who === 'operator' ? 5 : 20)
  })
}
