import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'
import { hourlyRate, person } from '../people/tables.ts'

let test: TestApp
let unit: string
let typeId: string
let now = '2026-06-10T14:00:00.000Z'
/** The clock moves on by days. */
const longSessions = { JWT_ACCESS_TOKEN_LIFETIME: '500000', JWT_REFRESH_TOKEN_LIFETIME: '500000' }

beforeAll(async () => {
  test = await openTestApp({ now: () => now, env: longSessions })
  unit = await addUnit(test, test.sites.north, 'RE-01')
  typeId = await orderTypeId(test, 'INSPECTION')
})
afterAll(() => test.close())

async function inProgress(assigneeId = test.operator.personId): Promise<string> {
  const opened = await test.supervisor.post('/work-orders', {
    title: 'Revisar',
    assetId: unit,
    typeId,
    priority: 'LOW',
    assigneeId,
  })
  expect((await test.supervisor.post(`/work-orders/${opened.body.id}/start`, {})).status).toBe(200)
  return opened.body.id
}

const later = (minutes: number) => {
  now = new Date(Date.parse(now) + minutes * 60_000).toISOString()
}

describe('timers', () => {
  it('run one at a time for a person; a second start names the order where the first runs', async () => {
    const [first, second] = [await inProgress(), await inProgress()]
    const started = await test.operator.post(`/work-orders/${first}/labour/timer`)
    expect(started.status).toBe(200)
    const running = await test.operator.get('/me/timer')
    expect(running.body.timer).toMatchObject({ workOrderId: first, from: now.replace('.000', '') })
    const refused = await test.operator.post(`/work-orders/${second}/labour/timer`)
    expect([refused.status, refused.body.code]).toEqual([409, 'labour.timerRunning'])
    expect(refused.body.title).toContain(started.body.number)
    later(90)
    const { entryId } = running.body.timer
    const stopped = await test.operator.post(`/work-orders/${first}/labour/${entryId}/stop`, {})
    expect(stopped.body).toMatchObject({ hoursWorked: 1.5, labour: [{ hours: 1.5, source: 'TIMER' }] })
    const again = await test.operator.post(`/work-orders/${first}/labour/${entryId}/stop`, {})
    expect(again.body.code).toBe('labour.timerNotRunning')
    expect((await test.operator.post(`/work-orders/${second}/labour/timer`)).status).toBe(200)
    later(60)
    const held = await test.operator.post(`/work-orders/${second}/hold`, { holdReason: 'PARTS' })
    expect(held.body, 'holding the work stops the timers that run on it').toMatchObject({ hoursWorked: 1 })
    expect((await test.operator.get('/me/timer')).body.timer).toBeNull()
  })

  it('begin where the last one ended when the clock of the machine that ended it was ahead', async () => {
    const id = await inProgress()
    const { body } = await test.operator.post(`/work-orders/${id}/labour/timer`)
    later(20)
    const stopped = await test.operator.post(`/work-orders/${id}/labour/${body.labour[0].id}/stop`, {})
    later(-1)
    const next = await test.operator.post(`/work-orders/${id}/labour/timer`)
    expect(next.status).toBe(200)
    const { from } = (await test.operator.get('/me/timer')).body.timer
    expect(Date.parse(from)).toBe(Date.parse(stopped.body.labour[0].to))
    later(-1)
    expect((await test.operator.post(`/work-orders/${id}/hold`, { holdReason: 'PARTS' })).status).toBe(200)
    expect((await test.operator.get('/me/timer')).body.timer).toBeNull()
    later(10)
  })

  it('that were forgotten are ended by saying when', async () => {
    const id = await inProgress()
    const { body } = await test.operator.post(`/work-orders/${id}/labour/timer`)
    const entryId = body.labour[0].id
    const start = now
    later(30 * 60)
    const stop = (to?: string) => test.operator.post(`/work-orders/${id}/labour/${entryId}/stop`, to ? { to } : {})
    expect((await stop()).body.code).toBe('labour.timerTooLong')
    expect((await test.supervisor.post(`/work-orders/${id}/complete`, { notes: 'x' })).body.code).toBe(
      'labour.timerTooLong',
    )
    expect((await stop('2026-06-01T00:00:00Z')).body.errors[0]).toMatchObject({ field: 'to', code: 'beforeStart' })
    expect((await stop('2027-06-01T00:00:00Z')).body.errors[0]).toMatchObject({ field: 'to', code: 'inFuture' })
    const twoHours = new Date(Date.parse(start) + 7_200_000).toISOString()
    expect((await stop(twoHours)).body.hoursWorked).toBe(2)
    const cut = (hours: number) => test.operator.patch(`/work-orders/${id}/labour/${entryId}`, { hours })
    expect((await cut(2.5)).body.errors[0]).toMatchObject({ code: 'LABOUR_TOO_LONG' })
    expect((await cut(1.75)).body.hoursWorked).toBe(1.75)
  })

  it('start only on work in progress', async () => {
    const id = await inProgress()
    await test.operator.post(`/work-orders/${id}/hold`, { holdReason: 'OTHER' })
    expect((await test.operator.post(`/work-orders/${id}/labour/timer`)).body.code).toBe('workOrder.notInProgress')
  })
})

