import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { type Company, foundCompany } from './company.ts'
import { counting } from './counting.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
  await company.order('Revisión diaria')
})
test.afterAll(() => product?.stop())
test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, serviceWorkers: 'allow' })

const photo = () =>
  sharp({ create: { width: 1200, height: 900, channels: 3, background: 'sienna' } })
    .jpeg()
    .toBuffer()

test('a fault costs one screen, one field and three taps without an account, and its reporter reads the answer', async ({
  page,
  browser,
}) => {
  await page.goto(`${product.url}/report/${company.unit.id}`)
  await expect(page.getByText('RE-01 · Retroexcavadora 01')).toBeVisible()
  await expectAccessible(page)
  expect(await overflow(page)).toBe(0)

  const telling = counting(page)
  await telling.fill('¿Qué falla?', 'Fuga en el brazo')
  await telling.press(page.getByText('No', { exact: true }))
  const chosen = page.waitForEvent('filechooser')
  await telling.press(page.getByLabel('Fotos (hasta 3)'))
  await (await chosen).setFiles({ name: 'fuga.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await expect(page.getByText('fuga.jpg')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  expect(telling.cost().screens).toBe(1)
  await telling.tap('Enviar el reporte')
  await expect(page.getByText('Recibido')).toBeVisible()
  expect(telling.cost()).toMatchObject({ taps: 3, inputs: 1 })
  await expect(page).toHaveURL(/\/track\/[\w-]{43}$/)
  await expectAccessible(page)

  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const office = await context.newPage()
  await signIn(office, product, administrator, '/requests')
  await expect(office.getByText('Fuga en el brazo')).toBeVisible()
  await expect(office.getByRole('img', { name: 'Foto 1 de RE-01' })).toBeVisible()
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Aceptar' }).click()
  await expectAccessible(office)
  await office.getByRole('button', { name: 'Abrir la orden' }).click()
  await expect(office.getByText(/OT-\d{4}-\d+ abierta/)).toBeVisible()
  await office.getByRole('link', { name: /^OT-/ }).first().click()
  await expect(office.getByRole('heading', { name: /Fuga en el brazo/ })).toBeVisible()
  await context.close()
  const unit = await product.call<{ status: string }>('GET', `/assets/${company.unit.id}`)
  expect(unit.status).toBe('STOPPED')

  await page.reload()
  await expect(page.getByText('Aceptado', { exact: true })).toBeVisible()
})

test('a rejected report says why; a label shows the unit to its people, and an old one offers the report', async ({
  page,
}) => {
  await page.goto(`${product.url}/assets/${company.unit.id}`)
  await page.getByText('Hágalo aquí, sin cuenta').tap()
  await page.getByLabel('¿Qué falla?').fill('Ruido raro')
  await page.getByRole('button', { name: 'Enviar el reporte' }).tap()
  await expect(page.getByText('Falta').or(page.getByText('Es obligatorio')).first()).toBeVisible()
  await page.getByText('Sí', { exact: true }).tap()
  await page.getByRole('button', { name: 'Enviar el reporte' }).tap()
  await expect(page.getByText('Recibido')).toBeVisible()
  const tracking = page.url()

  await signIn(page, product, administrator, '/requests')
  await page.getByRole('button', { name: 'Rechazar' }).tap()
  await page.getByLabel('Motivo').fill('Es el ventilador, funciona bien')
  await page.getByRole('dialog').getByRole('button', { name: 'Rechazar' }).tap()
  await expect(page.getByText('Solicitud rechazada')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectAccessible(page)
  await page.goto(tracking)
  await expect(page.getByText('Es el ventilador, funciona bien')).toBeVisible()

  await page.goto(`${product.url}/report/${company.unit.id}`)
  await expect(page).toHaveURL(new RegExp(`/assets/${company.unit.id}$`))
})
