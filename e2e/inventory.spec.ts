import { expect, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { counting } from './counting.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
let part: { id: string }
test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
  part = await product.call('POST', '/parts', { number: 'FLT-77', description: 'Filtro hidráulico', unit: 'UNIT' })
  const { id: siteId } = company.site
  await product.call('POST', `/parts/${part.id}/receipts`, { siteId, quantity: 3, unitCost: 12_500 })
})
test.afterAll(() => product?.stop())

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, serviceWorkers: 'allow' })

  test('a mechanic issues a part in three taps, with the quantity as the only field', async ({ page }) => {
    const { id } = await company.order('Cambiar filtro')
    const own = await product.as({ email: company.operator.email, password: company.operator.password })
    await own('POST', `/work-orders/${id}/start`, {})
    await signIn(page, product, company.operator, `/work-orders/${id}`)
    await expect(page.getByRole('button', { name: 'Usar repuesto' })).toBeVisible()
    const issuing = counting(page)
    await issuing.tap('Usar repuesto')
    await issuing.tap(/Filtro hidráulico/)
    await expectAccessible(page)
    await issuing.fill('Cantidad', '2')
    await issuing.tap('Entregar')
    await expect(page.getByText('2 u de FLT-77 entregados')).toBeVisible()
    expect(issuing.cost()).toEqual({ taps: 3, inputs: 1, screens: 1 })
    await expect(page.getByText('$')).toHaveCount(0)

    await issuing.tap('Usar repuesto')
    await issuing.tap(/Filtro hidráulico/)
    await issuing.fill('Cantidad', '2')
    await issuing.tap('Entregar')
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('No alcanza')
    await expect(page.getByRole('dialog').getByLabel('Cantidad')).toHaveValue('2')
    expect(await overflow(page)).toBe(0)
  })
})

test('what arrives stands in the ledger, beside what was issued', async ({ page }) => {
  await signIn(page, product, administrator, `/inventory/${part.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('FLT-77')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Recibir', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cantidad').fill('10')
  await dialog.getByLabel('Precio unitario').fill('13000')
  await dialog.getByRole('button', { name: 'Recibir', exact: true }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('link', { name: 'Movimientos' }).click()
  await expect(page.getByText('Recepción')).toHaveCount(2)
  await expectAccessible(page)
})
