import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, overflow, signIn } from './person.ts'
import { demo, type Product, startProduct } from './product.ts'

let product: Product
test.beforeAll(async () => {
  product = await startProduct({ demo: true })
})
test.afterAll(() => product?.stop())

interface Study {
  replacement: { known: boolean }
  plans: { id: string; name: string }[]
}

/** A system of the demo fleet that wears out, with the costs under which acting first pays. */
async function wearingOut(): Promise<{ query: string; plan: string }> {
  const { items } = await product.call<{ items: { type: { id: string }; system: string | null }[] }>(
    'GET',
    '/reliability/subjects',
  )
  for (const { type, system } of items) {
    if (!system) continue
    const query = `typeId=${type.id}&system=${system}&plannedCost=60000&failureCost=1500000`
    const study = await product.call<Study>('GET', `/reliability?${query}`)
    if (study.replacement.known && study.plans[0]) return { query, plan: study.plans[0].name }
  }
  throw new Error('nothing in the demo fleet wears out')
}

/** Pictures are drawn when one comes near them. */
async function lookAtCosts(page: Page): Promise<void> {
  await page.getByRole('img', { name: /^Costo según el intervalo/ }).scrollIntoViewIfNeeded()
  await expect(page.getByText('Óptimo', { exact: true })).toBeVisible()
}

test('an interval is proposed from the cost curve, approved on a phone, and the plan follows', async ({ page }) => {
  const { query, plan } = await wearingOut()
  await page.setViewportSize({ width: 1440, height: 900 })
  await signIn(page, product, demo.admin, '/reliability')
  await page.getByRole('link', { name: /·/ }).first().click()
  await expect(page.getByText(/^En promedio falla cada .* con 95 % entre .*; n = /)).toBeVisible()

  await page.goto(`${product.url}/reliability?${query}`)
  await lookAtCosts(page)
  await expectAccessible(page)
  // Every picture can be read as a table and kept as a file.
  for (const table of await page.getByRole('button', { name: 'Ver tabla' }).all()) await expect(table).toBeVisible()
  const save = page.getByRole('button', { name: /^Descargar: Papel de probabilidad/ })
  for (const [format, begins] of [
    ['Imagen vectorial (SVG)', '<svg'],
    ['Imagen (PNG)', '\u0089PNG'],
    ['Datos (CSV)', '\u00ef\u00bb\u00bf'],
  ] as const) {
    await save.click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: format }).click()
    const bytes = readFileSync(await (await download).path())
    expect(bytes.toString('latin1').startsWith(begins), format).toBe(true)
    if (begins === '<svg') expect(bytes.toString('utf8')).toContain('Datos de demostración')
  }
  await page.locator('figure').filter({ has: save }).getByRole('button', { name: 'Ver tabla' }).click()
  await expect(
    page
      .getByRole('region', { name: /^Papel de probabilidad/ })
      .getByRole('row')
      .nth(5),
  ).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Proponer intervalo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Plan').selectOption({ label: plan })
  await dialog.getByLabel(/^Nuevo intervalo/).fill('470')
  await dialog.getByLabel(/^Por qué/).fill('Falla antes de cada pauta')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Proponer intervalo' }).click()
  await expect(page.getByText('Propuesta enviada')).toBeVisible()

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${product.url}/reliability?${query}`)
  await lookAtCosts(page)
  expect(await overflow(page)).toBe(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ver propuestas' }).click()
  await expect(page.getByText('Falla antes de cada pauta')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Aprobar' }).click()
  await page
    .getByRole('dialog')
    .getByLabel(/^Motivo/)
    .fill('Probemos un semestre')
  await page.getByRole('dialog').getByRole('button', { name: 'Aprobar' }).click()
  await expect(page.getByText('Plan actualizado')).toBeVisible()
  await page.goto(`${product.url}/reliability/proposals`)
  await expect(page.getByText('Aprobada')).toBeVisible()
  await page.getByRole('link', { name: plan }).click()
  await expect(page.getByText(/Cada 470 (h|km)/i).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Propuestas de intervalo' })).toBeVisible()
})

test('a unit has its own tab, and an operator none', async ({ page }) => {
  const { items } = await product.call<{ items: { id: string }[] }>('GET', '/assets?limit=1')
  await signIn(page, product, demo.supervisor, `/assets/${items[0]!.id}`)
  await expect(page.getByRole('link', { name: 'Medidores' })).toBeVisible()
  await page.getByRole('link', { name: 'Confiabilidad' }).last().click()
  await expect(page.getByRole('heading', { name: /^En palabras: / })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ver tabla' }).first()).toBeVisible()
  await expectAccessible(page)
  const operator = await product.as(demo.operator)
  await expect(operator('GET', '/reliability')).rejects.toThrow('403')
})
