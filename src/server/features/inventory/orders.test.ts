import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '../../platform/actor.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'
import { addPart, stockUp } from '../../testing/parts.ts'
import { readKpis } from '../kpis/queries.ts'

let test: TestApp
let typeId: string
let assetId: string
beforeAll(async () => {
  test = await openTestApp()
  typeId = await orderTypeId(test, 'PREVENTIVE')
  assetId = await addUnit(test, test.sites.north, 'RE-01')
})
afterAll(() => test.close())

const newOrder = async (assigneeId: string | null = test.operator.personId) =>
  (await test.supervisor.post('/work-orders', { title: 'Cambio', assetId, typeId, priority: 'LOW', assigneeId })).body
    .id
const plan = (order: string, part: string, planned: number) =>
  test.supervisor.put(`/work-orders/${order}/parts/${part}`, { planned })
const issue = (order: string, partId: string, quantity: number, more = {}, by = test.operator) =>
  by.post(`/work-orders/${order}/parts/issue`, { partId, quantity, ...more })
const giveBack = (order: string, partId: string, quantity: number) =>
  test.operator.post(`/work-orders/${order}/parts/return`, { partId, quantity })
const partsCost = async (order: string) => (await test.supervisor.get(`/work-orders/${order}`)).body.cost.parts
const available = async (part: string) => (await test.supervisor.get(`/parts/${part}`)).body

describe('parts of an order', () => {
  it('are reserved when planned, and no longer once issued, given up or done without', async () => {
    const [order, part] = [await newOrder(), await addPart(test)]
    await stockUp(test, part, 10)
    await plan(order, part, 6)
    expect(await available(part)).toMatchObject({ onHand: 10, reserved: 6, available: 4 })
    expect((await available(part)).waiting).toMatchObject([{ id: order, quantity: 6 }])
    await issue(order, part, 2)
    expect(await available(part)).toMatchObject({ onHand: 8, reserved: 4, available: 4 })
    await plan(order, part, 3)
    expect(await available(part)).toMatchObject({ onHand: 8, reserved: 1, available: 7 })
    await test.supervisor.post(`/work-orders/${order}/cancel`, { reason: 'Ya no' })
    expect(await available(part)).toMatchObject({ onHand: 8, reserved: 0, available: 8, waiting: [] })
  })

  it('cost the moving average of the moment, whatever comes later, and nothing once all came back', async () => {
    const [order, part] = [await newOrder(), await addPart(test)]
    await stockUp(test, part, 3, 100)
    await stockUp(test, part, 3, 101)
    expect((await issue(order, part, 1)).body.items).toMatchObject([{ issued: 1, onHand: 5 }])
    expect(await partsCost(order)).toBe(101)
    await stockUp(test, part, 100, 9_000)
    expect(await partsCost(order)).toBe(101)
    await issue(order, part, 2)
    expect(await partsCost(order)).toBeGreaterThan(15_000)
    await giveBack(order, part, 1.5)
    await giveBack(order, part, 1.5)
    expect(await partsCost(order)).toBe(0)
    expect((await giveBack(order, part, 1)).body).toMatchObject({ code: 'stock.returnExceedsIssue' })
    expect(await available(part)).toMatchObject({ onHand: 106, value: 900_603 })
  })

  it('reserved for other orders are a planner’s to take', async () => {
    const [order, other, part] = [await newOrder(), await newOrder(), await addPart(test)]
    await stockUp(test, part, 5)
    await plan(other, part, 4)
    await plan(order, part, 1)
    const refused = await issue(order, part, 2, { takeReserved: true })
    expect(refused).toMatchObject({ status: 409, body: { code: 'stock.reserved' } })
    expect(refused.body.title).toBe('Hay 5, pero 4 están reservados para otras órdenes.')
    expect((await issue(order, part, 2, {}, test.supervisor)).status).toBe(409)
    expect((await issue(order, part, 2, { takeReserved: true }, test.supervisor)).status).toBe(200)
    expect((await issue(other, part, 4)).body.title).toBe('No alcanza: hay 3.')
    expect((await issue(other, part, 3)).status).toBe(200)
  })

  it('come from another warehouse when asked, and go back there', async () => {
    const [order, part] = [await newOrder(), await addPart(test)]
    await stockUp(test, part, 5, 1_000, test.sites.south)
    expect((await issue(order, part, 1, { siteId: test.sites.south })).body.errors).toMatchObject([{ field: 'siteId' }])
    expect((await issue(order, part, 2, { siteId: test.sites.south }, test.admin)).status).toBe(200)
    await giveBack(order, part, 1)
    expect((await test.admin.get(`/parts/${part}`)).body).toMatchObject({ onHand: 4 })
    expect(await partsCost(order)).toBe(1_000)
  })

  it('stand once the order is completed', async () => {
    const [order, part] = [await newOrder(), await addPart(test)]
    await stockUp(test, part, 5)
    await issue(order, part, 2)
    await test.operator.post(`/work-orders/${order}/start`, {})
    await test.operator.post(`/work-orders/${order}/complete`, { notes: 'Listo', hours: 1 })
    for (const answer of [
      await issue(order, part, 1, {}, test.supervisor),
      await plan(order, part, 1),
      await test.supervisor.post(`/work-orders/${order}/parts/return`, { partId: part, quantity: 1 }),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'workOrder.costFrozen' } })
    }
    const { body } = await test.supervisor.get(`/work-orders/${order}/parts`)
    expect(body).toMatchObject({ writable: false, items: [{ issued: 2, cost: 2_000 }] })
    expect((await test.supervisor.get(`/work-orders/${order}`)).body.cost.parts).toBe(2_000)
  })

  it('are an operator’s on their own orders only, without money', async () => {
    const [order, foreign, part] = [await newOrder(), await newOrder(null), await addPart(test)]
    await stockUp(test, part, 5)
    const answer = await issue(order, part, 1)
    expect(answer.body).toMatchObject({ writable: true, items: [{ issued: 1 }] })
    expect(JSON.stringify(answer.body)).not.toMatch(/cost|value|price/i)
    expect((await issue(foreign, part, 1)).status).toBe(404)
    expect((await test.operator.get(`/work-orders/${foreign}/parts`)).status).toBe(404)
    expect((await test.operator.put(`/work-orders/${order}/parts/${part}`, { planned: 1 })).status).toBe(403)
  })

  it('are issued once, however often the same request comes', async () => {
    const [order, part] = [await newOrder(), await addPart(test)]
    await stockUp(test, part, 5)
    const body = { partId: part, quantity: 2 }
    for (let i = 0; i < 3; i++) {
      await test.operator.post(`/work-orders/${order}/parts/issue`, body, { 'idempotency-key': `issue-${order}` })
    }
    expect(await available(part)).toMatchObject({ onHand: 3 })
  })
})

