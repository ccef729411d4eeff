import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
test.beforeAll(async () => {
  product = await startProduct()
})
test.afterAll(() => product?.stop())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test('an administrator makes a backup, tries to restore it, takes it along, and finds both in the logs', async ({
  page,
}) => {
  await signIn(page, product, administrator, '/admin/backups')
  await expect(page.getByText('Todavía no hay respaldos.', { exact: false })).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Respaldar ahora')
  await expect(page.getByText('Terminado', { exact: true })).toBeVisible()
  await press(page, 'Probar restauración')
  await expect(page.getByText('Restauración probada', { exact: true })).toBeVisible()
  await expect(page.getByText('Hay un respaldo reciente', { exact: false })).toBeVisible()
  await expectAccessible(page)
  const [file] = await Promise.all([page.waitForEvent('download'), press(page, 'Descargar')])
  expect(file.suggestedFilename()).toMatch(/^faena-\d{8}T\d{6}Z\.tar$/)
  expect(readFileSync((await file.path())!).includes('SHA256SUMS')).toBe(true)
  await page.goto(`${product.url}/admin/security`)
  await expect(page.getByText('Ingreso', { exact: true }).first()).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${product.url}/admin/audit`)
  await expect(page.getByText('archivo descargado', { exact: false })).toBeVisible()
})
