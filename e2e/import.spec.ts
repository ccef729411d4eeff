import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { excavatorCounts, excavatorFile, excavatorTypes, hasExcavators } from '../src/server/testing/excavators.ts'
import { expectAccessible, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
test.beforeAll(async () => {
  product = await startProduct()
  await product.call('POST', '/sites', { code: 'MINA', name: 'Mina Norte' })
})
test.afterAll(() => product?.stop())

interface OrderPage {
  items: { number: string; category: string; asset: { code: string } }[]
  nextCursor: string | null
}

/** The imported orders as the API lists them, counted by unit, type and year. */
async function importedCounts(id: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  let cursor = ''
  do {
    const page: OrderPage = await product.call('GET', `/work-orders?importId=${id}&limit=200${cursor}`)
    for (const { number, category, asset } of page.items) {
      const key = `${asset.code} ${category} ${number.slice(3, 7)}`
      counts[key] = (counts[key] ?? 0) + 1
    }
    cursor = page.nextCursor ? `&cursor=${encodeURIComponent(page.nextCursor)}` : ''
  } while (cursor)
  return counts
}

/** A table of counts on the page, as words → number. */
async function shownCounts(page: Page, title: string): Promise<Record<string, number>> {
  const rows = page.getByRole('region', { name: title, exact: true }).getByRole('row')
  const cells = await rows.evaluateAll((all) =>
    all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  )
  return Object.fromEntries(cells.map(([key, count]) => [key, Number(count!.replace(/\D/g, ''))]))
}

function summed(counts: Record<string, number>, part: number): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [key, count] of Object.entries(counts)) {
    const name = key.split(' ')[part]!
    sums[name] = (sums[name] ?? 0) + count
  }
  return sums
}

test('the raw history of five excavators goes in through the wizard, and out again', async ({ page }) => {
  test.skip(!hasExcavators(), 'the excavator history is not on this machine')
  const expected = excavatorCounts()
  await signIn(page, product, administrator, '/imports')
  await expect(page.getByText('Todavía no se ha importado ningún archivo.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Importar un archivo' }).click()
  await page.getByLabel('Archivo CSV o XLSX').setInputFiles(fileURLToPath(excavatorFile))
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Leer el archivo' }).click()

  await expect(page.getByLabel(/^Fecha del reporte/)).toHaveValue('BscStartDate')
  await expect(page.getByLabel(/^Trabajo/)).toHaveValue('OriginalShorttext')
  await expect(page.getByLabel('Costo', { exact: true })).toHaveValue('Cost')
  await expect(page.getByLabel('Orden de Fecha del reporte')).toHaveValue('YMD')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Seguir con los valores' }).click()

  await page.getByLabel('Crear las unidades que no existen').check()
  await page.getByRole('button', { name: 'Crear un tipo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nombre en español').fill('Excavadora')
  await dialog.getByLabel('Nombre en inglés').fill('Excavator')
  await dialog.getByLabel('Código').fill('EXCAVATOR')
  await dialog.getByRole('button', { name: 'Guardar' }).click()
  await expect(dialog).toBeHidden()
  await page.getByLabel('Tipo de las unidades nuevas').selectOption('EXCAVATOR')
  for (const [theirs, ours] of Object.entries(excavatorTypes)) {
    const choice = page.getByLabel(`Tipo de orden de «${theirs}»`)
    await expect(choice).toHaveValue(ours)
  }
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Revisar el archivo' }).click()

  await expect(page.getByText('Una fila no se puede importar.')).toBeVisible()
  expect(await shownCounts(page, 'Por unidad')).toEqual(summed(expected.counts, 0))
  expect(await shownCounts(page, 'Por tipo')).toEqual(summed(expected.counts, 1))
  expect(await shownCounts(page, 'Por año')).toEqual(summed(expected.counts, 2))
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Descargar CSV' }).click()
  expect((await download).suggestedFilename()).toContain('errores-')
  const importIt = page.getByRole('button', { name: /^Importar 5.484 filas$/ })
  await expect(importIt).toBeDisabled()
  await page.getByLabel('Omitir esa fila e importar el resto').check()
  await importIt.click()

  await expect(page.getByRole('link', { name: 'Ver las órdenes importadas' })).toBeVisible()
  await expectAccessible(page)
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  expect(await importedCounts(id)).toEqual(expected.counts)

  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Deshacer la importación' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Deshacer la importación' }).click()
  await expect(page.getByText(/^Deshecho el/)).toBeVisible()
  expect(await importedCounts(id)).toEqual({})
})

test('a damaged file is refused in words, and the page keeps working', async ({ page }) => {
  await signIn(page, product, administrator, '/imports/new')
  await page
    .getByLabel('Archivo CSV o XLSX')
    .setInputFiles({ name: 'foto.csv', mimeType: 'text/csv', buffer: Buffer.from([0, 1, 2]) })
  await page.getByRole('button', { name: 'Leer el archivo' }).click()
  await expect(page.getByRole('alert')).toContainText('No es un archivo CSV ni XLSX')
  const good = Buffer.from('Fecha;Equipo;Trabajo\n03/04/2026;CF-1;Cambio de aceite\n')
  await page.getByLabel('Archivo CSV o XLSX').setInputFiles({ name: 'bueno.csv', mimeType: 'text/csv', buffer: good })
  await page.getByRole('button', { name: 'Leer el archivo' }).click()
  await expect(page.getByText('Estas fechas se pueden leer de más de una manera')).toBeVisible()
})
