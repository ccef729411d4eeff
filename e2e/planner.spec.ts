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
const option = async (page: Page, label: string, typed: string, chosen: string | RegExp) => {
  await page.getByLabel(label).fill(typed)
  await page.getByRole('option', { name: chosen }).click()
}

test('a planner follows an order from its creation to its closing', async ({ page }) => {
  await signIn(page, product, administrator, '/work-orders')
  await expect(page.getByText('Todavía no hay órdenes de trabajo.')).toBeVisible()
  await page.keyboard.press('n')
  await press(page, 'Crear la orden')
  await expect(page.getByLabel('Unidad')).toHaveAttribute('aria-invalid', 'true')
  await option(page, 'Unidad', 'RE', /RE-01/)
  await page.getByLabel('Título').fill('Fuga de aceite en el brazo')
  await page.getByLabel('Tipo').selectOption({ label: 'Correctiva' })
  await page.getByText('Alta', { exact: true }).click()
  await page.getByLabel('Tareas').fill('Ubicar la fuga\nCambiar el sello')
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/OT-\d{4}-000001 creada\./)).toBeVisible()

  await press(page, 'Asignar')
  await page.getByRole('dialog').getByText('Rosa Mecánica').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Guardar responsable' }).click()
  await expect(page.getByText('Asignada a Rosa Mecánica.')).toBeVisible()
  await press(page, 'Empezar')
  await expect(page.getByText(/ en curso\./)).toBeVisible()
  await press(page, 'Terminar')
  await page.getByRole('dialog').getByRole('button', { name: 'Terminar', exact: true }).click()
  await expect(page.getByText('Falta algo para terminar la orden.')).toBeVisible()
  for (const field of ['Trabajo realizado', 'Horas de hoy sin registrar']) {
    await expect(page.getByLabel(field)).toHaveAttribute('aria-invalid', 'true')
  }
  const codes = page.getByRole('group', { name: 'Código de falla' })
  await expect(codes.locator('p')).toHaveCount(3)
  await page.getByLabel('Trabajo realizado').fill('Sello cambiado, probado sin fugas')
  await page.getByLabel('Horas de hoy sin registrar').fill('2,5')
  for (let step = 0; step < 3; step += 1) await codes.locator('[aria-pressed]').first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Terminar', exact: true }).click()
  await expect(page.getByText(/ terminada\./)).toBeVisible()
  for (const [action, done] of [
    ['Reabrir', / reabierta\./],
    ['Terminar', / terminada\./],
    ['Cerrar', / cerrada\./],
  ] as const) {
    if (action === 'Reabrir') {
      await press(page, 'Más acciones')
      await page.getByRole('menuitem', { name: action }).click()
    } else await page.getByRole('main').getByRole('button', { name: action, exact: true }).click()
    const dialog = page.getByRole('dialog')
    if (action !== 'Terminar') await dialog.getByLabel('Motivo').fill('Volvió a gotear, ahora revisado')
    await dialog.getByRole('button', { name: action, exact: true }).last().click()
    // The words of the time before may still be there.
    await expect(dialog).toBeHidden()
    await expect(page.getByText(done).last()).toBeVisible()
  }
  await expect(page.getByRole('button', { name: 'Empezar' })).toBeHidden()
  await expectAccessible(page)
})

test('many orders are changed at once in the table, and the filter is saved as a view', async ({ page }) => {
  for (const title of ['Engrase uno', 'Engrase dos', 'Engrase tres']) await company.order(title, { assigneeId: null })
  await signIn(page, product, administrator, '/work-orders?view=table&q=engrase')
  await expect(page.getByRole('row')).toHaveCount(4)
  await page.getByRole('checkbox', { name: 'Seleccionar todas las filas cargadas' }).check()
  await expect(page.getByText('3 seleccionadas')).toBeVisible()
  await page
    .getByRole('region', { name: 'Acciones sobre lo seleccionado' })
    .getByRole('button', { name: 'Asignar' })
    .click()
  await option(page, 'Responsable', 'Rosa', /Rosa Mecánica/)
  await page.getByRole('dialog').getByRole('button', { name: 'Asignar' }).click()
  await expect(page.getByText('3 órdenes cambiadas.')).toBeVisible()
  await expect(page.getByRole('row', { name: /Rosa Mecánica/ })).toHaveCount(3)

  await press(page, 'Vistas propias')
  await page.getByRole('menuitem', { name: 'Guardar esta vista' }).click()
  await page.getByLabel('Nombre de la vista').fill('Los engrases')
  await page.getByRole('dialog').getByRole('button', { name: 'Guardar esta vista' }).click()
  await expect(page.getByText('Vista «Los engrases» guardada.')).toBeVisible()
  await page.goto(`${product.url}/work-orders`)
  await page.getByRole('link', { name: 'Los engrases' }).click()
  await expect(page).toHaveURL(/q=engrase/)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    press(page, 'Exportar').then(() => page.getByRole('menuitem', { name: 'CSV' }).click()),
  ])
  const lines = readFileSync((await file.path())!, 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(4)
})

