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
const choose = async (page: Page, item: string) => {
  await press(page, 'Más acciones')
  await page.getByRole('menuitem', { name: item }).click()
}

test('a unit is added; a wrong plate keeps what was typed', async ({ page }) => {
  await signIn(page, product, administrator, '/assets')
  await page.getByRole('link', { name: 'Agregar unidad' }).click()
  await page.getByRole('textbox', { name: 'Código' }).fill('CA-07')
  await page.getByRole('textbox', { name: 'Nombre' }).fill('Camioneta 07')
  await page.getByLabel('Tipo').selectOption({ label: 'Camioneta MDO' })
  await page.getByLabel('Lugar').selectOption({ label: 'Mina Norte' })
  await page.getByRole('textbox', { name: 'Patente' }).fill('AEI-99')
  await press(page, 'Agregar unidad')
  await expect(page.getByRole('textbox', { name: 'Patente' })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('textbox', { name: 'Código' })).toHaveValue('CA-07')
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'Patente' }).fill('LKSD45')
  await press(page, 'Agregar unidad')
  await expect(page.getByText('CA-07 agregada')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('CA-07')
})

test('its meter takes no lower reading, but a change of meter; its state keeps the reason', async ({ page }) => {
  await signIn(page, product, administrator, `/assets/${company.unit.id}`)
  const read = async (value: string, replaced = false) => {
    await page.getByLabel('Lo que marca').fill(value)
    if (replaced) await page.getByLabel('Se cambió el medidor').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Registrar', exact: true }).click()
  }
  await press(page, 'Registrar medidor')
  await read('1250,5')
  await expect(page.getByText('Lectura de RE-01 registrada')).toBeVisible()
  await press(page, 'Registrar medidor')
  await read('1200')
  await expect(page.getByRole('dialog').getByLabel('Lo que marca')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  await read('3', true)
  await expect(page.getByRole('dialog')).toBeHidden()

  await press(page, 'Cambiar estado')
  await page.getByRole('dialog').getByText('Detenido', { exact: true }).click()
  await page.getByRole('dialog').getByLabel('Motivo').fill('Perno del balde cortado')
  await page.getByRole('dialog').getByRole('button', { name: 'Cambiar estado' }).click()
  await expect(page.getByText('RE-01: Detenido')).toBeVisible()
  await expect(page.getByText('Perno del balde cortado').first()).toBeVisible()
  await page.getByRole('link', { name: 'Medidores' }).click()
  await expect(page.getByText('Cambio de medidor')).toBeVisible()
  await expectAccessible(page)
})

test('it keeps documents, prints its QR label, and comes back from the archive by undo', async ({ page }) => {
  await signIn(page, product, administrator, `/assets/${company.unit.id}?tab=files`)
  await press(page, 'Agregar documentos')
  await page.locator('input[type=file]').setInputFiles({
    name: 'certificado.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Certificado de operatividad'),
  })
  await press(page, 'Guardar archivos')
  await expect(page.getByText('Un archivo guardado')).toBeVisible()
  const [kept] = await Promise.all([page.waitForEvent('download'), press(page, 'Descargar certificado.txt')])
  expect(readFileSync((await kept.path())!, 'utf8')).toBe('Certificado de operatividad')
  const [label] = await Promise.all([page.waitForEvent('download'), choose(page, 'Etiqueta QR (PDF)')])
  expect(
    readFileSync((await label.path())!)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')

  await choose(page, 'Archivar')
  const undo = page.getByRole('button', { name: 'Deshacer' })
  await expect(undo).toBeVisible()
  await expect(page.getByText('Esta unidad está archivada')).toBeVisible()
  await undo.click()
  await expect(page.getByText('Esta unidad está archivada')).toBeHidden()
})
