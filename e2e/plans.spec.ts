import { expect, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
})
test.afterAll(() => product?.stop())

test('a plan shows what it asks while it is written, opens its order once, and is paused with a reason', async ({
  page,
}) => {
  await signIn(page, product, administrator, '/plans')
  await page.getByRole('link', { name: 'Nuevo plan' }).click()
  await page.getByLabel('Nombre').first().fill('Engrase trimestral')
  await page.getByRole('combobox', { name: /^Unidad(?! de)/ }).fill('RE')
  await page.getByRole('option', { name: /RE-01/ }).click()
  await page.getByRole('button', { name: 'Agregar tarea' }).click()
  await page.getByRole('textbox', { name: /^Tarea 1/ }).fill('Engrasar pasadores')
  await expect(page.getByRole('heading', { name: 'Próximos vencimientos' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Crear plan' }).click()
  await expect(page.getByText('Engrase trimestral: creado')).toBeVisible()
  await page.getByRole('button', { name: 'Abrir la orden ahora' }).click()
  await expect(page).toHaveURL(/\/work-orders\//)
  await expect(page.getByText('Engrasar pasadores')).toBeVisible()
  await page.goBack()
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
