import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { picture, report } from './testing.ts'

let test: TestApp
let unit: { id: string; code: string; statusSince: string }
let now = '2026-05-04T12:00:00Z'
let senders = 0
beforeAll(async () => {
  test = await openTestApp({ now: () => now })
})
afterAll(() => test.close())
beforeEach(async () => {
  later(1)
  unit = (await addUnit(test, test.supervisor)).body
  later(1)
})

/** Seconds: the callers' sessions have to outlive the tests. */
const later = (seconds: number) => {
  now = new Date(Date.parse(now) + seconds * 1000).toISOString().replace('.000', '')
}
const listed = async (by: Caller, query = '') => (await by.get(`/fault-requests?assetId=${unit.id}${query}`)).body.items

/** A report as the planner finds it, with the secret of whoever sent it. */
async function reported(fields: Record<string, string> = {}, photos: Buffer[] = []) {
  senders += 1
  const { body } = await report(test, unit.id, fields, { photos, from: `10.0.0.${senders}` })
  const [request] = (await listed(test.supervisor, '&status=NEW')).filter(
    ({ reportedAt }: { reportedAt: string }) => reportedAt === now,
  )
  return { ...request, token: body.token as string }
}
const accept = (by: Caller, id: string, body: object = {}, headers: Record<string, string> = {}) =>
  by.post(
    `/fault-requests/${id}/accept`,
    { title: 'Fuga de aceite', priority: 'HIGH', unitDown: false, ...body },
    headers,
  )
const reject = (by: Caller, id: string, headers: Record<string, string> = {}) =>
  by.post(`/fault-requests/${id}/reject`, { reason: 'Ya está en taller' }, headers)
const tracked = async (token: string) => (await test.anonymous({ method: 'GET', url: `/track/${token}` })).body

describe('who sees requests', () => {
  it('are planners of the site where the unit is; operators never', async () => {
    const request = await reported()
    expect(await listed(test.admin)).toHaveLength(1)
    expect(await listed(test.otherSupervisor)).toEqual([])
    expect((await test.operator.get('/fault-requests')).status).toBe(403)
    expect((await accept(test.operator, request.id)).status).toBe(403)
    for (const answer of [
      await test.otherSupervisor.get(`/fault-requests/${request.id}`),
      await accept(test.otherSupervisor, request.id),
      await reject(test.otherSupervisor, request.id),
    ]) {
      expect(answer.status).toBe(404)
    }
    await test.admin.post(`/assets/${unit.id}/move`, { siteId: test.sites.south, parentId: null })
    expect((await test.admin.get(`/assets/${unit.id}`)).body.site.id).toBe(test.sites.south)
    expect(await listed(test.supervisor)).toEqual([])
    expect(await listed(test.otherSupervisor)).toHaveLength(1)
  })

  it('find them by state and page by page', async () => {
    const first = await reported({ what: 'Uno' })
    later(1)
    await reported({ what: 'Dos' })
    await reject(test.supervisor, first.id)
    expect(await listed(test.supervisor, '&status=NEW')).toMatchObject([{ what: 'Dos' }])
    expect(await listed(test.supervisor, '&status=ACCEPTED,REJECTED')).toMatchObject([{ what: 'Uno' }])
    const page = (await test.supervisor.get(`/fault-requests?assetId=${unit.id}&limit=1`)).body
    const next = (await test.supervisor.get(`/fault-requests?assetId=${unit.id}&limit=1&cursor=${page.nextCursor}`))
      .body
    expect([...page.items, ...next.items].map(({ what }) => what)).toEqual(['Dos', 'Uno'])
    expect(next.nextCursor).toBeNull()
  })
})

