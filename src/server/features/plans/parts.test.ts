import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addPart, stockUp } from '../../testing/parts.ts'
import { longSessions, planBody, workshop } from './testing.ts'

const clock = { now: '2027-01-04T12:00:00.000Z' }
const on = (day: string) => `2027-${day}T15:00:00.000Z`
let test: TestApp
let shop: ReturnType<typeof workshop>
beforeAll(async () => {
  test = await openTestApp({ now: () => clock.now, env: longSessions })
  shop = workshop(test, clock)
})
afterAll(() => test.close())

const service = (multiple: number, parts: { partId: string; quantity: number }[]) => ({
  ...{ name: `Cada ${multiple}`, multiple, parts },
  tasks: [{ text: `Tarea ${multiple}`, hours: 1 }],
})
const partsOf = async (order: string) => {
  const { items } = (await test.supervisor.get(`/work-orders/${order}/parts`)).body
  return items.map(({ part, planned }: { part: { id: string }; planned: number }) => [part.id, planned])
}
const code = (body: { errors?: { code: string }[] }) => body.errors?.[0]?.code

describe('the parts of a plan’s services', () => {
  it('are reserved by the order it opens, the larger quantity where services coincide', async () => {
    clock.now = on('01-04')
    const [assetId, oil, filter] = [await shop.addUnit(), await addPart(test), await addPart(test)]
    await stockUp(test, oil, 50)
    await test.admin.put(`/parts/${filter}/levels/${test.sites.north}`, { minStock: 1, reorderPoint: 2 })
    const { id } = await shop.plan({
      assetId,
      startsOn: '2027-01-10',
      levels: [
        service(1, [{ partId: oil, quantity: 24.5 }]),
        service(2, [
          { partId: oil, quantity: 30 },
          { partId: filter, quantity: 1 },
        ]),
      ],
    })
    await shop.generate(on('01-10'))
    await shop.generate(on('01-10'))
    const [first] = await shop.orders(id)
    expect(await partsOf(first!.id)).toEqual([[oil, 24.5]])
    expect((await test.admin.get(`/parts/${oil}`)).body).toMatchObject({ onHand: 50, reserved: 24.5, available: 25.5 })
    await shop.complete(first!.id, on('01-11'))
    expect((await test.admin.get(`/parts/${oil}`)).body).toMatchObject({ reserved: 0 })
    await shop.generate(on('02-10'))
    const [, second] = await shop.orders(id)
    expect(await partsOf(second!.id)).toEqual([
      [oil, 30],
      [filter, 1],
    ])
    const heard = await test.runtime.database.db.rows(sql`
      SELECT 1 FROM audit_entry WHERE action = 'stock.low' AND entity_id = ${filter}`)
    expect(heard).toHaveLength(1)
    await test.admin.post(`/plans/${id}/archive`)
  })

  it('are named by whoever reads the plan, and stay with it through an edit', async () => {
    const [assetId, oil] = [await shop.addUnit(), await addPart(test, { number: 'ACE-1', unit: 'LITRE' })]
    const { id } = await shop.plan({ assetId, levels: [service(1, [{ partId: oil, quantity: 2 }])] })
    const part = { id: oil, number: 'ACE-1', unit: 'LITRE' }
    expect((await test.admin.get(`/plans/${id}`)).body.levels).toMatchObject([{ parts: [{ part, quantity: 2 }] }])
    await test.admin.patch(`/plans/${id}`, { name: 'Otro' })
    expect((await test.admin.get(`/plans/${id}`)).body.levels).toMatchObject([{ parts: [{ part, quantity: 2 }] }])
    await test.admin.post(`/plans/${id}/archive`)
  })

  it('exist, each once a service, and are not archived while a plan asks for them', async () => {
    const [assetId, oil] = [await shop.addUnit(), await addPart(test)]
    const line = { partId: oil, quantity: 1 }
    const post = async (levels: object[]) =>
      code((await test.admin.post('/plans', planBody({ assetId, levels: levels as never }))).body)
    expect(await post([service(1, [line, line])])).toBe('PLAN_PART_TWICE')
    expect(await post([service(1, [{ partId: assetId, quantity: 1 }])])).toBe('unknown')
    expect(await post([service(1, [{ partId: oil, quantity: 0 }])])).toBeDefined()
    const { id } = await shop.plan({ assetId, levels: [service(1, [line])] })
    expect((await test.admin.post(`/parts/${oil}/archive`)).body).toMatchObject({ code: 'record.referenced' })
    await test.admin.post(`/plans/${id}/archive`)
    expect((await test.admin.post(`/parts/${oil}/archive`)).status).toBe(200)
    expect(code((await test.admin.post(`/plans/${id}/restore`)).body)).toBe('archived')
    expect(await post([service(1, [line])])).toBe('archived')
  })

  it('are forecast with what they cost and the month they run out in', async () => {
    clock.now = on('06-01')
    const assetId = await shop.addUnit()
    const [oil, filter] = [await addPart(test, { number: 'A-OIL' }), await addPart(test, { number: 'B-FILTER' })]
    await stockUp(test, oil, 8, 1_500)
    const { id } = await shop.plan({
      assetId,
      startsOn: '2027-06-10',
      levels: [
        service(1, [{ partId: oil, quantity: 3 }]),
        service(2, [
          { partId: oil, quantity: 3 },
          { partId: filter, quantity: 2 },
        ]),
      ],
    })
    await shop.generate(on('06-10'))
    const [order] = await shop.orders(id)
    await test.admin.post(`/work-orders/${order!.id}/parts/issue`, { partId: oil, quantity: 1 })
    const { body } = await test.admin.get(`/plans/forecast?siteId=${test.sites.north}`)
    const mine = (partId: string) => body.parts.find(({ part }: { part: { id: string } }) => part.id === partId)
    // 2 still to be issued in June, then 3 a month: of the 7 there are, August’s 3 are one too many.
    expect(mine(oil)).toMatchObject({ quantity: 35, free: 7, shortFrom: '2027-08', unitCost: 1_500, cost: 52_500 })
    expect(mine(oil).quantities).toEqual([2, ...Array(11).fill(3)])
    expect(mine(filter)).toMatchObject({ quantity: 12, free: 0, shortFrom: '2027-07', unitCost: null, cost: null })
    expect(body.months[0]).toMatchObject({ month: '2027-06', partsCost: 3_000 })
    expect(body.months[1]).toMatchObject({ month: '2027-07', partsCost: 4_500 })
    expect(body.plans.find((row: { plan: { id: string } }) => row.plan.id === id)).toMatchObject({ partsCost: 52_500 })
    const south = (await test.admin.get(`/plans/forecast?siteId=${test.sites.south}`)).body
    expect(south.parts).toEqual([])
    await test.admin.post(`/plans/${id}/archive`)
  })
})
