import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

interface Summary {
  pages: { page: string; views: number }[]
  paths: { from: string; page: string }[]
  vitals: { name: string; n: number }[]
  vitalsByPage: { page: string; vitals: { name: string }[] }[]
}

let product: Product
test.beforeAll(async () => {
  product = await startProduct()
})
test.afterAll(() => product?.stop())

/** Waits until the collector would be there. */
const collectorTime = (page: Page) => page.waitForTimeout(4500)

/** Waits until it is there: a slow machine takes longer to fetch it. */
async function collectorThere(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/collector-')),
  )
  await collectorTime(page)
}

const menu = (page: Page) => page.getByRole('navigation', { name: 'Principal' })

/** A view is counted when its page is shown, not when its address is. */
const arrived = (page: Page, heading: string) =>
  expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()

test('an administrator sees views, vitals and errors of browsers, and nothing of whose they are', async ({ page }) => {
  const bodies: string[] = []
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/v1/analytics') || request.method() !== 'POST') return
    bodies.push(request.postData() ?? '')
    expect(request.headers()).not.toHaveProperty('cookie')
    expect(request.headers()).not.toHaveProperty('authorization')
  })
  await page.goto(`${product.url}/login`)
  await collectorThere(page)
  await signIn(page, product, administrator, '/work-orders')
  await collectorThere(page)
  await menu(page).getByRole('link', { name: 'Flota' }).click()
  await arrived(page, 'Flota')
  await page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('Explosión de jefa@faena.example')
    })
  })
  await menu(page).getByRole('link', { name: 'Administración' }).click()
  await arrived(page, 'Administración')
  // Leaving the app sends what waits.
  await page.goto('about:blank')
  const viewsOf = async (name: string) => {
    const { pages } = await product.call<Summary>('GET', '/analytics')
    return pages.find(({ page: one }) => one === name)?.views ?? 0
  }
  await expect.poll(() => viewsOf('/admin')).toBe(1)
  const { paths, vitals } = await product.call<Summary>('GET', '/analytics')
  expect(paths).toContainEqual({ from: '/work-orders', page: '/assets', views: 1 })
  expect(vitals.map(({ name }) => name)).toEqual(expect.arrayContaining(['LCP', 'CLS', 'FCP', 'TTFB']))
  expect(bodies.join('')).not.toContain(administrator.email)
  // The browser measures moves within the app as well.
  const { vitalsByPage } = await product.call<Summary>('GET', '/analytics')
  expect(vitalsByPage).toContainEqual({
    page: '/assets',
    vitals: expect.arrayContaining([expect.objectContaining({ name: 'LCP' })]),
  })

  await page.goto(`${product.url}/admin/analytics`)
  const seen = page.getByRole('region', { name: 'Páginas más vistas' })
  await expect(seen.getByText('/login', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Ver tabla' }).click()
  await expect(page.getByRole('region', { name: 'Vistas por día' }).getByRole('row')).toHaveCount(29)
  await expect(page.getByText('Contenido principal visible')).toBeVisible()
  await expect(page.getByText(/^(Bueno|Por mejorar|Malo)$/).first()).toBeVisible()
  await expect(page.getByText('RangeError: Explosión de :email', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Ver detalle/ }).click()
  const detail = page.getByRole('dialog', { name: 'RangeError: Explosión de :email' })
  await expect(detail.locator('pre')).toContainText('RangeError')
  await expect(detail.getByText('/assets', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.goto(`${product.url}/admin/analytics?from=2020-01-01&to=2020-01-31`)
  await expect(page.getByText('Nadie ha usado la aplicación en este período')).toBeVisible()
  await expect(page.getByText('Ningún error en este período.')).toBeVisible()
})

/** Goes through the app and leaves it; answers what was told of that. */
async function told(page: Page, at: Product): Promise<string[]> {
  const sent: string[] = []
  page.on('request', (request) => {
    if (/\/analytics$/.test(request.url()) && request.method() === 'POST') sent.push(request.url())
  })
  await signIn(page, at, administrator, '/work-orders')
  await collectorTime(page)
  await page.evaluate(() => void Promise.reject(new Error('nobody hears of it')))
  await menu(page).getByRole('link', { name: 'Flota' }).click()
  await expect(page).toHaveURL(`${at.url}/assets`)
  await page.goto('about:blank')
  return sent
}

test('nothing is sent for somebody whose browser asks not to be followed', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  expect(await told(page, product)).toEqual([])
})

test('nothing is sent with the flag off, and the page says so', async ({ page }) => {
  const web = mkdtempSync(join(tmpdir(), 'faena-web-'))
  const env = { ...process.env, VITE_ENABLE_ANALYTICS: 'false' }
  const built = spawnSync('node_modules/.bin/vite', ['build', '--outDir', web, '--logLevel', 'warn'], { env })
  expect(built.status, String(built.stderr)).toBe(0)
  const silent = await startProduct({ env: { VITE_ENABLE_ANALYTICS: 'false', WEB_DIR: web } })
  try {
    expect(await told(page, silent)).toEqual([])
    await page.goto(`${silent.url}/admin/analytics`)
    await expect(page.getByText('Esta instalación no cuenta el uso')).toBeVisible()
    await expectAccessible(page)
  } finally {
    await silent.stop()
    rmSync(web, { recursive: true, force: true })
  }
})
