import { expect, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
let grease: { id: string }
test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
  grease = await product.call('POST', '/parts', { number: 'GRA-EP2', description: 'Grasa EP2', unit: 'KILOGRAM' })
})
test.afterAll(() => product?.stop())

test('a plan shows what it asks while it is written, opens its order once, and is paused with a reason', async ({
  page,
}) => {
  await signIn(page, product, administrator, '/plans')
  await page.getByRole('link', { name: 'Nuevo plan' }).first().click()
  await page.getByLabel('Nombre').first().fill('Engrase trimestral')
  await page.getByRole('combobox', { name: /^Unidad(?! de)/ }).fill('RE')
  await page.getByRole('option', { name: /RE-01/ }).click()
  await page.getByRole('button', { name: 'Agregar tarea' }).click()
  await page.getByRole('textbox', { name: /^Tarea 1/ }).fill('Engrasar pasadores')
  await page.getByRole('button', { name: 'Agregar repuesto' }).click()
  await page.getByRole('combobox', { name: /^Repuesto 1/ }).fill('grasa')
  await page.getByRole('option', { name: /GRA-EP2/ }).click()
  const quantity = page.getByRole('textbox', { name: /^Cantidad/ })
  await expect(quantity).not.toHaveAttribute('aria-invalid')
  await quantity.focus()
  await quantity.blur()
  await expect(quantity).toHaveAttribute('aria-invalid', 'true')
  await quantity.fill('2,5')
  await expect(page.getByRole('heading', { name: 'Próximos vencimientos' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Crear plan' }).click()
  await expect(page.getByText('Engrase trimestral: creado')).toBeVisible()
  await page.getByRole('button', { name: 'Abrir la orden ahora' }).click()
  await expect(page).toHaveURL(/\/work-orders\//)
  await expect(page.getByText('Engrasar pasadores')).toBeVisible()
  await expect(page.getByText('2,5 kg').first()).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('link', { name: 'GRA-EP2 · Grasa EP2' })).toBeVisible()
  await expect(page.getByText(/OT-\d{4}-000001/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Abrir la orden ahora' })).toBeHidden()
  await page.getByRole('button', { name: 'Pausar' }).click()
  await page.getByRole('dialog').getByLabel('Motivo').fill('La unidad está en Santiago')
  await page.getByRole('dialog').getByRole('button', { name: 'Pausar' }).click()
  await expect(page.getByText(/En pausa desde el .*La unidad está en Santiago/)).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${product.url}/assets/${company.unit.id}`)
  await page.getByRole('link', { name: 'Plan PM' }).click()
  await expect(page.getByText('Engrase trimestral').first()).toBeVisible()
})

test('the forecast says which parts run out, and when', async ({ page }) => {
  const level = { name: 'Engrase', multiple: 1, tasks: [], parts: [{ partId: grease.id, quantity: 2.5 }] }
  const rule = { calendar: { every: 1, unit: 'month' }, meter: null, mode: 'FIXED', startsOn: '2026-01-05' }
  const more = { meterStart: 0, tolerance: 10, leadDays: 0, months: [], workingDays: false, priority: 'LOW' }
  await product.call('POST', '/plans', {
    ...{ name: 'Engrase mensual', assetId: company.unit.id, levels: [level] },
    ...{ ...rule, ...more },
  })
  await signIn(page, product, administrator, '/plans/forecast')
  const row = page.getByRole('row', { name: /GRA-EP2/ })
  // Eleven turns once this month's is past, else twelve.
  await expect(row.getByText(/^(27,5|30) kg$/)).toBeVisible()
  await expect(row.getByText('Sin costo conocido')).toBeVisible()
  await expectAccessible(page)
})
