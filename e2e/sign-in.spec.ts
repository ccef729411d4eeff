import { expect, type Page, test } from '@playwright/test'
import { generate } from 'otplib'
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

const submit = (page: Page) => page.getByRole('button', { name: 'Ingresar' }).click()

async function tryIn(page: Page, email: string, password: string) {
  await page.getByLabel('Correo').fill(email)
  await page.locator('input[type=password]').fill(password)
  await submit(page)
}

test('a wrong password says the same as an unknown account, and five of them lock it', async ({ page }) => {
  await page.goto(`${product.url}/work-orders`)
  await expect(page).toHaveURL(/\/login\?next=/)
  await expectAccessible(page)
  await tryIn(page, 'nadie@faena.example', 'una clave cualquiera')
  await expect(page.getByRole('alert')).toContainText('Correo o clave incorrectos.')
  const { email } = await company.colleague('Pedro Bloqueado')
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await tryIn(page, email, `intento ${attempt} equivocado`)
    await expect(page.getByRole('alert')).toContainText('Correo o clave incorrectos.')
    await expect(page.getByLabel('Correo')).toHaveValue(email)
  }
  await tryIn(page, email, 'intento seis equivocado')
  await expect(page.getByRole('alert')).toContainText(/Demasiados intentos; espere \d+ s\./)
})

test('the login shows before its program has come, and not on pages that anybody may open', async ({ page }) => {
  // A program that is still on its way, for as long as this test looks.
  await page.route(/\/assets\/(main|vendor)-/, () => {})
  await page.goto(`${product.url}/work-orders`, { waitUntil: 'domcontentloaded' })
  const lead = page.getByText('Con la cuenta que le dio su administrador.')
  await expect(lead).toBeVisible()
  await page.goto(`${product.url}/verify/unknown`, { waitUntil: 'domcontentloaded' })
  await expect(lead).toBeHidden()
})

test('a program that does not come says so, and the same address can be tried again', async ({ page }) => {
  const retry = page.getByRole('link', { name: 'Volver a intentar' })
  for (const [missing, path] of [
    [/\/assets\/index-[^/]*\.js$/, '/login?next=/assets'],
    [/\/assets\/(main|vendor)-/, '/login?next=/assets'],
    [/\/assets\/words-es-/, '/login?next=/assets'],
    [/\/assets\/base-/, '/verify/unknown'],
  ] as const) {
    await page.route(missing, (route) => route.abort())
    await page.goto(product.url + path)
    await expect(page.getByRole('alert')).toContainText(/Faena no terminó de cargar\.\s*Revise la conexión/)
    await expectAccessible(page)
    await page.unroute(missing)
    await retry.click()
    await expect(retry).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(page.url()).toBe(product.url + path)
  }
})

test('the first sign-in with a password from somebody else opens nothing until it is changed', async ({ page }) => {
  const { email, temporaryPassword } = await company.colleague('Ana Nueva')
  await page.goto(`${product.url}/login`)
  await tryIn(page, email, temporaryPassword)
  await expect(page.getByRole('heading', { name: 'Cambie su clave' })).toBeVisible()
  await page.goto(`${product.url}/work-orders`)
  await expect(page.getByRole('heading', { name: 'Cambie su clave' })).toBeVisible()
  await expectAccessible(page)
  const change = async (next: string) => {
    await page.getByLabel('Clave actual').fill(temporaryPassword)
    await page.getByLabel('Clave nueva').fill(next)
    await page.getByRole('button', { name: 'Cambiar la clave' }).click()
  }
  await change('contraseña123456')
  await expect(page.getByRole('alert')).toContainText('La clave nueva no cumple lo pedido.')
  await change('la grúa amarilla de la quebrada')
  await expect(page.getByRole('heading', { name: 'Cambie su clave' })).toBeHidden()
  await page.getByRole('button', { name: 'Cuenta de Ana Nueva' }).click()
  await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click()
  await expect(page).toHaveURL(/\/login/)
  await page.goBack()
  await expect(page).toHaveURL(/\/login/)
})

test('a second factor is set up, asked for, and replaced by a recovery code', async ({ page }) => {
  await signIn(page, product, company.operator, '/profile')
  await page.getByRole('button', { name: 'Configurar' }).click()
  const secret = (await page.locator('code').textContent())!.replaceAll(' ', '')
  await page.getByLabel('Código que muestra la aplicación').fill('000000')
  await page.getByRole('button', { name: 'Activar' }).click()
  await expect(page.getByText('El código no es correcto.')).toBeVisible()
  await page.getByLabel('Código que muestra la aplicación').fill(await generate({ secret }))
  await page.getByRole('button', { name: 'Activar' }).click()
  const codes = page.getByRole('listitem').filter({ hasText: /^[a-z0-9-]{10,}$/ })
  const recovery = (await codes.first().textContent())!
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ya los guardé' }).click()
  await page.context().clearCookies()
  await page.goto(`${product.url}/login?next=/profile`)
  await tryIn(page, company.operator.email, company.operator.password)
  await expect(page.getByRole('heading', { name: 'Segundo factor' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Código de 6 dígitos').fill(recovery)
  await submit(page)
  await expect(page.getByText(/Le quedan \d+ códigos de recuperación\./)).toBeVisible()
})

test('a session ended elsewhere asks to sign in, and comes back to the page that was open', async ({
  page,
  browser,
}) => {
  await signIn(page, product, administrator, '/assets')
  const other = await browser.newPage()
  await signIn(other, product, administrator, '/profile')
  const others = other.getByRole('button', { name: /^Cerrar la sesión de / })
  await expect(others.first()).toBeVisible()
  for (let left = await others.count(); left > 0; left -= 1) {
    await others.first().click()
    await expect(others).toHaveCount(left - 1)
  }
  await other.close()
  await page.reload()
  await expect(page).toHaveURL(/\/login\?next=\/assets/)
  await page.getByLabel('Correo').fill(administrator.email)
  await page.locator('input[type=password]').fill(administrator.password)
  await submit(page)
  await expect(page).toHaveURL(/\/assets$/)
})
