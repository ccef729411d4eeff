import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { demo, type Product } from '../product.ts'
import { camera, onPhone, test } from './camera.ts'

test.use(onPhone)

interface Coded {
  id: string
  code: string
}
interface Unit extends Coded {
  type: Coded
}
interface Readings {
  items: { value: number; total: number }[]
}

const said = {
  es: {
    order: 'Cambio de aceite y filtros, 500 h',
    work: 'Aceite y filtros cambiados; sin fugas',
    fault: 'Pierde aceite hidráulico',
    detail: 'Se ve al levantar el balde.',
  },
  en: {
    order: 'Change of oil and filters, 500 h',
    work: 'Oil and filters changed; no leaks',
    fault: 'Leaks hydraulic oil',
    detail: 'It shows when the bucket goes up.',
  },
}

/** What a camera would have seen: a dark stain on something grey. */
const photo = () =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="1200" height="900" fill="#9a8f80"/>
      <rect y="520" width="1200" height="380" fill="#77706a"/><rect x="120" y="180" width="700" height="260" rx="30" fill="#c98a1b"/>
      <circle cx="300" cy="500" r="130" fill="#2b2b2d"/><circle cx="300" cy="500" r="55" fill="#b9b9bd"/>
      <ellipse cx="700" cy="690" rx="310" ry="80" fill="#211c18"/></svg>`,
    ),
  )
    .jpeg()
    .toBuffer()

/** A unit of that type that works at a site of the supervisor, with the meter it was delivered with. */
async function unitOf(product: Product, type: string): Promise<Coded & { hours: number }> {
  const supervisor = await product.as(demo.supervisor)
  const { items } = await supervisor<{ items: Unit[] }>('GET', '/assets?limit=200&status=OPERATING')
  for (const unit of items.filter((one) => one.type.code === type)) {
    const query = `/assets/${unit.id}/readings?meter=HOURS&voided=false&limit=1`
    const [reading] = (await product.call<Readings>('GET', query)).items
    if (reading && reading.value === reading.total) return { ...unit, hours: reading.value }
  }
  throw new Error(`no ${type} at work has the meter it came with`)
}

async function orderForTheMechanic(product: Product, title: string, unit: Coded) {
  const { items: types } = await product.call<{ items: Coded[] }>('GET', '/order-types')
  const { items: people } = await product.call<{ items: { id: string; email: string }[] }>('GET', '/people')
  await product.call('POST', '/work-orders', {
    title,
    assetId: unit.id,
    typeId: types.find(({ code }) => code === 'PREVENTIVE')!.id,
    priority: 'MEDIUM',
    estimatedHours: 2,
    assigneeId: people.find(({ email }) => email === demo.operator.email)!.id,
  })
}

/** Presses “all well” of the sections, all but the last `left`. */
async function allWell(page: Page, words: string, left: number) {
  const well = page.getByRole('button', { name: words })
  while ((await well.count()) > left) await well.first().tap()
}

test('a mechanic starts an order and finishes it', async ({ page, product, language }) => {
  await orderForTheMechanic(product, said[language].order, await unitOf(product, 'BACKHOE'))
  const { open, take, t } = await camera(page, { product, language }, 'operator')
  await open('/work-orders')
  await take('phone-orders')
  const card = page.getByRole('listitem').filter({ hasText: said[language].order })
  await card
    .getByRole('button', { name: t('workOrders:action.START') })
    .first()
    .tap()
  await card
    .getByRole('button', { name: t('workOrders:action.COMPLETE') })
    .first()
    .tap()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(t('workOrders:field.completionNotes')).fill(said[language].work)
  await dialog.getByLabel(t('workOrders:complete.hours')).fill(language === 'es' ? '1,5' : '1.5')
  await take('phone-finish')
  await dialog
    .getByRole('button', { name: t('workOrders:action.COMPLETE') })
    .last()
    .tap()
  await expect(dialog).toBeHidden()
})

test('a mechanic inspects a unit, and a critical point fails', async ({ page, product, language }) => {
  const unit = await unitOf(product, 'BACKHOE')
  await orderForTheMechanic(product, said[language].order, unit)
  const { open, take, t } = await camera(page, { product, language }, 'operator')
  await open(`/inspections/new?assetId=${unit.id}`)
  await page.getByLabel(t('terms:meter.HOURS')).fill(String(Math.ceil(unit.hours) + 6))
  await allWell(page, t('inspections:allWell'), 7)
  await page.evaluate(() => scrollTo(0, 0))
  await take('phone-checklist')
  const point = page.locator('[id="point-brakes.service"]')
  await point.getByText(t('inspections:choice.NO'), { exact: true }).tap()
  const chooser = page.waitForEvent('filechooser')
  await point.getByText(t('inspections:photo.take')).tap()
  await (await chooser).setFiles({ name: 'freno.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await expect(point.getByRole('img')).toBeVisible()
  await point.getByText(t('inspections:severity.HIGH'), { exact: true }).tap()
  await point.scrollIntoViewIfNeeded()
  await take('phone-failed-point')
  await allWell(page, t('inspections:allWell'), 0)
  await page.getByRole('button', { name: t('inspections:confirm') }).tap()
  await expect(page.getByText(t('inspections:notClearedText'))).toBeVisible()
})

test('somebody without an account reports a fault from a label', async ({ page, product, language }) => {
  const unit = await unitOf(product, 'WHEEL_LOADER')
  const { open, take, t } = await camera(page, { product, language })
  await open(`/report/${unit.id}`)
  await page.getByLabel(t('requests:report.what')).fill(said[language].fault)
  await page.getByText(t('requests:report.no'), { exact: true }).tap()
  const chooser = page.waitForEvent('filechooser')
  await page.getByLabel(t('requests:report.photos')).tap()
  await (await chooser).setFiles({ name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await page.getByLabel(t('requests:report.detail')).fill(said[language].detail)
  await page.evaluate(() => scrollTo(0, 0))
  await take('phone-report')
  await page.getByRole('button', { name: t('requests:report.send') }).tap()
  await expect(page.getByText(t('requests:track.NEW'), { exact: true })).toBeVisible()
  await take('phone-tracking')
})

test('a supervisor hears of the critical point', async ({ page, product, language }) => {
  const { open, take, t } = await camera(page, { product, language }, 'supervisor', 'dark')
  await open('/notices')
  await expect(page.getByText(t('notices:level.CRITICAL')).first()).toBeVisible()
  await take('phone-notices-dark')
})
