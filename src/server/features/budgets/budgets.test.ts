import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import * as world from '../kpis/testing.ts'

let test: TestApp
let pit: string
/** Noon of 1 July 2026: 182 of 365 days. */
const now = '2026-07-01T16:00:00.000Z'

beforeAll(async () => {
  test = await openTestApp({ now: () => now })
  const { body } = await test.admin.post('/sites', { code: 'RAJO', name: 'Rajo', parentId: test.sites.north })
  pit = body.id
  const { db } = test.runtime.database
  const data = await world.masterData(db)
  const unit = v7()
  const at = (day: string) => Date.parse(`2026-${day}T15:00:00Z`)
  const order = (day: string, cost: number) =>
    world.plainOrder(unit, { reportedAt: at(day) - 3_600_000, completedAt: at(day), cost })
  const units = [{ id: unit, code: 'A', commissionedOn: '2020-01-01', archivedAt: null, createdAt: at('01-01') }]
  const history = { units, states: [], readings: [], orders: [order('01-31', 100), order('03-10', 200)] }
  await world.writeHistory(db, history, test.sites.north, data)
  await world.writeOrders(db, [order('06-30', 64)], pit, data)
  // The last evening of the year in Chile is in the next one in UTC.
  const eve = world.plainOrder(unit, {
    reportedAt: at('01-02'),
    completedAt: Date.parse('2026-01-01T02:30:00Z'),
    cost: 9,
  })
  await world.writeOrders(db, [eve], pit, data)
})
afterAll(() => test.close())

const rowOf = async (siteId: string, year = 2026) => {
  const { body } = await test.admin.get(`/budgets?year=${year}`)
  return body.items.find(({ site }: { site: { id: string } }) => site.id === siteId)
}

describe('a budget', () => {
  it('is spread evenly over the year, and set again by month as its next version', async () => {
    const set = await test.admin.put(`/budgets/${test.sites.north}`, { year: 2026, total: 1205, note: 'Directorio' })
    expect(set.status).toBe(200)
    expect(set.body.months.map((month: { budget: number }) => month.budget)).toEqual([
      ...Array(5).fill(101),
      ...Array(7).fill(100),
    ])
    const months = [300, ...Array(11).fill(100)]
    const stale = { 'if-match': '"0"' }
    expect((await test.admin.put(`/budgets/${test.sites.north}`, { year: 2026, months }, stale)).status).toBe(412)
    const again = await test.admin.put(`/budgets/${test.sites.north}`, { year: 2026, months }, { 'if-match': '"1"' })
    expect(again.body).toMatchObject({ budget: 1400, version: 2 })
    expect(again.body.revisions).toMatchObject([
      { version: 2, total: 1400, note: null },
      { version: 1, total: 1205, note: 'Directorio', by: 'Ada Admin' },
    ])
  })

  it('stands against what the orders of the site and those below cost, with what is left and a straight line', async () => {
    const { body } = await test.admin.get(`/budgets/${test.sites.north}`)
    expect(body.months.map((month: { actual: number }) => month.actual)).toEqual([
      100,
      0,
      200,
      0,
      0,
      64,
      ...Array(6).fill(0),
    ])
    // Six months and half a day of July: 300 + 5 × 100 + 100 × 0.5 / 31.
    expect(body).toMatchObject({ actual: 364, orders: 3, remaining: 1036, toDate: 802, elapsedDays: 182, days: 365 })
    expect(body.projection).toBe(730)
    expect(await rowOf(pit)).toMatchObject({
      budget: null,
      actual: 64,
      remaining: null,
      depth: 1,
      parentId: test.sites.north,
    })
    expect(await rowOf(pit, 2025)).toMatchObject({ actual: 9, projection: 9 })
    const orders = await test.admin.get(`/work-orders?siteId=${pit}&completedFrom=2026-06-01&completedTo=2026-06-30`)
    expect(orders.body.items.map((order: { totalCost: number }) => order.totalCost)).toEqual([64])
  })

  it('counts each site once in the total', async () => {
    await test.admin.put(`/budgets/${pit}`, { year: 2026, total: 120 })
    const { body } = await test.admin.get('/budgets')
    expect(body.total).toMatchObject({ budget: 1400, actual: 364, orders: 3, remaining: 1036 })
  })

  it('is read by the planners of the site and set by administrators', async () => {
    const own = (await test.supervisor.get('/budgets')).body.items.map(
      ({ site }: { site: { name: string } }) => site.name,
    )
    expect(own).toEqual(['Faena Norte', 'Rajo'])
    expect((await test.otherSupervisor.get(`/budgets/${pit}`)).status).toBe(404)
    expect((await test.operator.get('/budgets')).status).toBe(403)
    expect((await test.supervisor.put(`/budgets/${pit}`, { year: 2026, total: 1 })).status).toBe(403)
    const both = { year: 2026, total: 1, months: Array(12).fill(1) }
    expect((await test.admin.put(`/budgets/${pit}`, both)).body.errors).toMatchObject([{ field: 'total' }])
    expect((await test.admin.put(`/budgets/${pit}`, { year: 2026 })).body.errors).toMatchObject([{ code: 'required' }])
  })
})
