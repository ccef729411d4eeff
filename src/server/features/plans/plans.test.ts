import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { everyTwoHundredFifty, longSessions, planBody, workshop } from './testing.ts'

const clock = { now: '2027-01-04T12:00:00.000Z' }
const on = (day: string) => `2027-${day}T15:00:00.000Z`
let test: TestApp
let shop: ReturnType<typeof workshop>
let backhoes: string
beforeAll(async () => {
  test = await openTestApp({ now: () => clock.now, env: longSessions })
  shop = workshop(test, clock)
  const types = (await test.admin.get('/asset-types')).body.items
  backhoes = types.find(({ code }: { code: string }) => code === 'BACKHOE').id
})
afterAll(() => test.close())

const errors = (body: { errors?: { field: string; code: string }[] }) =>
  Object.fromEntries((body.errors ?? []).map(({ field, code }) => [field, code]))

describe('a plan', () => {
  it('is refused with what is wrong', async () => {
    const assetId = await shop.addUnit()
    const post = async (given: object) => errors((await test.admin.post('/plans', planBody(given))).body)
    expect(await post({ assetId, calendar: null })).toEqual({ calendar: 'PLAN_WITHOUT_TRIGGER' })
    expect(await post({})).toEqual({ assetId: 'exactlyOne' })
    expect(await post({ assetId, typeId: backhoes })).toEqual({ assetId: 'exactlyOne' })
    expect(await post({ assetId, meter: { every: 5_000, kind: 'KM' } })).toEqual({ meter: 'noSuchMeter' })
    expect(await post({ assetId, calendar: { every: 1, unit: 'year' }, months: [1] })).toEqual({
      months: 'PLAN_NEVER_DUE',
    })
    const levels = [{ name: '500 h', multiple: 2, tasks: [] }]
    expect(await post({ assetId, levels })).toEqual({ levels: 'PLAN_NO_BASE' })
  })

  it('of a type reaches the sites of whoever makes it', async () => {
    const north = await shop.addUnit()
    const south = await shop.addUnit(test.sites.south)
    const body = planBody({ name: 'Retroexcavadoras', typeId: backhoes, ...everyTwoHundredFifty })
    expect(errors((await test.supervisor.post('/plans', body)).body)).toEqual({ siteId: 'required' })
    const outside = await test.supervisor.post('/plans', { ...body, siteId: test.sites.south })
    expect(errors(outside.body)).toEqual({ siteId: 'unknown' })
    const { body: own } = await test.supervisor.post('/plans', { ...body, siteId: test.sites.north })
    const { body: all } = await test.admin.post('/plans', body)
    expect((await test.otherSupervisor.get(`/plans/${own.id}`)).status).toBe(404)
    expect((await test.supervisor.get(`/plans/${all.id}`)).body).toMatchObject({ mayManage: false })
    expect((await test.supervisor.patch(`/plans/${all.id}`, { name: 'Otro' })).status).toBe(403)
    const ids = async (caller: typeof test.admin) =>
      ((await caller.get(`/plans/${all.id}/units`)).body.items as { asset: { id: string } }[]).map(
        ({ asset }) => asset.id,
      )
    expect(await ids(test.supervisor)).toContain(north)
    expect(await ids(test.supervisor)).not.toContain(south)
    expect(await ids(test.otherSupervisor)).toContain(south)
    expect((await test.operator.get('/plans')).status).toBe(403)
    for (const { id } of [own, all]) await test.admin.post(`/plans/${id}/archive`)
    const listed = (await test.admin.get('/plans?state=ARCHIVED')).body.items.map((item: { id: string }) => item.id)
    expect(listed).toEqual(expect.arrayContaining([own.id, all.id]))
  })

  it('changes under If-Match, and what comes next follows the new rule', async () => {
    clock.now = on('01-04')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({ assetId, startsOn: '2027-01-10' })
    await shop.generate(on('01-10'))
    await shop.complete((await shop.orders(id))[0]!.id)
    const change = { calendar: { every: 2, unit: 'week' } }
    expect((await test.admin.patch(`/plans/${id}`, change, { 'if-match': '"7"' })).status).toBe(412)
    expect((await test.admin.patch(`/plans/${id}`, change, { 'if-match': '"1"' })).body.version).toBe(2)
    const next = async () => (await test.admin.get(`/plans/${id}/units`)).body.items[0].next[0].on
    expect(await next()).toBe('2027-01-24')
    expect((await test.admin.patch(`/plans/${id}`, { calendar: null })).status).toBe(400)
  })

  it('paused opens nothing and owes nothing of the pause', async () => {
    clock.now = on('01-04')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({ assetId, startsOn: '2027-01-10' })
    expect((await test.admin.post(`/plans/${id}/pause`, { reason: 'Unidad en venta' })).status).toBe(200)
    expect((await test.admin.post(`/plans/${id}/units/${assetId}/raise`)).body.code).toBe('plan.paused')
    await shop.generate(on('03-15'))
    expect(await shop.orders(id)).toEqual([])
    expect((await test.admin.post(`/plans/${id}/resume`)).status).toBe(200)
    expect((await test.admin.post(`/plans/${id}/resume`)).body.code).toBe('plan.notPaused')
    await shop.generate(on('03-16'))
    expect(await shop.orders(id)).toEqual([])
    expect((await test.admin.get(`/plans/${id}/units`)).body.items[0].next[0].on).toBe('2027-04-10')
  })

  it('skips a due date with a reason, opens one early, and never two', async () => {
    clock.now = on('05-01')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({ assetId, startsOn: '2027-05-20' })
    const path = `/plans/${id}/units/${assetId}`
    expect((await test.supervisor.post(`${path}/skip`, { reason: 'Recién hecha' })).status).toBe(204)
    const unit = async () => (await test.admin.get(`/plans/${id}/units`)).body.items[0]
    expect(await unit()).toMatchObject({ last: { on: '2027-05-20', outcome: 'SKIPPED', reason: 'Recién hecha' } })
    const { status, body } = await test.supervisor.post(`${path}/raise`)
    expect(status).toBe(201)
    expect((await unit()).openOrder.id).toBe(body.id)
    expect((await test.supervisor.post(`${path}/raise`)).body.code).toBe('plan.orderOpen')
    expect((await test.supervisor.post(`${path}/skip`, { reason: 'x' })).body.code).toBe('plan.orderOpen')
    await shop.complete(body.id)
    const { body: next } = await test.supervisor.post(`${path}/raise`)
    const reopened = await test.supervisor.post(`/work-orders/${body.id}/reopen`, { reason: 'Faltó' })
    expect(reopened.body.code).toBe('workOrder.planHasOther')
    await shop.cancel(next.id)
    expect(await unit()).toMatchObject({
      openOrder: null,
      last: { outcome: 'CANCELLED' },
      next: [{ on: '2027-08-20' }, {}, {}, {}, {}],
    })
    expect((await test.otherSupervisor.post(`${path}/raise`)).status).toBe(404)
  })

  it('an order that a wrong reading opened and somebody cancelled uses up no service', async () => {
    clock.now = on('06-01')
    const assetId = await shop.addUnit()
    await shop.read(assetId, 100)
    const { id } = await shop.plan({ assetId, ...everyTwoHundredFifty, levels: planBody({}).levels })
    clock.now = on('08-20')
    const { body: wrong } = await shop.read(assetId, 1_001)
    await shop.generate()
    await test.admin.post(`/readings/${wrong.id}/void`, { reason: 'Mal leído' })
    await shop.cancel((await shop.orders(id))[0]!.id)
    await shop.read(assetId, 240, on('08-19'))
    await shop.generate(on('08-21'))
    expect((await test.admin.get(`/plans/${id}/units`)).body.items[0].next[0].meter).toBe(500)
    expect(await shop.orders(id)).toHaveLength(2)
  })
})

