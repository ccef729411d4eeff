import { expect, test } from '@playwright/test'
import { type BotApi, botApi, botToken, chatOf } from '../src/server/channels/telegram/testing.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let api: BotApi
let product: Product
test.beforeAll(async () => {
  api = await botApi()
  product = await startProduct({ env: { TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_API_ROOT: api.url } })
})
test.afterAll(async () => {
  await product?.stop()
  await api?.close()
})
test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, serviceWorkers: 'allow' })

test('a chat is linked by the code on the profile, answers there, and is unlinked again', async ({ page }) => {
  const chat = chatOf(api, 77)
  await signIn(page, product, administrator, '/profile')
  await page.getByRole('button', { name: 'Pedir un código' }).tap()
  const shown = await page.getByText(/^\/vincular \d{6}$/).textContent()
  await expect(page.getByText(/^Vence en (10:00|9:\d\d)$/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Abrir @faena_bot en Telegram' })).toBeVisible()
  await expectAccessible(page)
  expect(await overflow(page)).toBe(0)

  api.push(chat.says(shown!))
  await expect(page.getByText('Vinculado al chat de Óscar')).toBeVisible()
  await expect.poll(() => chat.sees()).toContain('quedó vinculado')
  await expectAccessible(page)
  api.push(chat.says('/workorders'))
  await expect.poll(() => chat.sees()).toContain('No hay órdenes abiertas')

  await page.getByRole('button', { name: 'Desvincular' }).tap()
  await expect(page.getByRole('button', { name: 'Pedir un código' })).toBeVisible()
  api.push(chat.says('/workorders'))
  await expect.poll(() => chat.sees()).toContain('no está vinculado')
})
