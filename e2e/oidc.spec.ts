import { expect, type Page, test } from '@playwright/test'
import { type IdentityProvider, startIdentityProvider } from '../src/server/testing/identity-provider.ts'
import { type Company, foundCompany } from './company.ts'
import { expectAccessible, signIn } from './person.ts'
import { administrator, freePort, type Product, startProduct } from './product.ts'

let provider: IdentityProvider
let product: Product
let company: Company
test.beforeAll(async () => {
  const port = await freePort()
  const PUBLIC_URL = `http://127.0.0.1:${port}`
  provider = await startIdentityProvider(`${PUBLIC_URL}/api/v1/auth/oidc/callback`)
  const env = { ...provider.client, PUBLIC_URL, PORT: String(port), OIDC_NAME: 'Cuenta Minera' }
  product = await startProduct({ env })
  company = await foundCompany(product)
})
test.afterAll(async () => {
  await product?.stop()
  await provider?.stop()
})

async function passProvider(page: Page, account: string) {
  await page.getByPlaceholder('Enter any login').fill(account)
  await page.getByPlaceholder('and password').fill('cualquiera')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

const enter = (page: Page) => page.getByRole('link', { name: 'Entrar con Cuenta Minera' })

test('somebody with a temporary password comes in through the provider, and unlinks it', async ({ page }) => {
  const { email } = await company.colleague('Nadia Conectada')
  provider.accounts.set('nadia', { email, email_verified: true })
  await page.goto(`${product.url}/profile`)
  await expect(enter(page)).toBeVisible()
  await expectAccessible(page)
  await enter(page).click()
  await passProvider(page, 'nadia')
  await expect(page).toHaveURL(`${product.url}/profile`)
  await expect(page.getByRole('heading', { name: 'Cuenta Minera' })).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  await page.getByRole('button', { name: `Desvincular ${email}` }).click()
  await expect(page.getByText('Entre una vez con Cuenta Minera')).toBeVisible()
  await page.goto(product.url)
  await expect(page.getByRole('button', { name: 'Cuenta de Nadia Conectada' })).toBeVisible()
})

test('somebody unknown reads why on the login page, in the language of the page', async ({ page }) => {
  provider.accounts.set('extraña', { email: 'extrana@faena.example', email_verified: true })
  await page.goto(`${product.url}/login`)
  await enter(page).click()
  await passProvider(page, 'extraña')
  await expect(page.getByRole('alert')).toContainText('Nadie en Faena tiene el correo con que ingresó.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('alert')).toContainText('Nobody in Faena has the e-mail you signed in with.')
  await page.goto(`${product.url}/login`)
  await page.getByRole('link', { name: 'Sign in with Cuenta Minera' }).click()
  await page.waitForURL((url) => url.pathname === '/login' && url.search.includes('refused='))
})

test('an administrator sees what a person signs in with, and takes it away', async ({ page, browser }) => {
  const { id, email } = await company.colleague('Tomas Vinculado')
  provider.accounts.set('tomas', { email, email_verified: true })
  const other = await browser.newPage()
  await other.goto(`${product.url}/login`)
  await enter(other).click()
  await passProvider(other, 'tomas')
  await expect(other.getByRole('button', { name: 'Cuenta de Tomas Vinculado' })).toBeVisible()
  await other.close()
  await signIn(page, product, administrator, `/admin/people/${id}`)
  const { host } = new URL(provider.issuer)
  await expect(page.getByText(`${host}, ${email}`)).toBeVisible()
  await expectAccessible(page)
  const unlink = page.getByRole('button', { name: `Desvincular ${host}` })
  await unlink.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Desvincular ${host}` })
    .click()
  await expect(page.getByText('Tomas Vinculado: cuenta desvinculada')).toBeVisible()
  await expect(unlink).toBeHidden()
})