describe('accepting', () => {
  it('makes a corrective order with the words and photos of the report, counted from it', async () => {
    const reportedAt = now
    const request = await reported({ description: 'Gotea sobre la rueda' }, [await picture()])
    later(90)
    const { status, body } = await accept(test.supervisor, request.id, { title: 'Cambiar retén' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'ACCEPTED',
      triagedAt: now,
      triagedBy: { id: test.supervisor.personId },
      photoIds: [],
      version: 2,
    })
    const order = (await test.supervisor.get(`/work-orders/${body.workOrder.id}`)).body
    expect(order).toMatchObject({
      number: body.workOrder.number,
      title: 'Cambiar retén',
      description: 'Fuga de aceite\nGotea sobre la rueda',
      category: 'CORRECTIVE',
      origin: 'REQUEST',
      priority: 'HIGH',
      status: 'PENDING',
      reportedAt,
      downtimeFrom: null,
      asset: { id: unit.id, status: 'OPERATING' },
      files: [{ id: request.photoIds[0], kind: 'PHOTO_BEFORE' }],
    })
    expect((await test.supervisor.get(`/files/${request.photoIds[0]}`)).status).toBe(200)
    const answer = await tracked(request.token)
    expect(answer).toMatchObject({ status: 'ACCEPTED', triagedAt: now, rejectionReason: null })
    expect(JSON.stringify(answer)).not.toContain(body.workOrder.number)
  })

  it('stops the unit since the report when the planner says that it is down', async () => {
    const reportedAt = now
    const request = await reported({ canMove: 'false' })
    later(45)
    const { body } = await accept(test.supervisor, request.id, { unitDown: true })
    const order = (await test.supervisor.get(`/work-orders/${body.workOrder.id}`)).body
    expect(order).toMatchObject({ downtimeFrom: reportedAt, description: null })
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body).toMatchObject({
      status: 'STOPPED',
      statusSince: reportedAt,
      statusReason: 'Fuga de aceite',
    })
  })

  it('stops a unit that started again after the report only from now on', async () => {
    const request = await reported({ canMove: 'false' })
    later(10)
    await test.supervisor.post(`/assets/${unit.id}/status`, { status: 'STOPPED', reason: 'Revisión' })
    later(10)
    await test.supervisor.post(`/assets/${unit.id}/status`, { status: 'OPERATING', reason: 'Lista' })
    later(10)
    expect((await accept(test.supervisor, request.id, { unitDown: true })).status).toBe(200)
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body).toMatchObject({
      status: 'STOPPED',
      statusSince: now,
    })
  })

  it('leaves a unit as it is that is down already', async () => {
    const request = await reported({ canMove: 'false' })
    later(10)
    const since = now
    await test.supervisor.post(`/assets/${unit.id}/status`, { status: 'OUT_OF_SERVICE', reason: 'Choque' })
    later(10)
    expect((await accept(test.supervisor, request.id, { unitDown: true })).status).toBe(200)
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body).toMatchObject({
      status: 'OUT_OF_SERVICE',
      statusSince: since,
    })
  })

  it('is one transaction: when the order cannot be, nothing changed', async () => {
    const request = await reported({}, [await picture()])
    await test.runtime.database.db.rows(sql`
      UPDATE order_type SET archived_at = now() WHERE category = 'CORRECTIVE' RETURNING id`)
    const refused = await accept(test.supervisor, request.id, { unitDown: true })
    await test.runtime.database.db.rows(sql`
      UPDATE order_type SET archived_at = NULL WHERE category = 'CORRECTIVE' RETURNING id`)
    expect(refused.status).toBe(400)
    const { token: _, ...before } = request
    expect(await listed(test.supervisor)).toEqual([before])
    expect((await test.supervisor.get(`/assets/${unit.id}`)).body.status).toBe('OPERATING')
    const orders = (await test.supervisor.get(`/work-orders?assetId=${unit.id}`)).body.items
    expect(orders).toEqual([])
  })

  it('happens once, however many planners press at once', async () => {
    const request = await reported()
    const answers = await Promise.all([1, 2, 3, 4].map(() => accept(test.supervisor, request.id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect((await reject(test.supervisor, request.id)).body.code).toBe('faultRequest.triaged')
    expect((await test.supervisor.get(`/work-orders?assetId=${unit.id}`)).body.items).toHaveLength(1)
  })

  it('waits for the version that was read, and refuses for a unit that left the fleet', async () => {
    const request = await reported()
    expect((await accept(test.supervisor, request.id, {}, { 'if-match': '"9"' })).status).toBe(412)
    await test.supervisor.post(`/assets/${unit.id}/archive`)
    expect((await accept(test.supervisor, request.id)).body.code).toBe('record.archived')
    expect((await reject(test.supervisor, request.id, { 'if-match': '"1"' })).status).toBe(200)
  })
})

it('rejecting tells the reporter why, and makes no order', async () => {
  const request = await reported({}, [await picture()])
  later(5)
  expect((await test.supervisor.post(`/fault-requests/${request.id}/reject`, { reason: ' ' })).status).toBe(400)
  expect((await reject(test.supervisor, request.id)).body).toMatchObject({
    status: 'REJECTED',
    rejectionReason: 'Ya está en taller',
    workOrder: null,
    photoIds: request.photoIds,
  })
  expect(await tracked(request.token)).toMatchObject({
    status: 'REJECTED',
    triagedAt: now,
    rejectionReason: 'Ya está en taller',
  })
  expect((await test.supervisor.get(`/work-orders?assetId=${unit.id}`)).body.items).toEqual([])
})

it('metrics count a period in the company’s days, with the median time to a decision', async () => {
  const { db } = test.runtime.database
  const reports = [
    { at: '2026-09-01T03:59:00Z', minutes: null },
    { at: '2026-09-01T04:00:00Z', minutes: 30 },
    { at: '2026-09-01T12:00:00Z', minutes: 60 },
    { at: '2026-09-02T03:59:00Z', minutes: 180 },
    { at: '2026-09-01T15:00:00Z', minutes: null },
  ]
  for (const { at, minutes } of reports) {
    const { id } = await reported()
    if (minutes) await (minutes === 60 ? reject(test.supervisor, id) : accept(test.supervisor, id))
    await db.rows(sql`
      UPDATE fault_request SET reported_at = ${at},
        triaged_at = ${at}::timestamptz + ${minutes}::int * interval '1 minute' WHERE id = ${id} RETURNING id`)
    later(1)
  }
  const metrics = async (by: Caller, query: string) => (await by.get(`/fault-requests/metrics?${query}`)).body
  const day = 'from=2026-09-01&to=2026-09-01'
  const expected = { count: 4, pending: 1, accepted: 2, rejected: 1, medianHoursToTriage: 1 }
  expect(await metrics(test.supervisor, day)).toEqual(expected)
  expect(await metrics(test.admin, `${day}&siteId=${test.sites.north}`)).toEqual(expected)
  const none = { count: 0, pending: 0, accepted: 0, rejected: 0, medianHoursToTriage: null }
  expect(await metrics(test.otherSupervisor, day)).toEqual(none)
  expect(await metrics(test.admin, `${day}&siteId=${test.sites.south}`)).toEqual(none)
  expect((await metrics(test.supervisor, 'from=2026-08-31&to=2026-08-31')).count).toBe(1)
  expect((await metrics(test.supervisor, `assetId=${unit.id}`)).count).toBe(5)
  expect((await test.supervisor.get(`/fault-requests?${day}`)).body.items).toHaveLength(4)
})
