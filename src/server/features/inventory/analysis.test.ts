import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'
import { addPart, stockUp } from '../../testing/parts.ts'

let test: TestApp
let planner: Caller
let now = '2025-10-01T12:00:00.000Z'
let parts: Record<'pump' | 'filter' | 'dead' | 'new', string>

/** A pump a month, ten filters every second month, for a year; a part that nobody wants. */
beforeAll(async () => {
  test = await openTestApp({ now: () => now })
  const typeId = await orderTypeId(test, 'PREVENTIVE')
  const assetId = await addUnit(test, test.sites.north, 'RE-01')
  parts = {
    pump: await addPart(test, { number: 'BOMBA', leadTimeDays: 30 }),
    filter: await addPart(test, { number: 'FILTRO', leadTimeDays: 15 }),
    dead: await addPart(test, { number: 'OLVIDADO', leadTimeDays: 15 }),
    new: await addPart(test, { number: 'NUEVO' }),
  }
  await stockUp(test, parts.pump, 20, 10_000)
  await stockUp(test, parts.filter, 100, 500)
  await stockUp(test, parts.dead, 2, 7_000)
  for (let month = 10; month <= 22; month++) {
    now = new Date(Date.UTC(2025, month, 10, 12)).toISOString()
    const admin = await test.signIn('ADMIN', null)
    const { body } = await admin.post('/work-orders', { title: 'PM', assetId, typeId, priority: 'LOW' })
    const issue = (partId: string, quantity: number) =>
      admin.post(`/work-orders/${body.id}/parts/issue`, { partId, quantity })
    await issue(parts.pump, 1)
    if (month % 2 === 0) await issue(parts.filter, 10)
  }
  planner = await test.signIn('SUPERVISOR', test.sites.north)
  await planner.post(`/parts/${parts.new}/receipts`, { siteId: test.sites.north, quantity: 1, unitCost: 1 })
})
afterAll(() => test.close())

it('tells what carries the money, how evenly it is used, and what only lies', async () => {
  const { body } = await planner.get('/stock-analysis')
  const found = Object.fromEntries(
    body.items.map(({ part, ...item }: { part: { number: string } }) => [part.number, item]),
  )
  expect(found).toMatchObject({
    BOMBA: { abc: 'A', xyz: 'X', consumed: 12, consumedValue: 120_000, dead: false },
    FILTRO: { abc: 'B', xyz: 'Y', consumed: 60, consumedValue: 30_000 },
    OLVIDADO: { abc: 'C', xyz: null, consumed: 0, dead: true, value: 14_000 },
    NUEVO: { abc: 'C', xyz: null, dead: false },
  })
  expect(body.totals).toMatchObject({ parts: 4, deadValue: 14_000, consumedValue: 150_000 })
  const dead = (await planner.get('/stock-analysis?dead=true')).body.items
  expect(dead.map(({ part }: { part: { number: string } }) => part.number)).toEqual(['OLVIDADO'])
})

it('sums the use of a part by month and unit, and asks for a reorder point that its demand explains', async () => {
  const { body } = await planner.get(`/parts/${parts.pump}/consumption`)
  expect(body.months).toHaveLength(13)
  expect(body.months.at(-1)).toEqual({ month: '2026-11', quantity: 1, value: 10_000 })
  expect(body.units).toMatchObject([{ asset: { code: 'RE-01' }, quantity: 13, value: 130_000 }])
  // Poisson with mean 0.986: P(≤ 2) = 0.921, P(≤ 3) = 0.982.
  expect(body.suggestions).toMatchObject([{ site: { code: 'NORTE' }, reorderPoint: 3, monthly: 1, current: 0 }])
  const dead = (await planner.get(`/parts/${parts.dead}/consumption`)).body
  expect(dead.suggestions).toMatchObject([{ reorderPoint: null, refusal: 'TOO_LITTLE_DEMAND' }])
})

it('keeps the use of other sites to those who may see them', async () => {
  const other = await test.signIn('SUPERVISOR', test.sites.south)
  const { body } = await other.get(`/parts/${parts.pump}/consumption`)
  expect(body).toMatchObject({ units: [], suggestions: [] })
  expect((await other.get('/stock-analysis')).body.items).toEqual([])
  expect((await (await test.signIn('OPERATOR', test.sites.north)).get('/stock-analysis')).status).toBe(403)
})