describe('an issue refused for lack of stock', () => {
  const refusals = (order: string) =>
    test.runtime.database.db.rows<{ wanted: number; onHand: number }>(sql`
      SELECT wanted, on_hand AS "onHand" FROM stock_refusal WHERE work_order_id = ${order}`)
  /** Computed anew: the route keeps its answers for a minute. */
  const stockouts = async () => {
    const query = { ids: ['stockouts' as const], siteId: test.sites.north }
    return (await readKpis(test.runtime, systemActor('job', 'test'), query)).items[0]!.value!
  }

  it('is a stockout once for an order, a part and a day, sent again or tried again', async () => {
    const [order, part, other] = [await newOrder(), await addPart(test), await addPart(test)]
    await stockUp(test, part, 2)
    const before = await stockouts()
    const send = () => issue(order, part, 3, {}, test.operator)
    expect((await send()).body).toMatchObject({ status: 409, code: 'stock.short' })
    expect((await send()).status).toBe(409)
    expect(await refusals(order)).toEqual([{ wanted: 3, onHand: 2 }])
    expect(await stockouts()).toBe(before + 1)
    expect((await issue(order, other, 1)).status).toBe(409)
    expect(await stockouts()).toBe(before + 2)
    const rows = (await test.supervisor.get(`/kpis/stockouts/rows?siteId=${test.sites.north}`)).body.items
    expect(rows).toHaveLength(before + 2)
    expect(rows.filter((row: { part: { id: string } | null }) => row.part?.id === part)).toHaveLength(1)
    // The wait that follows is the same lack; the order of somebody else that waits is another.
    await test.operator.post(`/work-orders/${order}/start`, {})
    await test.operator.post(`/work-orders/${order}/hold`, { holdReason: 'PARTS' })
    expect(await stockouts()).toBe(before + 2)
    const waiting = await newOrder()
    await test.operator.post(`/work-orders/${waiting}/start`, {})
    await test.operator.post(`/work-orders/${waiting}/hold`, { holdReason: 'PARTS' })
    expect(await stockouts()).toBe(before + 3)
  })

  it('is not counted again when the request is replayed on another day, nor when somebody may take what is reserved', async () => {
    const [order, waiting, part] = [await newOrder(), await newOrder(), await addPart(test)]
    await test.runtime.database.db.rows(sql`
      INSERT INTO stock_refusal (work_order_id, part_id, refused_on, site_id, wanted, on_hand, at, created_by, idempotency_key)
      VALUES (${order}, ${part}, '2020-01-01', ${test.sites.north}, 1, 0, '2020-01-01T12:00:00Z',
        ${test.operator.personId}, 'yesterday-night')`)
    const replay = { 'idempotency-key': 'yesterday-night' }
    const path = `/work-orders/${order}/parts/issue`
    expect((await test.operator.post(path, { partId: part, quantity: 1 }, replay)).status).toBe(409)
    expect(await refusals(order)).toHaveLength(1)
    await stockUp(test, part, 2)
    await plan(waiting, part, 2)
    expect((await issue(order, part, 1, {}, test.supervisor)).body.code).toBe('stock.reserved')
    expect(await refusals(order)).toHaveLength(1)
    expect((await issue(order, part, 1)).body.code).toBe('stock.reserved')
    expect(await refusals(order)).toHaveLength(2)
  })
})
