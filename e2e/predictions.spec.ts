import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { excavatorFile, hasExcavators } from '../src/server/testing/excavators.ts'
import { expectAccessible, overflow, signIn } from './person.ts'
import { administrator, type Product, startProduct } from './product.ts'

let product: Product
test.beforeAll(async () => {
  product = await startProduct()
  await product.call('POST', '/sites', { code: 'MINA', name: 'Mina Norte' })
})
test.afterAll(() => product?.stop())

const day = 86_400_000
const until = async <T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> => {
  for (;;) {
    const value = await read()
    if (done(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/**
 * Thirteen months of the excavators' raw history, moved to end yesterday: of the time before its last tenth, in which it
 * runs out unit by unit. Enough for a contest, and quick to train on.
 */
function movedHistory(): string {
  const [head, ...lines] = gunzipSync(readFileSync(excavatorFile)).toString('utf8').trim().split('\n')
  const dated = lines.flatMap((line) => {
    const date = /^"?(\d{4}-\d{2}-\d{2})/.exec(line)?.[1]
    return date ? [{ line, date, at: Date.parse(date) }] : []
  })
  const last = dated.map(({ at }) => at).sort((a, b) => a - b)[Math.floor(0.9 * dated.length)]!
  const shift = Math.floor((Date.now() - day - last) / day) * day
  const kept = dated.filter(({ at }) => at > last - 400 * day && at <= last)
  return [
    head,
    ...kept.map(({ line, date, at }) => line.replace(date, new Date(at + shift).toISOString().slice(0, 10))),
  ].join('\n')
}

interface Run {
  id: string
  status: string
}

async function importExcavators() {
  const login = await fetch(`${product.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(administrator),
  })
  const { accessToken } = (await login.json()) as { accessToken: string }
  const body = new FormData()
  body.append('file', new Blob([movedHistory()], { type: 'text/csv' }), 'excavadoras.csv')
  const headers = { authorization: `Bearer ${accessToken}` }
  const { id } = (await (await fetch(`${product.url}/api/v1/imports`, { method: 'POST', headers, body })).json()) as Run
  const { mapping } = await product.call<{ mapping: object }>('GET', `/imports/${id}/proposal`)
  await product.call('PUT', `/imports/${id}/mapping`, { ...mapping, newAssets: { type: 'BACKHOE', site: 'MINA' } })
  const settled = () =>
    until(
      () => product.call<Run>('GET', `/imports/${id}`),
      ({ status }) => status !== 'CHECKING' && status !== 'APPLYING',
    )
  await product.call('POST', `/imports/${id}/check`, {})
  await settled()
  await product.call('POST', `/imports/${id}/apply`, { skipRefused: true })
  expect((await settled()).status).toBe('APPLIED')
}

test('the excavators: from their raw history to a prediction whose outcome is known', async ({ page }) => {
  test.skip(!hasExcavators(), 'the excavator history is not on this machine')
  await signIn(page, product, administrator, '/predictions')
  await expect(page.getByText('Todavía no hay un modelo.')).toBeVisible()
  await expectAccessible(page)
  await importExcavators()

  await product.call('POST', '/predictions/models', { horizons: [14] })
  await page.goto(`${product.url}/predictions/models`)
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expectAccessible(page)
  const registry = page.getByRole('region', { name: 'Entrenamientos' })
  await expect(registry.getByText('Entrenado', { exact: true })).toBeVisible({ timeout: 400_000 })
  await expect(registry.getByText('En uso')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: '¿Cuánto acierta?' }).click()
  await expect(page.getByText(/^Gana: |^Ninguno supera/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Fallas que no se avisaron' })).toBeVisible()
  await expectAccessible(page)

  await until(
    () => product.call<{ state: string }>('GET', '/predictions/statistics'),
    ({ state }) => state === 'READY' || state === 'RANKING_ONLY',
  )
  await page.goto(`${product.url}/predictions?whole=false`)
  const risks = page.getByRole('region', { name: 'Riesgos del día' }).getByRole('article')
  await expect(risks.first()).toContainText('N.º 1')
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 900 })
  const reason = risks.first().getByRole('list', { name: 'Por qué' }).getByRole('link').first()
  const number = await reason.textContent()
  await reason.click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number!)
  await page.goBack()

  const chosen = risks.filter({ has: page.getByRole('button', { name: 'Crear OT' }) }).first()
  await chosen.getByRole('button', { name: 'Crear OT' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Crear la orden' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  const { items } = await product.call<{ items: { advice: string; workOrder: { id: string } }[] }>(
    'GET',
    '/predictions/alerts?advice=ACCEPTED',
  )
  const order = items[0]!.workOrder.id
  await product.call('POST', `/work-orders/${order}/start`, {})
  await product.call('POST', `/work-orders/${order}/complete`, {
    notes: 'Manguera cambiada antes de reventar',
    hours: 2,
  })
  await page.goto(`${product.url}/work-orders/${order}`)
  await page.getByText('Se encontró y se evitó').click()
  await page.getByRole('button', { name: 'Guardar resultado' }).click()
  await expect(page.getByText('Resultado: Evitada')).toBeVisible()
  await expectAccessible(page)
  const card = await product.call<{ months: { prevented: number }[] }>('GET', '/predictions/scorecard')
  expect(card.months[0]!.prevented).toBe(1)
  await page.goto(`${product.url}/predictions/accuracy`)
  await expect(page.getByRole('region', { name: 'Las últimas alertas' }).getByText('Evitada')).toBeVisible()
  await page.goto(`${product.url}/predictions/budget`)
  await expect(page.getByRole('heading', { name: 'Tope de alertas' })).toBeVisible()
  await expectAccessible(page)
})
