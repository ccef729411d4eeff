import { expect } from '@playwright/test'
import { demo, type Product } from '../product.ts'
import { camera, desk, test, wideDesk } from './camera.ts'

test.use({ viewport: desk })

interface Coded {
  id: string
  code: string
}

/** The first record of a list. */
async function first({ call }: Pick<Product, 'call'>, path: string): Promise<string> {
  const { items } = await call<{ items: { id: string }[] }>('GET', path)
  return items[0]!.id
}

async function typeOf({ call }: Product, wanted: string): Promise<string> {
  const { items } = await call<{ items: Coded[] }>('GET', '/asset-types')
  return items.find(({ code }) => code === wanted)!.id
}

/** The reliability study of the first worn system of the fleet for which a cheapest interval is known. */
async function wearingOut(product: Product): Promise<string> {
  const { items } = await product.call<{ items: { type: Coded; system: string | null }[] }>(
    'GET',
    '/reliability/subjects',
  )
  for (const { type, system } of items.filter((subject) => subject.system)) {
    const query = `typeId=${type.id}&system=${system}&plannedCost=60000&failureCost=1500000`
    const study = await product.call<{ replacement: { known: boolean } }>('GET', `/reliability?${query}`)
    if (study.replacement.known) return query
  }
  throw new Error('nothing in the demo fleet wears out')
}

/** Orders of another system, with its own names for everything. */
const otherSystem = {
  es: [
    'Fecha aviso;Equipo;Descripción del trabajo;Clase;Valor',
    '03-08-2026;EXC-07;Cambio de manguera del boom;Correctivo;184.500',
    '11-08-2026;EXC-07;Mantención 500 h;Preventivo;420.000',
    '15-08-2026;EXC-09;Fuga en cilindro del balde;Correctivo;268.900',
    '21-08-2026;EXC-09;Alternador no carga;Correctivo;155.300',
    '02-09-2026;EXC-07;Ajuste de orugas;Preventivo;96.000',
  ],
  en: [
    'Notice date,Machine,Work description,Class,Amount',
    '2026-08-03,EXC-08,Boom hose replaced,Corrective,184500',
    '2026-08-11,EXC-08,500 h service,Preventive,420000',
    '2026-08-15,EXC-10,Leak in bucket cylinder,Corrective,268900',
    '2026-08-21,EXC-10,Alternator does not charge,Corrective,155300',
    '2026-09-02,EXC-08,Tracks adjusted,Preventive,96000',
  ],
}

const otherSystemName = { es: 'Tablero de la gerencia', en: 'Management dashboard' }
const planName = { es: 'Mantención cada 250 h', en: 'Service every 250 h' }
const taskName = { es: 'Cambiar aceite y filtro de motor', en: 'Change engine oil and filter' }

test('the pages of a supervisor', async ({ page, product, language }) => {
  const { open, take, t, settle } = await camera(page, { product, language }, 'supervisor')
  await page.setViewportSize({ ...desk, height: 1200 })
  await open('/dashboard')
  await take('dashboard')
  await page.setViewportSize(desk)
  await open('/work-orders')
  await page.getByRole('main').getByRole('link', { name: /OT-/ }).first().click()
  await take('orders')
  await open('/work-orders?view=board')
  await take('orders-board')
  await open('/work-orders?view=workload')
  await take('orders-workload')
  await open(`/assets/${await first({ call: await product.as(demo.supervisor) }, '/assets?status=STOPPED')}`)
  await take('unit')
  await open('/documents')
  await take('documents')
  await open('/requests')
  await take('requests')
  await open('/inspections?cleared=false')
  await page.getByRole('main').getByRole('link', { name: /INS-/ }).first().click()
  await expect(page.getByText(t('inspections:notClearedText'))).toBeVisible()
  await take('inspection')
  await open('/plans/forecast')
  await take('forecast')
  await open('/profile/notices')
  await take('notice-preferences')
  await open('/')
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder(t('shell:palette.placeholder')).fill('CF-0')
  await settle()
  await take('search')
})

test('a plan while it is written', async ({ page, product, language }) => {
  const { open, take, t } = await camera(page, { product, language }, 'supervisor')
  await open('/plans/new')
  await page.getByLabel(t('plans:field.name')).first().fill(planName[language])
  await page.getByText(t('plans:target.TYPE'), { exact: true }).click()
  await page.getByLabel(t('plans:field.type')).selectOption(await typeOf(product, 'BACKHOE'))
  await page.getByLabel(t('plans:field.byCalendar')).uncheck()
  await page.getByLabel(t('plans:field.byMeter')).check()
  await page.getByLabel(t('plans:field.every')).first().fill('250')
  await page.getByRole('button', { name: t('plans:services.addTask') }).click()
  await page.getByRole('textbox', { name: t('plans:services.task', { n: '1' }) }).fill(taskName[language])
  await expect(page.getByText(t('plans:preview.incomplete'))).toBeHidden()
  await page.evaluate(() => scrollTo(0, 0))
  await take('plan-new')
})

test('parts and purchases', async ({ page, product, language }) => {
  const { open, take } = await camera(page, { product, language }, 'admin')
  await open('/inventory')
  await take('parts')
  await open(`/inventory/purchases/${await first(product, '/purchases?status=ORDERED')}`)
  await take('purchase')
})

test('what will fail, and how often that is right', async ({ page, product, language }) => {
  const { open, take, t } = await camera(page, { product, language }, 'supervisor')
  await open('/predictions')
  await take('predictions')
  await page.setViewportSize(wideDesk)
  await open('/predictions/accuracy')
  await take('predictions-accuracy')
  await page.setViewportSize(desk)
  await open(`/reliability?${await wearingOut(product)}`)
  await take('reliability')
  await page.getByRole('heading', { name: t('reliability:cost.title') }).scrollIntoViewIfNeeded()
  await page.mouse.wheel(0, desk.height / 2)
  await take('reliability-interval')
})

test('reports and budget', async ({ page, product, language }) => {
  const { open, take } = await camera(page, { product, language }, 'supervisor')
  await open('/reports')
  await take('reports')
  await open('/reports/failures')
  await take('report')
  await page.setViewportSize(wideDesk)
  await open('/budgets')
  await take('budget')
})

test('the history of another system comes in', async ({ page, product, language }) => {
  const { open, take, t } = await camera(page, { product, language }, 'supervisor')
  await open('/imports/new')
  const buffer = Buffer.from(otherSystem[language].join('\r\n'))
  await page
    .getByLabel(t('imports:new.file'))
    .setInputFiles({ name: language === 'es' ? 'historial.csv' : 'history.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: t('imports:new.send') }).click()
  await expect(page.getByText(t('imports:columns.title'))).toBeVisible()
  await take('import')
})

test('the administration', async ({ page, product, language }) => {
  const { open, take, t } = await camera(page, { product, language }, 'admin')
  await open('/admin')
  await take('admin')
  for (const name of ['people', 'schedules', 'audit']) {
    await open(`/admin/${name}`)
    await take(`admin-${name}`)
  }
  await open('/admin/backups')
  await page.getByRole('button', { name: t('backups:make') }).click()
  await page
    .getByRole('button', { name: t('backups:drill.do') })
    .first()
    .click({ timeout: 120_000 })
  await expect(page.getByText(t('backups:good'))).toBeVisible({ timeout: 240_000 })
  await take('admin-backups')
  await open('/admin/api-tokens')
  await page
    .getByRole('button', { name: t('apiTokens:add') })
    .first()
    .click()
  await page.getByRole('textbox', { name: t('apiTokens:name') }).fill(otherSystemName[language])
  await take('admin-api-key')
})