describe('what is to come', () => {
  it('is previewed while the plan is being written, projected from the unit’s own use', async () => {
    clock.now = on('09-01')
    const assetId = await shop.addUnit()
    for (const [day, value] of [
      ['01', 0],
      ['11', 80],
      ['21', 160],
    ] as const)
      await shop.read(assetId, value, on(`08-${day}`))
    const { status, body } = await test.admin.post('/plans/preview', planBody({ assetId, ...everyTwoHundredFifty }))
    expect(status).toBe(200)
    expect(body).toMatchObject({ units: 1, items: [{ meter: { total: 160, use: { perDay: 8, n: 3 } } }] })
    expect(body.items[0].next).toHaveLength(5)
    expect(body.items[0].next[0]).toMatchObject({ on: '2027-09-02', meter: 250, service: '250 h', hours: 1 })
    expect(body.items[0].next[3]).toMatchObject({ meter: 1_000, service: '1000 h', tasks: 3, hours: 5 })
    expect((await test.admin.get('/plans?q=Mantención')).body.items.every((item: { name: string }) => item.name)).toBe(
      true,
    )
  })

  it('shows in the calendar, the forecast and the feed of whoever may see it', async () => {
    clock.now = on('09-01')
    const assetId = await shop.addUnit()
    const { id } = await shop.plan({
      assetId,
      name: 'Engrase, semanal; ñandú',
      calendar: { every: 1, unit: 'week' },
      startsOn: '2027-09-03',
    })
    await shop.generate(on('09-02'))
    const range = 'from=2027-09-01&to=2027-09-30'
    const { body } = await test.supervisor.get(`/plans/calendar?${range}`)
    const own = body.items.filter((item: { plan: { id: string } }) => item.plan.id === id)
    expect(own.map((item: { on: string }) => item.on)).toEqual(['2027-09-03', '2027-09-10', '2027-09-17', '2027-09-24'])
    expect(own.map((item: { order: object | null }) => item.order !== null)).toEqual([true, false, false, false])
    expect(body.holidays.map((day: { on: string }) => day.on)).toEqual(['2027-09-17', '2027-09-18', '2027-09-19'])
    expect((await test.otherSupervisor.get(`/plans/calendar?${range}`)).body.items).toEqual([])
    const forecast = (await test.supervisor.get('/plans/forecast')).body
    expect(forecast.months).toHaveLength(12)
    expect(forecast.plans.find((row: { plan: { id: string } }) => row.plan.id === id).orders).toBe(52)

    const { body: feed } = await test.supervisor.post('/plans/feed')
    const read = (path: string) => test.anonymous({ method: 'GET', url: path.replace('/api/v1', '') })
    const answer = await read(feed.path)
    const text = answer.body.toString('utf8') as string
    expect(answer.headers['content-type']).toContain('text/calendar')
    expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true)
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(text.replaceAll('\r\n ', '')).toContain('Engrase\\, semanal\\; ñandú')
    const { body: again } = await test.supervisor.post('/plans/feed')
    expect((await read(feed.path)).status).toBe(404)
    expect((await read(again.path)).status).toBe(200)
    expect((await test.supervisor.delete('/plans/feed')).status).toBe(204)
    expect((await read(again.path)).status).toBe(404)
  })
})
