import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { type Company, foundCompany } from './company.ts'
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

/** What a camera of a phone makes: a picture of several megabytes that does not compress well. */
const cameraPhoto = () =>
  sharp({
    create: {
      width: 3000,
      height: 2200,
      channels: 3,
      background: 'gray',
      noise: { type: 'gaussian', mean: 120, sigma: 40 },
    },
  })
    .jpeg({ quality: 92 })
    .toBuffer()

const begin = async (page: Page) => {
  await signIn(page, product, company.operator, `/inspections/new?assetId=${company.unit.id}`)
  await expect(page.getByRole('button', { name: /^Todo OK/ })).toHaveCount(8)
}

test('all well costs one tap a section and one to confirm, on one screen, with the meter as the only field', async ({
  page,
}) => {
  await begin(page)
  expect(await overflow(page)).toBe(0)
  await expectAccessible(page)
  await page.getByLabel('Horómetro').fill('1.200,5')
  let taps = 0
  const screen = new URL(page.url()).pathname
  for (const well = page.getByRole('button', { name: /^Todo OK/ }); (await well.count()) > 0; taps++) {
    await well.first().tap()
  }
  expect(new URL(page.url()).pathname).toBe(screen)
  await page.getByRole('button', { name: 'Confirmar y enviar' }).tap()
  await expect(page.getByText(/INS-\d{4}-000001 enviada/)).toBeVisible()
  expect(taps).toBe(8)
  await expect(page.getByText('100 % · 28 de 28 puntos')).toBeVisible()
  await expect(page.getByText('Posible apuro')).toHaveCount(0)
  await expectAccessible(page)
})

test('a failed point costs three taps and stops the unit; the draft outlives the page and the connection', async ({
  page,
  context,
}) => {
  await begin(page)
  await page.getByLabel('Horómetro').fill('1.204')
  const point = page.locator('[id="point-brakes.service"]')
  await point.getByText('No', { exact: true }).tap()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), point.getByText('Tomar foto').tap()])
  await chooser.setFiles({ name: 'freno.jpg', mimeType: 'image/jpeg', buffer: await cameraPhoto() })
  await expect(point.getByRole('img')).toBeVisible()
  await point.getByText('Grave', { exact: true }).tap()
  for (const well = page.getByRole('button', { name: /^Todo OK/ }); (await well.count()) > 0; ) await well.first().tap()

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Confirmar y enviar' }).tap()
  await expect(page.getByText('Quedó guardada en este equipo')).toBeVisible()
  await context.setOffline(false)
  await page.reload()
  await expect(page.getByText('Continúa la inspección')).toBeVisible()
  await page.getByRole('button', { name: 'Confirmar y enviar' }).tap()
  await expect(page.getByText('Falló un punto crítico: la unidad quedó no habilitada')).toBeVisible()

  const unit = await product.call<{ status: string; statusReason: string }>('GET', `/assets/${company.unit.id}`)
  expect(unit).toMatchObject({ status: 'STOPPED', statusReason: expect.stringContaining('No habilitado: Frenos') })
  const id = page.url().split('/').at(-1)!
  const files = await product.call<{ items: { size: number; width: number }[] }>(
    'GET',
    `/files?ownerType=inspection&ownerId=${id}`,
  )
  expect(files.items).toHaveLength(1)
  expect(files.items[0]!.size).toBeLessThanOrEqual(400_000)
  await page.goto(`${product.url}/inspections`)
  await expect(page.getByText('sin enviar en este equipo')).toHaveCount(0)

  await context.clearCookies()
  await page.goto(`${product.url}/verify/${id}`)
  await expect(page.getByText('Documento auténtico')).toBeVisible()
  await expectAccessible(page)
})

test('a supervisor writes a checklist of their own from one that comes with Faena', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await signIn(page, product, administrator, '/inspections/checklists')
  await page.getByRole('button', { name: 'Acciones de F-PR-034-CH01' }).tap()
  await page.getByRole('menuitem', { name: 'Hacer una copia' }).tap()
  await page.getByLabel('Código').fill('RE-PROPIA')
  await page.getByRole('button', { name: /^Agregar punto.*Frenos/ }).tap()
  await page.getByRole('button', { name: 'Publicar' }).tap()
  await expect(page.getByText('Hay 1 cosa que corregir.')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Pregunta', { exact: false }).and(page.locator('[aria-invalid=true]')).fill('Presión de frenos')
  await page.getByLabel('Respuesta').selectOption('NUMBER')
  await page.getByLabel('Unidad de medida').fill('bar')
  await page.getByLabel('Mínimo').fill('6')
  await page.getByRole('button', { name: 'Publicar' }).tap()
  await expect(page.getByText('RE-PROPIA versión 1 publicada.')).toBeVisible()
  await expect(page.getByText('Número · Al menos 6 bar')).toBeVisible()
})