test('a card moves by its menu from the keyboard, and the views follow each other by keys', async ({ page }) => {
  const { number } = await company.order('Revisar luces')
  await signIn(page, product, administrator, '/work-orders?q=luces')
  await expect(page.getByText('Revisar luces').first()).toBeVisible()
  await page.keyboard.press('v')
  await page.keyboard.press('b')
  await expect(page).toHaveURL(/view=board/)
  const card = page.getByRole('button', { name: `Mover ${number}` })
  await card.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Mover a En curso' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(`${number} en curso.`)).toBeVisible()
  await expectAccessible(page)
  for (const [key, view] of [
    ['c', 'calendar'],
    ['w', 'workload'],
    ['t', 'table'],
    ['l', 'list'],
  ] as const) {
    await page.keyboard.press('v')
    await page.keyboard.press(key)
    await expect(page).toHaveURL(new RegExp(`view=${view}`))
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Atajos de teclado en esta página' })).toBeVisible()
  const singleKeys = page.getByLabel('Usar atajos de una sola tecla')
  await singleKeys.click()
  await expect(singleKeys).not.toBeChecked()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/\/work-orders/)
  await expect(page).not.toHaveURL(/new/)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('luces')
  await expect(page.getByRole('option', { name: /Revisar luces/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/work-orders\//)
})

test('a month names the most urgent orders of a day, and leads to the rest', async ({ page }) => {
  for (const priority of ['LOW', 'LOW', 'LOW', 'LOW', 'LOW', 'URGENT']) {
    await company.order(`Engrase ${priority}`, { priority, scheduledOn: '2031-01-15' })
  }
  await signIn(page, product, administrator, '/work-orders?view=calendar&day=2031-01-15')
  const day = page.getByRole('listitem', { name: /15 de enero de 2031/ })
  await expect(day.getByRole('link')).toHaveText([
    'RE-01 Engrase URGENT',
    ...Array(2).fill('RE-01 Engrase LOW'),
    '3 más',
  ])
  await page.getByText('Semana', { exact: true }).click()
  await expect(day.getByRole('link')).toHaveCount(6)
  await page.getByText('Mes', { exact: true }).click()
  await day.getByRole('link', { name: '3 más' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Engrase' })).toHaveCount(6)
})

test('a month without anything is still read by the keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 520 })
  await signIn(page, product, administrator, '/work-orders?view=calendar&day=2032-01-15')
  const month = page.getByRole('region', { name: 'Calendario' })
  await expect(month.getByRole('listitem', { name: /1 de enero de 2032/ }).first()).toBeVisible()
  await expectAccessible(page)
  await month.focus()
  await page.keyboard.press('End')
  await expect.poll(() => month.evaluate((element) => element.scrollTop)).toBeGreaterThan(0)
})

test('what a page shows is asked for while its code is on its way', async ({ page }) => {
  await heldBack(page, 'dashboard-page', /\/api\/v1\/dashboard$/)
  await signIn(page, product, administrator, '/dashboard')
  await expect(page.getByRole('heading', { name: 'Detenidas ahora' })).toBeVisible()
})

for (const who of ['a planner', 'a mechanic']) {
  test(`the orders ${who} opens the page with are asked for once, while its code is on its way`, async ({ page }) => {
    const title = `Lo primero de ${who}`
    await company.order(title)
    const asked: string[] = []
    page.on('request', (request) => {
      if (/\/work-orders\?/.test(request.url())) asked.push(request.url())
    })
    await heldBack(page, 'orders-page', /\/api\/v1\/work-orders\?/)
    await signIn(page, product, who === 'a planner' ? administrator : company.operator, '/work-orders')
    await expect(page.getByText(title)).toBeVisible()
    expect(asked).toHaveLength(1)
    await page
      .getByRole('link', { name: 'Perfil' })
      .or(page.getByRole('link', { name: 'Flota' }))
      .first()
      .click()
    await expect(page.getByText(title)).toBeHidden()
    await page.goBack()
    await expect(page.getByText(title)).toBeVisible()
    expect(asked, 'coming back asks for nothing that is still fresh').toHaveLength(1)
  })
}

/** Lets the page's code through when what it reads has been asked for, not before. */
async function heldBack(page: Page, chunk: string, read: RegExp) {
  const asked = page.waitForRequest(read)
  await page.route(new RegExp(`/assets/${chunk}-`), async (route) => {
    await asked
    await route.continue()
  })
}
