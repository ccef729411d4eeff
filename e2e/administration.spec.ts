import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
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

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()

test('a person is added, signs in with the password shown once, and is put out by deactivation', async ({
  page,
  browser,
}) => {
  await signIn(page, product, administrator, '/admin/people')
  await page.getByRole('link', { name: 'Agregar persona' }).click()
  await expect(page.getByRole('heading', { name: 'Agregar persona' })).toBeVisible()
  await page.getByLabel('Nombre').fill('Hugo Planificador')
  await page.getByLabel('Correo').fill('hugo@faena.example')
  await page.getByRole('textbox', { name: 'RUT' }).fill('12.345.678-9')
  await page.getByText('Supervisor', { exact: true }).click()
  await page.getByLabel('Mina Norte').check()
  await press(page, 'Crear la cuenta')
  await expect(page.getByRole('textbox', { name: 'RUT' })).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('textbox', { name: 'RUT' }).fill('12.345.678-5')
  await press(page, 'Crear la cuenta')
  const shown = page.getByRole('dialog', { name: 'Clave temporal de Hugo Planificador' })
  const password = (await shown.locator('.font-mono').textContent())!
  await expectAccessible(page)
  await press(page, 'Ya la guardé')

  const his = await browser.newPage()
  await his.goto(`${product.url}/login`)
  await his.locator('input[type=email]').fill('hugo@faena.example')
  await his.locator('input[type=password]').fill(password)
  await his.getByRole('button', { name: 'Ingresar' }).click()
  await his.getByLabel('Clave actual').fill(password)
  await his.getByLabel('Clave nueva').fill('retro sin freno en la bajada')
  await his.getByRole('button', { name: 'Cambiar la clave' }).click()
  await expect(his.getByRole('heading', { name: 'Cambie su clave' })).toBeHidden()

  await page.goto(`${product.url}/admin/people?q=Hugo`)
  await page.getByRole('link', { name: 'Hugo Planificador' }).click()
  await press(page, 'Desactivar')
  await page.getByRole('dialog').getByRole('button', { name: 'Desactivar' }).click()
  await expect(page.getByText('Hugo Planificador: desactivada')).toBeVisible()
  await his.goto(`${product.url}/work-orders`)
  await expect(his).toHaveURL(/\/login/)
  await his.close()
})

test('a failure code in use is not deleted, and says what refers to it; an unused one is', async ({ page }) => {
  const { items: types } = await product.call<{ items: { id: string; code: string }[] }>('GET', '/order-types')
  const corrective = types.find(({ code }) => code === 'CORRECTIVE')!
  const order = await company.order('Manguera rota', { typeId: corrective.id })
  const { items: codes } = await product.call<{ items: { id: string; kind: string; nameEs: string }[] }>(
    'GET',
    '/failure-codes',
  )
  const first = (kind: string) => codes.find((code) => code.kind === kind)!
  const own = await product.as({ email: company.operator.email, password: company.operator.password })
  await own('POST', `/work-orders/${order.id}/start`, {})
  await own('POST', `/work-orders/${order.id}/complete`, {
    notes: 'Manguera cambiada',
    hours: 1,
    failureModeId: first('MODE').id,
    failureCauseId: first('CAUSE').id,
    failureActionId: first('ACTION').id,
  })
  await signIn(page, product, administrator, '/admin/failure-codes')
  const name = first('MODE').nameEs
  const remove = async (of: string) => {
    await page.getByRole('button', { name: `Acciones de ${of}` }).click()
    await page.getByRole('menuitem', { name: 'Eliminar' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Eliminar' }).click()
  }
  await remove(name)
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('1')
  await page.keyboard.press('Escape')
  await expect(page.getByText(name, { exact: true })).toBeVisible()

  const type = { code: 'CRANE', nameEs: 'Grúa', nameEn: 'Crane', hasKm: true, hasHours: true }
  const crane = await product.call<{ id: string }>('POST', '/asset-types', type)
  await page.goto(`${product.url}/admin/failure-codes?typeId=${crane.id}`)
  await page.getByRole('button', { name: 'Agregar' }).last().click()
  await page.getByLabel('Nombre en español').fill('Engrasado')
  await page.getByLabel('Nombre en inglés').fill('Greased')
  await page.getByLabel('Código').fill('ENG')
  await press(page, 'Guardar')
  await expect(page.getByText('Engrasado', { exact: true })).toBeVisible()
  await remove('Engrasado')
  await expect(page.getByText('Engrasado: eliminado')).toBeVisible()
})

test('the audit log shows who did it, verifies, and leaves as CSV', async ({ page }) => {
  await signIn(page, product, administrator, '/admin/audit')
  await expect(page.getByText('Rosa Mecánica').first()).toBeVisible()
  await press(page, 'Verificar la cadena')
  await expect(page.getByText(/La cadena está intacta: \d+ filas comprobadas\./)).toBeVisible()
  await expectAccessible(page)
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Descargar CSV')])
  const rows = readFileSync((await file.path())!, 'utf8')
    .trim()
    .split('\r\n')
  expect(rows.length).toBeGreaterThan(5)
})
