import { expect, type Page, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
  const { items } = await product.call<{ items: { id: string; code: string }[] }>('GET', '/document-types')
  const insurance = { typeId: items.find(({ code }) => code === 'SOAP')!.id, issuedOn: '2020-04-01' }
  await product.call('POST', `/assets/${company.unit.id}/documents`, { ...insurance, expiresOn: '2021-03-31' })
})
test.afterAll(() => product?.stop())

/** The refusal with its reasons, and the supervisor's word against it. */
async function override(page: Page, reason: string) {
  const dialog = page.getByRole('dialog', { name: 'No está habilitado' })
  await expect(dialog.getByText(/venció el 31-03-2021/).first()).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Motivo de la autorización').fill(reason)
  await dialog.getByRole('button', { name: 'Autorizar igual' }).click()
}

test('an order to a unit without papers is made when whoever plans says why', async ({ page }) => {
  await signIn(page, product, administrator, `/work-orders/new?assetId=${company.unit.id}`)
  await page.getByLabel('Título').fill('Cambiar batería')
  await page.getByLabel(/^Tipo/).selectOption({ label: 'Preventiva' })
  await page.getByRole('combobox', { name: 'Responsable' }).fill('Rosa')
  await page.getByRole('option', { name: /Rosa/ }).click()
  await page.getByRole('button', { name: 'Crear la orden' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancelar' }).click()
  await expect(page.getByLabel('Título')).toHaveValue('Cambiar batería')
  await expect(page.getByRole('alert').getByText(/venció el 31-03-2021/)).toBeVisible()
  await page.getByRole('button', { name: 'Crear la orden' }).click()
  await override(page, 'Se repara en el taller')
  await expect(page).toHaveURL(/\/work-orders\/[0-9a-f-]{36}/)
  await expect(page.getByText('Rosa Mecánica').first()).toBeVisible()
})

test('many orders are assigned at once with one reason', async ({ page }) => {
  const orders = [
    await company.order('Campaña de pasadores', { assigneeId: null }),
    await company.order('Campaña de correas', { assigneeId: null }),
  ]
  await signIn(page, product, administrator, '/work-orders?view=table&q=campaña')
  await page.getByRole('checkbox', { name: 'Seleccionar todas las filas cargadas' }).check()
  await page.getByRole('button', { name: 'Asignar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill('Rosa')
  await page.getByRole('option', { name: /Rosa/ }).click()
  await dialog.getByRole('button', { name: 'Asignar' }).click()
  await override(page, 'Campaña en el taller')
  await expect(page.getByText('2 órdenes cambiadas.')).toBeVisible()
  for (const { id } of orders) {
    const { assignee } = await product.call<{ assignee: { name: string } }>('GET', `/work-orders/${id}`)
    expect(assignee.name).toBe('Rosa Mecánica')
  }
})
