import { expect, type Page, test } from '@playwright/test'
import { type Company, foundCompany } from './company.ts'
import { counting } from './counting.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
let company: Company
test.beforeAll(async () => {
  product = await startProduct()
  company = await foundCompany(product)
})
test.afterAll(() => product?.stop())
test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, serviceWorkers: 'allow' })

/** Everything one can press has 48 px in both directions, or as much of the window's width as its words need. */
async function expectTouchable(page: Page) {
  const small = await page.locator('main button:visible, main summary:visible, nav a:visible').evaluateAll((all) =>
    all
      .map((element) => ({ words: element.textContent, ...element.getBoundingClientRect().toJSON() }))
      .filter(({ height, width }) => height < 48 || width < 48)
      .map(({ words, width, height }) => `${words}: ${width} × ${height}`),
  )
  expect(small).toEqual([])
}

test('a mechanic starts an order with two taps at most, and finishes it with two and two fields', async ({ page }) => {
  const { number } = await company.order('Cambio de aceite 500 h')
  await signIn(page, product, company.operator, '/work-orders')
  await expect(page.getByText('Cambio de aceite 500 h')).toBeVisible()
  await expectTouchable(page)
  expect(await overflow(page)).toBe(0)

  const starting = counting(page)
  await starting.tap(/^Empezar/)
  await expect(page.getByText(`${number} en curso.`)).toBeVisible()
  expect(starting.cost()).toMatchObject({ screens: 1, inputs: 0 })
  expect(starting.cost().taps).toBeLessThanOrEqual(2)

  const finishing = counting(page)
  await finishing.tap(/^Terminar/)
  await expectAccessible(page)
  await finishing.fill('Trabajo realizado', 'Aceite y filtro cambiados, sin fugas')
  await finishing.fill('Horas de hoy sin registrar', '1,5')
  await finishing.tap('Terminar')
  await expect(page.getByText(`${number} terminada.`)).toBeVisible()
  expect(finishing.cost()).toMatchObject({ screens: 1 })
  expect(finishing.cost().taps).toBeLessThanOrEqual(2)
  expect(finishing.cost().inputs).toBeLessThanOrEqual(2)

  await expect(page.getByText('Cambio de aceite 500 h')).toBeHidden()
  await expectAccessible(page)
})

test('a planner finds the list where it was left, by the button as by the browser', async ({ page }) => {
  for (let nth = 1; nth <= 20; nth += 1) await company.order(`Revisión ${nth}`)
  await signIn(page, product, administrator, '/work-orders')
  const order = page.getByRole('listitem').filter({ hasText: 'Revisión 4' })
  const detail = page.getByRole('heading', { name: 'Revisión 4' })
  for (const back of [() => page.getByRole('button', { name: 'Volver a la lista' }).tap(), () => page.goBack()]) {
    await expect(page.getByText('Revisión 20')).toBeVisible()
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await order.scrollIntoViewIfNeeded()
    const left = await page.evaluate(() => scrollY)
    expect(left).toBeGreaterThan(740)
    await order.getByRole('link').tap()
    await expect(detail).toBeVisible()
    await back()
    await expect(detail).toBeHidden()
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(left)
    await page.evaluate(() => scrollTo(0, 0))
  }
})

test('a mechanic sees nothing of what belongs to others', async ({ page }) => {
  const { id } = await company.order('De otra persona', { assigneeId: null })
  await signIn(page, product, company.operator, '/work-orders')
  await expect(page.getByText('De otra persona')).toBeHidden()
  await page.goto(`${product.url}/work-orders/${id}`)
  await expect(page.getByRole('alert')).toContainText('No se encontró')
  await page.goto(`${product.url}/admin/people`)
  await expect(page).toHaveURL(/\/(dashboard)?$/)
})

test('a mechanic pauses for a part, goes on, and records hours and a comment', async ({ page }) => {
  const { id, number } = await company.order('Revisar cilindro hidráulico')
  await signIn(page, product, company.operator, `/work-orders/${id}`)
  const press = (name: string | RegExp) => page.getByRole('button', { name }).last().tap()
  await press('Empezar')
  await expect(page.getByText(`${number} en curso.`)).toBeVisible()
  await press('Pausar')
  await page.getByRole('dialog').getByText('Repuesto').tap()
  await page.getByRole('dialog').getByRole('button', { name: 'Pausar' }).tap()
  await expect(page.getByText(`${number} en espera.`)).toBeVisible()
  await press('Reanudar')
  await expect(page.getByText('En curso').first()).toBeVisible()
  await page.getByLabel('Escriba un comentario').fill('Llegó el sello')
  await press('Comentar')
  await expect(page.getByText('Llegó el sello')).toBeVisible()
  expect(await overflow(page)).toBe(0)
  await expectAccessible(page)
})

test('the app opens without a network, says what is missing, and goes on when it is back', async ({
  page,
  context,
}) => {
  const { number } = await company.order('Cambiar filtro de aire')
  await signIn(page, product, company.operator, '/work-orders')
  await expect(page.getByText(number)).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('No hay conexión a la red.')).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Reintentar' }).tap()
  await expect(page.getByText(number)).toBeVisible()
})
