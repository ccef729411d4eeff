import { expect, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
test.beforeAll(async () => {
  // A mail server that nobody reaches: what cannot go out has to show.
  process.env.SMTP_URL = 'smtp://127.0.0.1:9'
  product = await startProduct()
  delete process.env.SMTP_URL
  company = await foundCompany(product)
})
test.afterAll(() => product?.stop())

const phone = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  serviceWorkers: 'allow',
} as const

test('what a colleague does shows by itself, and comes back after the connection was lost', async ({
  page: office,
  browser,
}) => {
  const order = await company.order('Cambiar aceite')
  await signIn(office, product, administrator, `/work-orders/${order.id}`)
  await expect(office.getByRole('heading', { name: /Cambiar aceite/ })).toBeVisible()
  await expect(office.locator('main').getByText('Pendiente').first()).toBeVisible()

  const context = await browser.newContext(phone)
  const mechanic = await context.newPage()
  await signIn(mechanic, product, company.operator, `/work-orders/${order.id}`)
  const start = mechanic.getByRole('button', { name: /^Empezar/ }).first()
  await expect(start).toBeVisible()
  const running = office.locator('main').getByText('En curso').first()
  const shown = running.waitFor().then(() => Date.now())
  const tapped = Date.now()
  await start.tap()
  // Measured, not asserted: how busy the machine is counts as much.
  process.stdout.write(`From a tap to the colleague's page: ${(await shown) - tapped} ms\n`)
  await expect(mechanic.locator('main').getByText('En curso').first()).toBeVisible()

  await context.setOffline(true)
  await product.call('POST', `/work-orders/${order.id}/comments`, { text: 'Llegó el filtro' })
  await expect(mechanic.getByText('Sin conexión')).toBeVisible()
  await context.setOffline(false)
  await expect(mechanic.getByText('Llegó el filtro')).toBeVisible()
  await context.close()
})

test('what changes after a page was read and before the connection stands shows as well', async ({ page }) => {
  const order = await company.order('Cambiar correa')
  let changed = () => {}
  const change = new Promise<void>((done) => {
    changed = done
  })
  await page.route('**/api/v1/live/tickets', async (route) => {
    await change
    await route.continue()
  })
  await signIn(page, product, administrator, `/work-orders/${order.id}`)
  await expect(page.locator('main').getByText('Pendiente').first()).toBeVisible()
  await product.call('POST', `/work-orders/${order.id}/start`, {})
  changed()
  await expect(page.locator('main').getByText('En curso').first()).toBeVisible()
})

test('a notice arrives in the bell, is read by opening it, and its delivery shows', async ({
  page: office,
  browser,
}) => {
  const context = await browser.newContext(phone)
  const mechanic = await context.newPage()
  await signIn(mechanic, product, company.operator, '/work-orders')
  await signIn(office, product, administrator, '/profile/notices')
  await expectAccessible(office)
  await office.getByRole('checkbox', { name: 'Falla crítica en una inspección, por Correo' }).uncheck()
  await office.getByText('Horas de silencio').click()
  await office.getByLabel('Desde').fill('21:30')
  await office.getByRole('button', { name: 'Guardar' }).click()
  await expect(office.getByText('Preferencias guardadas.')).toBeVisible()
  await office.reload()
  await expect(office.getByLabel('Desde')).toHaveValue('21:30')
  await expect(office.getByRole('checkbox', { name: 'Falla crítica en una inspección, por Correo' })).not.toBeChecked()

  const { email, password } = company.operator
  const mine = await product.as({ email, password })
  await mine('PUT', '/me/notice-preferences', { quiet: null, normal: 'NOW', informative: 'DAILY', kinds: [] })
  const bell = mechanic.getByRole('link', { name: /^Avisos/ })
  const before = await mechanic.evaluate(() => document.querySelectorAll('a[href="/notices"]').length)
  expect(before).toBe(1)
  const { number } = await company.order('Revisar frenos')
  await expect(bell).toHaveAccessibleName(/\d+ sin leer/)
  await bell.tap()
  const notice = mechanic.getByRole('link', { name: `Orden ${number} asignada a usted` })
  await expect(notice).toBeVisible()
  await expectAccessible(mechanic)
  expect(await overflow(mechanic)).toBe(0)
  await notice.tap()
  await expect(mechanic.getByRole('heading', { name: /Revisar frenos/ })).toBeVisible()
  await bell.tap()
  await expect(mechanic.getByText('Marcar todo como leído').or(mechanic.getByText('Revisar frenos'))).not.toHaveCount(0)
  await expect(mechanic.getByRole('button', { name: `Marcar como leído: Orden ${number}` })).toHaveCount(0)
  await mechanic.goto(`${product.url}/profile/notices`)
  await expectAccessible(mechanic)
  expect(await overflow(mechanic)).toBe(0)
  await context.close()

  await office.goto(`${product.url}/admin/deliveries`)
  await expect(office.getByText(`Orden ${number} asignada a usted`)).toBeVisible()
  await expect(office.getByText(/ECONNREFUSED/).first()).toBeVisible()
  await expectAccessible(office)
})