describe('typed hours', () => {
  const add = (id: string, date: string, hours: number, personId?: string, caller = test.operator) =>
    caller.post(`/work-orders/${id}/labour`, { date, hours, ...(personId ? { personId } : {}) })

  it('are at most 24 a day for a person, whatever the order', async () => {
    const [first, second] = [await inProgress(), await inProgress()]
    expect((await add(first, '2026-05-04', 16)).status).toBe(200)
    const refused = await add(second, '2026-05-04', 8.01)
    expect(refused.body.errors[0]).toMatchObject({ field: 'hours', code: 'LABOUR_TOO_LONG' })
    expect((await add(second, '2026-05-04', 8)).body.labour[0]).toMatchObject({ date: '2026-05-04', hours: 8 })
    expect((await add(second, '2026-05-05', 24)).status).toBe(200)
    expect((await add(second, '2027-01-01', 1)).body.errors[0]).toMatchObject({ field: 'date', code: 'inFuture' })
  })

  it('are the person’s own, unless a planner records them', async () => {
    const id = await inProgress()
    expect((await add(id, '2026-05-06', 1, test.supervisor.personId)).body.errors[0].code).toBe('notYourself')
    const byPlanner = await add(id, '2026-05-06', 1, test.operator.personId, test.supervisor)
    expect(byPlanner.body.labour[0].person.id).toBe(test.operator.personId)
    const entryId = byPlanner.body.labour[0].id
    const bySupervisor = await add(id, '2026-05-06', 2, undefined, test.supervisor)
    const foreign = bySupervisor.body.labour.find((l: { hours: number }) => l.hours === 2).id
    expect((await test.operator.delete(`/work-orders/${id}/labour/${foreign}`)).status).toBe(404)
    expect((await test.operator.delete(`/work-orders/${id}/labour/${entryId}`)).body.hoursWorked).toBe(2)
  })

  it('cost the rate of their day', async () => {
    const { db } = test.runtime.database
    const id = await inProgress()
    await db.update(person).set({ hourlyRate: 9_000 }).where(eq(person.id, test.operator.personId))
    await db.insert(hourlyRate).values([
      { personId: test.operator.personId, from: '2026-01-01T03:00:00.000Z', rate: 10_000 },
      { personId: test.operator.personId, from: '2026-05-10T04:00:00.000Z', rate: 12_001 },
    ])
    await add(id, '2025-12-01', 1)
    await add(id, '2026-05-09', 2)
    await add(id, '2026-05-10', 0.5)
    const service = { description: 'Torno', supplier: 'Maestranza Sur', cost: 50_000 }
    await test.supervisor.post(`/work-orders/${id}/services`, service)
    const { body } = await test.supervisor.get(`/work-orders/${id}`)
    // 1 × 9,000 + 2 × 10,000 + 0.5 × 12,001 rounded up
    expect(body.labour.map((l: { cost: number }) => l.cost)).toEqual([9_000, 20_000, 6_001])
    expect(body.cost).toEqual({ labour: 35_001, parts: 0, services: 50_000, total: 85_001 })
    const removed = await test.supervisor.delete(`/work-orders/${id}/services/${body.services[0].id}`)
    expect(removed.body.cost.total).toBe(35_001)
  })

  it('are frozen with their cost once the order is completed, until it is reopened', async () => {
    const id = await inProgress()
    const { body } = await add(id, '2026-05-20', 3)
    const entry = `/work-orders/${id}/labour/${body.labour[0].id}`
    expect((await test.operator.post(`/work-orders/${id}/complete`, { notes: 'Listo' })).status).toBe(200)
    expect((await test.operator.patch(entry, { hours: 1 })).body.code, 'an operator is done').toBe('workOrder.final')
    const service = { description: 'Torno', cost: 10_000 }
    const refusals = [
      await test.supervisor.patch(entry, { hours: 2 }),
      await test.supervisor.delete(entry),
      await test.supervisor.post(`/work-orders/${id}/services`, service),
    ]
    expect(refusals.map(({ body: { code } }) => code)).toEqual(Array(3).fill('workOrder.costFrozen'))
    await test.supervisor.post(`/work-orders/${id}/reopen`, { reason: 'Faltaba el torno' })
    expect((await test.supervisor.patch(entry, { hours: 2 })).body.hoursWorked).toBe(2)
    expect((await test.supervisor.post(`/work-orders/${id}/services`, service)).body.cost.services).toBe(10_000)
    expect((await test.supervisor.post(`/work-orders/${id}/complete`, { notes: 'Listo' })).status).toBe(200)
    await test.supervisor.post(`/work-orders/${id}/close`, { reason: 'ok' })
    expect((await test.supervisor.patch(entry, { hours: 1 })).body.code).toBe('workOrder.final')
  })
})
