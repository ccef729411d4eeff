import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
let receiver: Server
const received: { type: string }[] = []
test.beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push(JSON.parse(body))
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  product = await startProduct({ env: { WEBHOOK_PRIVATE_ADDRESSES: 'true' } })
  company = await foundCompany(product)
})
test.afterAll(async () => {
  receiver?.close()
  await product?.stop()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const choose = async (page: Page, of: string, item: string) => {
  await press(page, `Acciones de ${of}`)
  await page.getByRole('menuitem', { name: item }).click()
}

test('a schedule is paused, resumed and run now, and its job is in the history', async ({ page }) => {
  await signIn(page, product, administrator, '/admin/schedules')
  const name = 'Borrar lo que ya no sirve'
  const row = page.getByRole('listitem').filter({ hasText: name })
  await expect(row.getByText('Próxima:')).toBeVisible()
  await choose(page, name, 'Pausar')
  await expect(row.getByText('En pausa')).toBeVisible()
  await choose(page, name, 'Reanudar')
  await expect(row.getByText('En pausa')).toBeHidden()
  await choose(page, name, 'Correr ahora')
  await row.getByText('Terminada').click()
  await expect(page).toHaveURL(/queue=retention.nightly/)
  await expect(page.getByRole('list', { name: 'Historia' }).getByText('intento 1 de 6')).toBeVisible()
  await expectAccessible(page)
})

test('a key opens to another system what it was given, until it is revoked', async ({ page, request }) => {
  await signIn(page, product, administrator, '/admin/api-tokens')
  await page.getByRole('button', { name: 'Crear clave' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nombre').fill('ERP')
  await dialog.getByLabel('asset.read', { exact: true }).check()
  await expectAccessible(page)
  await press(page, 'Crear la clave')
  const token = (await page.getByRole('dialog').locator('.font-mono').textContent())!
  await press(page, 'Ya lo guardé')
  const ask = (path: string) =>
    request.get(`${product.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask('/assets')).status()).toBe(200)
  expect((await ask('/people')).status()).toBe(403)
  await page.reload()
  await expect(page.getByText(/Usada el/)).toBeVisible()
  await expectAccessible(page)
  await press(page, 'Revocar ERP')
  await page.getByRole('dialog').getByRole('button', { name: 'Revocar' }).click()
  await expect(page.getByText('Revocada', { exact: true })).toBeVisible()
  expect((await ask('/assets')).status()).toBe(401)
})

test('another system is told of a change, and a message is sent again', async ({ page }) => {
  await signIn(page, product, administrator, '/admin/webhooks')
  await page.getByRole('button', { name: 'Agregar dirección' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nombre').fill('Bodega')
  await dialog.getByLabel('Dirección').fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`)
  await dialog.getByLabel('Unidad cambiada').check()
  await press(page, 'Guardar')
  await press(page, 'Ya lo guardé')
  await expectAccessible(page)
  await product.call('PATCH', `/assets/${company.unit.id}`, { name: 'Otro nombre' })
  await expect.poll(() => received.map(({ type }) => type)).toContain('asset.changed')
  await page.getByRole('link', { name: 'Registro de envíos' }).click()
  await expect(page.getByText('Entregado')).toBeVisible()
  await expectAccessible(page)
  const before = received.length
  await press(page, 'Enviar otra vez')
  await expect.poll(() => received.length).toBe(before + 1)
})

test('a parameter is changed and taken back, and a kind of document gets a rule', async ({ page }) => {
  await signIn(page, product, administrator, '/admin/parameters')
  await choose(page, 'Tareas terminadas', 'Cambiar')
  await page.getByRole('dialog').getByLabel('Tareas terminadas').fill('0')
  await press(page, 'Guardar')
  await expect(page.getByRole('dialog').getByLabel('Tareas terminadas')).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('dialog').getByLabel('Tareas terminadas').fill('21')
  await press(page, 'Guardar')
  await expect(page.getByText('21 días')).toBeVisible()
  await choose(page, 'Tareas terminadas', 'Volver al valor de fábrica')
  await expect(page.getByText('21 días')).toBeHidden()
  await choose(page, 'Tareas terminadas', 'Historia')
  await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
  await expectAccessible(page)

  await page.goto(`${product.url}/admin/document-types`)
  await page.getByRole('button', { name: 'Agregar tipo' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nombre en español').fill('Certificado de izaje')
  await dialog.getByLabel('Nombre en inglés').fill('Lifting certificate')
  await dialog.getByLabel('Código').fill('LIFTING')
  await press(page, 'Agregar regla')
  await dialog.getByLabel('Vencimiento').selectOption('Meses desde la emisión')
  await press(page, 'Guardar')
  await expect(dialog.getByLabel('Meses')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Meses').fill('6')
  await expectAccessible(page)
  await press(page, 'Guardar')
  await expect(page.getByText('todos · dura 6 meses')).toBeVisible()
})
