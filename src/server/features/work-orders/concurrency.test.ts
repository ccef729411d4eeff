import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { testServer } from '../../testing/database.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'

/** The embedded engine has one connection, where nothing runs beside anything else. */
describe.skipIf(!testServer)('at the same time', () => {
  let test: TestApp
  let body: { title: string; assetId: string; typeId: string; priority: string }

  beforeAll(async () => {
    test = await openTestApp({ connections: 20 })
    body = {
      title: 'Revisar',
      assetId: await addUnit(test, test.sites.north, 'RE-01'),
      typeId: await orderTypeId(test, 'INSPECTION'),
      priority: 'LOW',
    }
  })
  afterAll(() => test.close())

  it('20 people open 50 orders each: the numbers are unique and without a gap', async () => {
    const numbers: string[] = []
    const person = async () => {
      for (let i = 0; i < 50; i++) {
        // Every fifth is refused after the unit was locked, and must not use up a number.
        const wrong = i % 5 === 4 ? { assigneeId: body.assetId } : {}
        const answer = await test.supervisor.post('/work-orders', { ...body, ...wrong })
        if (answer.status === 201) numbers.push(answer.body.number)
      }
    }
    await Promise.all(Array.from({ length: 20 }, person))
    const year = numbers[0]!.slice(3, 7)
    const expected = Array.from({ length: 800 }, (_, i) => `OT-${year}-${String(i + 1).padStart(6, '0')}`)
    expect(numbers.sort()).toEqual(expected)
  })

  it('100 people start one order: one does, the others are told', async () => {
    const { body: order } = await test.supervisor.post('/work-orders', body)
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        test.supervisor.post(`/work-orders/${order.id}/start`, {}, i % 2 ? { 'if-match': '"1"' } : {}),
      ),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409 || status === 412)).toHaveLength(99)
    const { body: after } = await test.supervisor.get(`/work-orders/${order.id}`)
    expect(after.history).toHaveLength(2)
    expect(after.version).toBe(2)
  })

  it('the same request 50 times under one idempotency key opens one order', async () => {
    const headers = { 'idempotency-key': 'once' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => test.supervisor.post('/work-orders', { ...body, title: 'Una vez' }, headers)),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    const [row] = await test.runtime.database.db.rows<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM work_order WHERE title = 'Una vez'`)
    expect(row!.count).toBe(1)
  })

  it('one person starts 20 timers: one runs', async () => {
    const orders = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { body: order } = await test.supervisor.post('/work-orders', body)
        await test.supervisor.post(`/work-orders/${order.id}/start`, {})
        return order.id as string
      }),
    )
    const answers = await Promise.all(orders.map((id) => test.supervisor.post(`/work-orders/${id}/labour/timer`)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body: refusal }) => refusal.code === 'labour.timerRunning')).toHaveLength(19)
  })
})
