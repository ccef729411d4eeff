import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { testServer } from '../../testing/database.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'
import { addPart, stockUp } from '../../testing/parts.ts'

/** The embedded engine has one connection, where nothing runs beside anything else. */
describe.skipIf(!testServer)('at the same time', () => {
  let test: TestApp
  const orders: string[] = []

  beforeAll(async () => {
    test = await openTestApp({ connections: 20 })
    const assetId = await addUnit(test, test.sites.north, 'RE-01')
    const typeId = await orderTypeId(test, 'PREVENTIVE')
    for (let i = 0; i < 10; i++) {
      const { body } = await test.admin.post('/work-orders', { title: `Orden ${i}`, assetId, typeId, priority: 'LOW' })
      orders.push(body.id)
    }
  })
  afterAll(() => test.close())

  const sumsThatAreOff = () =>
    test.runtime.database.db.rows(sql`
      SELECT s.part_id FROM part_stock s LEFT JOIN stock_movement m ON m.part_id = s.part_id AND m.site_id = s.site_id
      GROUP BY s.part_id, s.site_id, s.on_hand, s.value
      HAVING s.on_hand <> coalesce(sum(m.quantity), 0) OR s.value <> coalesce(sum(m.value), 0) OR s.on_hand < 0`)

  it('100 issues of a stock of 37: 37 succeed, 63 are told that there is no more', async () => {
    const partId = await addPart(test)
    await stockUp(test, partId, 37, 333)
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        test.admin.post(`/work-orders/${orders[i % orders.length]}/parts/issue`, { partId, quantity: 1 }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(37)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.code} ${body.title}`))).toEqual(
      new Set(['409 stock.short No alcanza: hay 0.']),
    )
    expect((await test.admin.get(`/parts/${partId}`)).body).toMatchObject({ onHand: 0, value: 0 })
    const costs = await Promise.all(
      orders.map(async (id) => (await test.admin.get(`/work-orders/${id}`)).body.cost.parts),
    )
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(37 * 333)
    expect(await sumsThatAreOff()).toEqual([])
  })

  it('issues, returns, receipts, transfers both ways and plans neither lock each other out nor lose a thing', async () => {
    const partId = await addPart(test)
    const { north, south } = test.sites
    await stockUp(test, partId, 50, 1_000)
    await stockUp(test, partId, 50, 1_000, south)
    const transfer = (fromSiteId: string, toSiteId: string) =>
      test.admin.post(`/parts/${partId}/transfers`, { fromSiteId, toSiteId, quantity: 2 })
    const actions = Array.from({ length: 20 }, (_, i) => {
      const order = `/work-orders/${orders[i % orders.length]}/parts`
      return [
        () => test.admin.post(`${order}/issue`, { partId, quantity: 3, takeReserved: true }),
        () => transfer(north, south),
        () => transfer(south, north),
        () => stockUp(test, partId, 1, 2_000),
        () => test.admin.put(`${order}/${partId}`, { planned: 2 }),
        () => test.admin.post(`${order}/return`, { partId, quantity: 1 }),
      ]
    }).flat()
    const answers = await Promise.all(actions.map((act) => act()))
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    expect(await sumsThatAreOff()).toEqual([])
    const [row] = await test.runtime.database.db.rows<{ stock: number; issued: number }>(sql`
      SELECT (SELECT sum(value) FROM part_stock WHERE part_id = ${partId}) AS stock,
        (SELECT sum(value) FROM work_order_part WHERE part_id = ${partId}) AS issued`)
    expect(row!.stock + row!.issued).toBeCloseTo(100 * 1_000 + 20 * 2_000, 3)
  })
})
