import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { everyTwoHundredFifty, longSessions, workshop } from './testing.ts'

const clock = { now: '2027-01-04T12:00:00.000Z' }
const on = (day: string) => `2027-${day}T15:00:00.000Z`
let test: TestApp
let shop: ReturnType<typeof workshop>
beforeAll(async () => {
  test = await openTestApp({ now: () => clock.now, env: longSessions })
  shop = workshop(test, clock)
})
afterAll(() => test.close())

describe('the generator', () => {
  it('opens an order when the window does, with its tasks, times and window, and just one', async () => {
    clock.now = on('01-04')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({ assetId, startsOn: '2027-01-31', mode: 'FIXED' })
    await shop.generate(on('01-27'))
    expect(await shop.orders(id)).toEqual([])
    for (let i = 0; i < 3; i++) await shop.generate(on('01-28'))
    const [order, ...others] = await shop.orders(id)
    expect(others).toEqual([])
    expect(order).toMatchObject({
      ...{ title: 'Mantención', status: 'PENDING', tasks: ['Engrasar'], hours: 1, assetId },
      ...{ dueAt: '2027-02-01T02:59:00Z', windowFrom: '2027-01-28T03:00:00Z', windowTo: '2027-02-04T03:00:00Z' },
    })
    // Long after: the fixed dates that passed meanwhile are one order's, the oldest its due date.
    await shop.complete(order!.id, on('04-10'))
    await shop.generate(on('04-10'))
    await shop.generate(on('04-11'))
    const [, late, none] = await shop.orders(id)
    expect(none).toBeUndefined()
    expect(late!.dueAt).toBe('2027-03-01T02:59:00Z')
    await shop.complete(late!.id, on('04-12'))
    await shop.generate(on('04-28'))
    expect((await shop.orders(id)).at(-1)!.dueAt).toBe('2027-05-01T03:59:00Z')
  })

  it('floating: counts from when the work was done', async () => {
    clock.now = on('01-04')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({ assetId, startsOn: '2027-01-10', mode: 'FLOATING' })
    await shop.generate(on('01-10'))
    await shop.complete((await shop.orders(id))[0]!.id, on('01-25'))
    await shop.generate(on('02-22'))
    const { items } = (await test.admin.get(`/plans/${id}/units`)).body
    expect((await shop.orders(id))[1]!.dueAt).toBe('2027-02-26T02:59:00Z')
    expect(items[0].next[0].on).toBe('2027-03-25')
  })

  it('by meter: the union of nested services, a window that follows the readings', async () => {
    clock.now = on('01-04')
    const assetId = await shop.addUnit()
    await shop.read(assetId, 200, on('01-04'))
    const { id } = await shop.plan({ assetId, ...everyTwoHundredFifty })
    clock.now = on('01-14')
    await shop.read(assetId, 230, on('01-14'))
    await shop.generate()
    const [first] = await shop.orders(id)
    // 3 h a day: 225 h were there on the 12th, 275 h will be on the 29th.
    expect(first).toMatchObject({ title: 'Mantención: 250 h', tasks: ['Cambiar aceite'] })
    expect(first!.windowFrom).toBe('2027-01-12T23:00:00Z')
    expect(first!.windowTo).toBe('2027-01-29T15:00:00Z')
    clock.now = on('01-20')
    await shop.read(assetId, 290, on('01-20'))
    await shop.generate()
    expect((await shop.orders(id))[0]!.windowTo).toBe('2027-01-19T03:00:00Z')
    await shop.complete(first!.id, on('01-21'))
    clock.now = on('01-31')
    await shop.read(assetId, 480, on('01-31'))
    await shop.generate()
    const second = (await shop.orders(id))[1]!
    expect(second).toMatchObject({ title: 'Mantención: 500 h', tasks: ['Cambiar aceite', 'Filtros'], hours: 2 })
    await shop.complete(second.id, on('02-01'))
    clock.now = on('02-28')
    await shop.read(assetId, 1_010, on('02-28'))
    await shop.generate()
    expect((await shop.orders(id))[2]!.tasks).toEqual(['Cambiar aceite', 'Filtros', 'Aceite hidráulico'])
  })

  it('the KPI counts the windows, and shows the orders behind it', async () => {
    clock.now = on('06-01')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({
      assetId,
      startsOn: '2027-06-10',
      calendar: { every: 1, unit: 'week' },
      tolerance: 15,
    })
    await shop.generate(on('06-09'))
    await shop.complete((await shop.orders(id))[0]!.id, on('06-09'))
    await shop.generate(on('06-17'))
    await shop.complete((await shop.orders(id))[1]!.id, on('06-20'))
    clock.now = on('06-29')
    const scope = `from=2027-06-01&to=2027-06-20&assetId=${assetId}`
    const { body } = await test.admin.get(`/kpis?${scope}&ids=pm_compliance`)
    expect(body.items[0]).toMatchObject({ id: 'pm_compliance', value: 50, n: 2 })
    const rows = (await test.admin.get(`/kpis/pm_compliance/rows?${scope}`)).body.items
    expect(rows.map((row: { value: number }) => row.value)).toEqual([0, 1])
  })

  it('a plan that cannot be followed holds back no other', async () => {
    clock.now = on('07-01')
    const { db } = test.runtime.database
    const [broken, sound] = [await shop.addUnit(), await shop.addUnit()]
    const first = await shop.plan({ assetId: broken, startsOn: '2027-07-01' })
    const second = await shop.plan({ assetId: sound, startsOn: '2027-07-01' })
    const { sql } = await import('drizzle-orm')
    await db.rows(sql`UPDATE maintenance_plan SET levels = '[{"name":"x","multiple":1,"tasks":[{"text":null,"hours":1}],"parts":[]}]'
      WHERE id = ${first.id}`)
    expect((await shop.generate()).failed).toBe(1)
    expect(await shop.orders(second.id)).toHaveLength(1)
    await test.admin.post(`/plans/${first.id}/archive`)
  })
})
