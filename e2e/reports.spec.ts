import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
let year: number
const cost = 1_250_000

test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
  const order = await company.order('Torno externo')
  await product.call('POST', `/work-orders/${order.id}/start`, {})
  await product.call('POST', `/work-orders/${order.id}/services`, { description: 'Torno', cost })
  // Yesterday or today in Chile, wherever this runs.
  const date = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await product.call('POST', `/work-orders/${order.id}/labour`, { hours: 1, date })
  await product.call('POST', `/work-orders/${order.id}/complete`, { notes: 'Listo' })
  year = (await product.call<{ year: number }>('GET', '/budgets')).year
})
test.afterAll(() => product?.stop())

async function downloaded(page: Page, format: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Exportar' }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: format, exact: true }).click()
  return readFile(await (await file).path())
}

test('a cost is read by every grouping, drilled to its order, exported, kept and scheduled', async ({ page }) => {
  await signIn(page, product, administrator, '/reports')
  await page
    .getByRole('link', { name: /^Costo/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Costo', level: 1 })).toBeVisible()
  await page.getByText('Tipo de orden', { exact: true }).click()
  await expect(page.getByRole('row', { name: /Preventiv/ })).toContainText('$1.250.000')
  await expectAccessible(page)

  // What the screen shows is what the files say.
  const csv = (await downloaded(page, 'CSV')).toString('utf8')
  expect(csv).toMatch(/Preventiv[^;]*;1250000;/)
  expect((await downloaded(page, 'PDF')).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await downloaded(page, 'Excel (XLSX)')).subarray(0, 2).toString()).toBe('PK')
  expect(JSON.parse((await downloaded(page, 'JSON')).toString()).total.total).toBe(cost)

  await page
    .getByRole('row', { name: /Preventiv/ })
    .getByRole('link')
    .first()
    .click()
  await expect(page).toHaveURL(/\/kpis\/cost\?.*orderTypeId=/)
  await expect(page.getByText('Torno externo')).toBeVisible()
  await page.goBack()

  await page.getByRole('button', { name: 'Guardar informe' }).click()
  await page.getByLabel('Nombre').fill('Costo por tipo de orden')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Guardar' }).click()
  await expect(page.getByText('Guardado: Costo por tipo de orden')).toBeVisible()
  await page.goto(`${product.url}/saved-reports`)
  await page.getByRole('link', { name: 'Costo por tipo de orden' }).click()
  await page.getByRole('button', { name: 'Programar envío' }).click()
  await page.getByLabel('Destinatarios').fill(company.operator.email)
  await page.getByRole('dialog').getByRole('button', { name: 'Programar envío' }).click()
  await expect(page.getByText(/es de un operador/)).toBeVisible()
  await page.getByLabel('Destinatarios').fill('gerencia@faena.example')
  await page.getByRole('dialog').getByRole('button', { name: 'Programar envío' }).click()
  await expect(page.getByText('Cada lunes a las 08:00')).toBeVisible()
  await expectAccessible(page)
})

test('a budget is set by year, then by month, and stands against what was spent', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, product, administrator, '/budgets')
  await expect(page.getByText('Sin presupuesto')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await page.getByRole('link', { name: 'Mina Norte' }).click()
  await page.getByRole('button', { name: 'Fijar presupuesto' }).click()
  await page.getByLabel('Presupuesto del año').fill('12000000')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Guardar versión' }).click()
  await expect(page.getByText(`Presupuesto guardado: Mina Norte ${year}`)).toBeVisible()
  await expect(page.getByText('$10.750.000').first()).toBeVisible()

  await page.getByRole('button', { name: 'Cambiar presupuesto' }).click()
  await page.getByText('Mes', { exact: true }).last().click()
  await page.getByRole('dialog').getByLabel('enero').fill('0')
  await page.getByLabel('Motivo o acuerdo').fill('Enero sin faena')
  await page.getByRole('button', { name: 'Guardar versión' }).click()
  await expect(page.getByRole('main').getByText('Enero sin faena')).toBeVisible()
  await expect(page.getByText('$9.750.000').first()).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectAccessible(page)
})
