import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit, failureCodes, orderTypeId } from '../../testing/orders.ts'
import { asset } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'

let test: TestApp
let unit: string
let southern: string
let inspection: string
const now = '2026-06-10T14:00:00.000Z'

beforeAll(async () => {
  test = await openTestApp({ now: () => now })
  unit = await addUnit(test, test.sites.north, 'RE-01')
  southern = await addUnit(test, test.sites.south, 'RE-90')
  inspection = await orderTypeId(test, 'INSPECTION')
})
afterAll(() => test.close())

async function open(given: object = {}, caller: Caller = test.admin) {
  const answer = await caller.post('/work-orders', {
    title: 'Revisar frenos',
    assetId: unit,
    typeId: inspection,
    priority: 'MEDIUM',
    ...given,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const numbers = async (query: string, caller: Caller = test.supervisor): Promise<string[]> => {
  const { status, body } = await caller.get(`/work-orders?limit=200&${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items.map((item: { number: string }) => item.number)
}

describe('the list', () => {
  it('shows each role its own orders', async () => {
    const mine = await open({ assigneeId: test.operator.personId })
    const north = await open()
    const south = await open({ assetId: southern })
    const visible = async (caller: Caller) => {
      const seen = await numbers('', caller)
      return [mine, north, south].map((order) => seen.includes(order.number))
    }
    expect(await visible(test.admin)).toEqual([true, true, true])
    expect(await visible(test.supervisor)).toEqual([true, true, false])
    expect(await visible(test.otherSupervisor)).toEqual([false, false, true])
    expect(await visible(test.operator)).toEqual([true, false, false])
    for (const [caller, order] of [
      [test.supervisor, south],
      [test.operator, north],
      [test.otherOperator, mine],
    ] as const) {
      expect((await caller.get(`/work-orders/${order.id}`)).status).toBe(404)
    }
  })

  it('filters by what a planner asks for', async () => {
    const due = await open({ title: 'Cambio de ñandú', dueAt: '2026-06-10T03:30:00Z', priority: 'URGENT' })
    const held = await open({ scheduledOn: '2026-06-15', assigneeId: test.operator.personId, system: 'BRAKES' })
    await test.admin.post(`/work-orders/${held.id}/start`, {})
    await test.admin.post(`/work-orders/${held.id}/hold`, { holdReason: 'PARTS' })
    const part = await addUnit(test, test.sites.north, 'BOMBA-7')
    await test.runtime.database.db.update(asset).set({ parentId: unit }).where(eq(asset.id, part))
    const ofPart = await open({ assetId: part })
    const all = [due.number, held.number, ofPart.number]
    const found = async (query: string) => (await numbers(query)).filter((number) => all.includes(number)).sort()
    expect(await found('q=NANDU')).toEqual([due.number])
    expect(await found('q=bomba-7')).toEqual([ofPart.number])
    expect(await found(`q=${due.number.slice(3)}`)).toEqual([due.number])
    expect(await found(`q=${Number(due.number.slice(8))}`)).toEqual([due.number])
    expect(await found(`q=ot 2026 ${Number(due.number.slice(8))}`)).toEqual([due.number])
    expect(await found(`q=${due.number.slice(0, 10)}`)).toEqual(all)
    expect(await found('q=2025')).toEqual([])
    expect(await found('q=100%25')).toEqual([])
    expect(await found('status=ON_HOLD,COMPLETED')).toEqual([held.number])
    expect(await found('holdReason=PARTS')).toEqual([held.number])
    expect(await found('holdReason=APPROVAL')).toEqual([])
    expect(await found('priority=URGENT')).toEqual([due.number])
    expect(await found('category=INSPECTION')).toEqual(all)
    expect(await found(`assetId=${unit}`)).toEqual([due.number, held.number])
    expect(await found(`assetId=${unit}&components=true`)).toEqual(all)
    expect(await found('assigneeId=none')).toEqual([due.number, ofPart.number])
    expect(await found(`assigneeId=${test.operator.personId}`)).toEqual([held.number])
    expect(await found('overdue=true')).toEqual([due.number])
    // 03:30 UTC is still the ninth in Chile.
    expect(await found('dueFrom=2026-06-09&dueTo=2026-06-09')).toEqual([due.number])
    expect(await found('dueFrom=2026-06-10')).toEqual([])
    expect(await found('scheduledFrom=2026-06-15&scheduledTo=2026-06-15')).toEqual([held.number])
    expect(await found('system=BRAKES')).toEqual([held.number])
    expect(await found(`siteId=${test.sites.south}`)).toEqual([])
    expect((await test.supervisor.get('/work-orders?colour=red')).status).toBe(400)
  })

  it('pages through every sort without losing or repeating a row', async () => {
    for (let i = 0; i < 7; i++) await open({ dueAt: i % 3 ? `2026-07-0${(i % 2) + 1}T12:00:00Z` : null })
    const total = (await numbers('')).length
    for (const sort of ['reportedAt', 'dueAt', 'priority', 'number', 'status', 'completedAt', 'updatedAt']) {
      for (const direction of ['', '-']) {
        const seen: string[] = []
        let cursor: string | null = ''
        while (cursor !== null) {
          const { body }: { body: { items: { number: string }[]; nextCursor: string | null } } =
            await test.supervisor.get(
              `/work-orders?limit=3&sort=${direction}${sort}${cursor ? `&cursor=${cursor}` : ''}`,
            )
          seen.push(...body.items.map((item) => item.number))
          cursor = body.nextCursor
        }
        expect(new Set(seen).size, direction + sort).toBe(total)
        expect(seen.length, direction + sort).toBe(total)
      }
    }
    const urgency = await test.supervisor.get('/work-orders?sort=-priority&limit=1')
    expect(urgency.body.items[0].priority).toBe('URGENT')
  })

  it('counts what it lists', async () => {
    const { body } = await test.supervisor.get('/work-orders/counts')
    const sum = body.items.reduce((total: number, row: { count: number }) => total + row.count, 0)
    expect(sum).toBe((await numbers('')).length)
    const held = body.items.find((row: { status: string }) => row.status === 'ON_HOLD')
    expect(held).toMatchObject({ holdReason: 'PARTS', count: 1 })
    const own = await test.operator.get('/work-orders/counts?status=ON_HOLD')
    expect(own.body.items).toHaveLength(1)
  })

  it('places orders on the days of a calendar: all are counted, the most urgent open ones are named', async () => {
    // 03:30 UTC of the 2nd is still the 1st in Santiago.
    const on = (priority: string, more: object = {}) =>
      open({ priority, scheduledOn: '2026-09-01', dueAt: '2026-09-02T03:30:00.000Z', ...more })
    const low = await on('LOW')
    const urgent = await on('URGENT', { assigneeId: test.operator.personId })
    const cancelled = await on('URGENT')
    expect((await test.admin.post(`/work-orders/${cancelled.id}/cancel`, { reason: 'Repetida' })).status).toBe(200)
    await on('MEDIUM', { scheduledOn: '2026-09-30' })
    await on('URGENT', { assetId: southern })
    const month = async (query: string, caller: Caller = test.supervisor) => {
      const { status, body } = await caller.get(`/work-orders/calendar?from=2026-08-31&${query}`)
      expect(status, JSON.stringify(body)).toBe(200)
      return body.items.map(
        ({ date, count, orders }: { date: string; count: number; orders: { number: string }[] }) => [
          date,
          count,
          ...orders.map(({ number }) => number),
        ],
      )
    }
    expect(await month('days=35&perDay=2')).toMatchObject([
      ['2026-09-01', 3, urgent.number, low.number],
      ['2026-09-30', 1, expect.stringMatching(/^OT-/)],
    ])
    expect(await month('days=7')).toEqual([['2026-09-01', 3, urgent.number, low.number, cancelled.number]])
    expect(await month('by=due&days=2&perDay=1')).toEqual([['2026-09-01', 4, urgent.number]])
    expect(await month('days=1')).toEqual([])
    expect(await month('days=7&status=CANCELLED')).toEqual([['2026-09-01', 1, cancelled.number]])
    expect(await month('', test.operator)).toEqual([['2026-09-01', 1, urgent.number]])
    const bad = await test.supervisor.get('/work-orders/calendar?from=2026-02-30&days=43&perDay=0')
    expect(bad.status).toBe(400)
    expect(bad.body.errors.map(({ field }: { field: string }) => field).sort()).toEqual(['days', 'from', 'perDay'])
  })

  it('weighs open work against each person’s week', async () => {
    await open({ assigneeId: test.operator.personId, estimatedHours: 32.5 })
    const { body } = await test.supervisor.get('/work-orders/workload')
    const mine = body.items.find((row: { person: { id: string } | null }) => row.person?.id === test.operator.personId)
    expect(mine).toMatchObject({ weeklyHours: 45, estimatedHours: 32.5 })
    expect(body.items[0].person, 'what nobody has comes first').toBeNull()
    expect((await test.operator.get('/work-orders/workload')).status).toBe(403)
  })
})

describe('an order', () => {
  it('is numbered in the year of the company’s zone and remembers what was given', async () => {
    const order = await open({ tasks: ['Soltar ruedas', 'Medir discos'], description: 'Chirría' })
    expect(order.number).toMatch(/^OT-2026-\d{6}$/)
    expect(order).toMatchObject({ description: 'Chirría', status: 'PENDING', origin: 'MANUAL', version: 1 })
    expect(order.tasks.map((task: { text: string }) => task.text)).toEqual(['Soltar ruedas', 'Medir discos'])
  })

  it('never shows costs to an operator', async () => {
    const order = await open({ assigneeId: test.operator.personId })
    await test.operator.post(`/work-orders/${order.id}/start`, {})
    await test.admin.post(`/work-orders/${order.id}/services`, { description: 'Torno', cost: 12_345 })
    await test.operator.post(`/work-orders/${order.id}/labour`, { date: '2026-06-09', hours: 1 })
    const answers = [
      await test.operator.get(`/work-orders/${order.id}`),
      await test.operator.get('/work-orders'),
      await test.operator.post(`/work-orders/${order.id}/comments`, { text: 'Listo' }),
    ]
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/cost|rate|12345/i)
    const { body } = await test.supervisor.get(`/work-orders/${order.id}`)
    expect(body.cost.services).toBe(12_345)
    expect((await test.operator.post(`/work-orders/${order.id}/services`, { description: 'x', cost: 1 })).status).toBe(
      403,
    )
  })

  it('can be reported by a mechanic on a unit of theirs, and no other', async () => {
    await open({ assigneeId: test.operator.personId })
    const report = (assetId: string) =>
      test.operator.post('/work-orders/report', { assetId, what: 'Fuga', canMove: true })
    expect((await report(unit)).body).toMatchObject({ status: 'PENDING', category: 'CORRECTIVE', origin: 'REQUEST' })
    expect((await report(southern)).body.errors).toMatchObject([{ field: 'assetId', code: 'unknown' }])
  })

  it('keeps its tasks in order, ticked by whom', async () => {
    const order = await open({ assigneeId: test.operator.personId, tasks: ['uno', 'dos'] })
    const added = await test.supervisor.post(`/work-orders/${order.id}/tasks`, { text: 'tres' })
    const ids = added.body.tasks.map((task: { id: string }) => task.id)
    const moved = await test.supervisor.put(`/work-orders/${order.id}/tasks/order`, { ids: [ids[2], ids[0], ids[1]] })
    expect(moved.body.tasks.map((task: { text: string }) => task.text)).toEqual(['tres', 'uno', 'dos'])
    const incomplete = await test.supervisor.put(`/work-orders/${order.id}/tasks/order`, { ids: ids.slice(1) })
    expect(incomplete.status).toBe(400)
    const ticked = await test.operator.put(`/work-orders/${order.id}/tasks/${ids[0]}/done`, { done: true })
    expect(ticked.body.tasks[1]).toMatchObject({ text: 'uno', doneBy: { id: test.operator.personId } })
    expect((await test.operator.post(`/work-orders/${order.id}/tasks`, { text: 'x' })).status).toBe(403)
    const removed = await test.supervisor.delete(`/work-orders/${order.id}/tasks/${ids[1]}`)
    expect(removed.body.tasks).toHaveLength(2)
  })

  it('refuses people who left, units that left, codes of the wrong list', async () => {
    const gone = await test.signIn('OPERATOR', test.sites.north)
    const { db } = test.runtime.database
    await db.update(person).set({ deactivatedAt: now }).where(eq(person.id, gone.personId))
    const order = await open()
    const assigned = await test.supervisor.post(`/work-orders/${order.id}/assign`, { assigneeId: gone.personId })
    expect(assigned.body.errors[0]).toMatchObject({ field: 'assigneeId', code: 'inactive' })
    const retired = await addUnit(test, test.sites.north, 'RE-77')
    await db.update(asset).set({ archivedAt: now }).where(eq(asset.id, retired))
    const body = { title: 'x', typeId: inspection, priority: 'LOW' }
    expect((await test.supervisor.post('/work-orders', { ...body, assetId: retired })).body.code).toBe(
      'record.archived',
    )
    const codes = await failureCodes(test)
    const wrong = await test.supervisor.patch(`/work-orders/${order.id}`, { failureModeId: codes.failureActionId })
    expect(wrong.body.errors[0]).toMatchObject({ field: 'failureModeId', code: 'unknown' })
  })
})

describe('changing many', () => {
  it('changes all, or none with the reason of each', async () => {
    const orders = [await open(), await open(), await open()]
    const ids = orders.map(({ id }) => id)
    const change = (body: object) => test.supervisor.post('/work-orders/bulk', { ids, change: body })
    expect((await change({ kind: 'assign', assigneeId: test.operator.personId })).body).toEqual({ changed: 3 })
    expect((await change({ kind: 'schedule', scheduledOn: '2026-07-01' })).body.changed).toBe(3)
    await test.admin.post(`/work-orders/${ids[1]}/cancel`, { reason: 'x' })
    const south = await open({ assetId: southern })
    ids.push(south.id)
    const refused = await change({ kind: 'cancel', reason: 'Sin presupuesto' })
    expect([refused.status, refused.body.code]).toEqual([409, 'workOrder.bulkRefused'])
    expect(refused.body.errors).toMatchObject([
      { field: south.id, code: 'unknown' },
      { field: orders[1].number, code: 'statusForbids', message: 'La orden está anulada.' },
    ])
    expect((await test.supervisor.get(`/work-orders/${ids[0]}`)).body).toMatchObject({
      status: 'PENDING',
      scheduledOn: '2026-07-01',
      assignee: { id: test.operator.personId },
    })
    ids.splice(0, ids.length, orders[0].id, orders[2].id)
    expect((await change({ kind: 'cancel', reason: 'Sin presupuesto' })).body.changed).toBe(2)
  })
})

describe('who could do it', () => {
  it('ranks people by skill, time, record and place, with the reasons', async () => {
    const expert = await test.signIn('OPERATOR', test.sites.north, 'Experta')
    const { db } = test.runtime.database
    await db
      .update(person)
      .set({ skills: ['BACKHOE', 'BRAKES'] })
      .where(eq(person.id, expert.personId))
    const order = await open({ system: 'BRAKES' })
    const { body } = await test.supervisor.get(`/work-orders/${order.id}/assignees`)
    expect(body.items[0].person).toEqual({ id: expert.personId, name: 'Experta' })
    // skill 1, free 1, no record ½, same site 1
    expect(body.items[0].score).toBeCloseTo(0.35 + 0.25 + 0.125 + 0.15)
    expect(body.items[0].reasons.map((reason: { code: string }) => reason.code)).toEqual([
      'KNOWS_TYPE_AND_SYSTEM',
      'WORKLOAD',
      'NO_TRACK_RECORD',
      'SAME_SITE',
    ])
    const names = body.items.map((item: { person: { id: string } }) => item.person.id)
    expect(names).not.toContain(test.supervisor.personId)
    expect((await test.operator.get(`/work-orders/${order.id}/assignees`)).status).toBe(403)
  })
})

describe('the record of a person', () => {
  it('counts half a year of orders, and as good those in time whose fault stayed away for thirty days', async () => {
    const steady = await test.signIn('OPERATOR', test.sites.north, 'Constante')
    const { failureModeId: leak, failureCauseId, ...others } = await failureCodes(test)
    const [wear] = await test.runtime.database.db.rows<{ id: string }>(
      sql`SELECT id FROM failure_code WHERE kind = 'MODE' AND id NOT IN (${leak}, ${failureCauseId}) LIMIT 1`,
    )
    expect(Object.keys(others)).toHaveLength(1)
    const corrective = await orderTypeId(test, 'CORRECTIVE')
    let made = 0
    const done = (row: { reported: string; completed: string; due?: string; mode?: string; category?: string }) => {
      made += 1
      const cancelled = row.category === 'CANCELLED'
      return test.runtime.database.db.rows(sql`
        INSERT INTO work_order (id, number, title, asset_id, site_id, type_id, category, priority, status, assignee_id,
          reported_at, due_at, completed_at, cancelled_at, failure_mode_id)
        VALUES (gen_random_uuid(), ${`OT-2020-${String(made).padStart(6, '0')}`}, 'Fuga', ${unit}, ${test.sites.north},
          ${corrective}, ${cancelled ? 'CORRECTIVE' : (row.category ?? 'CORRECTIVE')}, 'LOW',
          ${cancelled ? 'CANCELLED' : 'CLOSED'}, ${steady.personId}, ${row.reported}, ${row.due ?? null},
          ${cancelled ? null : row.completed}, ${cancelled ? row.completed : null}, ${row.mode ?? null})`)
    }
    const day = (date: string) => `2026-${date}T12:00:00Z`
    await done({ reported: day('03-01'), completed: day('03-02'), mode: leak })
    await done({ reported: day('04-30'), completed: day('05-01'), due: day('05-02'), mode: leak })
    await done({ reported: day('05-20'), completed: day('05-21'), mode: leak })
    await done({ reported: day('04-01'), completed: day('04-05'), due: day('04-02') })
    await done({ reported: day('04-01'), completed: day('04-05'), due: day('04-06'), category: 'INSPECTION' })
    await done({ reported: day('06-01'), completed: day('06-02'), mode: wear!.id })
    await done({ reported: day('06-03'), completed: day('06-04'), mode: wear!.id, category: 'CANCELLED' })
    await done({ reported: '2025-01-01T12:00:00Z', completed: '2025-01-02T12:00:00Z' })
    const order = await open()
    const { items } = (await test.supervisor.get(`/work-orders/${order.id}/assignees`)).body
    const { reasons } = items.find((item: { person: { id: string } }) => item.person.id === steady.personId)
    expect(reasons).toContainEqual(
      expect.objectContaining({ code: 'TRACK_RECORD', params: { completedOrders: 6, goodOrders: 4 } }),
    )
  })
})

describe('master data and views', () => {
  it('names who refers to a type, which may still be archived', async () => {
    const type = { code: 'LAVADO', nameEs: 'Lavado', nameEn: 'Wash', category: 'INSPECTION' }
    expect((await test.supervisor.post('/order-types', type)).status).toBe(403)
    const created = await test.admin.post('/order-types', type)
    expect(created.status).toBe(201)
    expect((await test.admin.post('/order-types', type)).body.code).toBe('record.duplicate')
    await open({ typeId: created.body.id })
    const removal = await test.admin.delete(`/order-types/${created.body.id}`)
    expect(removal.body.title).toBe('No se puede quitar: lo usan 1 registros (órdenes de trabajo).')
    const archived = await test.admin.patch(`/order-types/${created.body.id}`, { archived: true })
    expect(archived.body).toMatchObject({ archived: true, version: 2 })
    const late = await test.admin.post('/work-orders', {
      title: 'x',
      assetId: unit,
      typeId: created.body.id,
      priority: 'LOW',
    })
    expect(late.body.errors[0]).toMatchObject({ field: 'typeId', code: 'archived' })
    const unused = await test.admin.post('/order-types', { ...type, code: 'PINTURA' })
    expect((await test.admin.delete(`/order-types/${unused.body.id}`)).status).toBe(204)
    expect((await test.admin.delete(`/order-types/${inspection}`)).body.code).toBe('masterData.predefined')
  })

  it('offers a type’s own failure codes, or the ones for every type', async () => {
    const [backhoe] = await test.runtime.database.db.rows<{ id: string }>(
      sql`SELECT id FROM asset_type WHERE code = 'BACKHOE'`,
    )
    const own = await test.operator.get(`/failure-codes?assetTypeId=${backhoe!.id}`)
    expect(own.body.items).toHaveLength(36)
    expect(own.body.items.every((code: { assetTypeId: string }) => code.assetTypeId === backhoe!.id)).toBe(true)
    const unknown = await test.operator.get(`/failure-codes?assetTypeId=${test.sites.north}`)
    expect(unknown.body.items.every((code: { assetTypeId: null }) => code.assetTypeId === null)).toBe(true)
    const full = { assetTypeId: backhoe!.id, kind: 'MODE', code: 'NEW', nameEs: 'Nuevo', nameEn: 'New' }
    expect((await test.admin.post('/failure-codes', full)).body.code).toBe('failureCode.listFull')
    const ofNoType = await test.admin.post('/failure-codes', { ...full, assetTypeId: test.sites.north })
    expect(ofNoType.status).toBe(400)
    expect(ofNoType.body.errors[0].field).toBe('assetTypeId')
  })

  it('keeps each person’s views to themselves', async () => {
    const saved = await test.supervisor.post('/saved-views', { name: 'Hoy', filter: 'status=PENDING' })
    await test.supervisor.post('/saved-views', { name: 'Hoy', filter: 'overdue=true' })
    expect((await test.supervisor.get('/saved-views')).body.items).toEqual([
      { id: saved.body.id, name: 'Hoy', filter: 'overdue=true' },
    ])
    expect((await test.operator.get('/saved-views')).body.items).toEqual([])
    expect((await test.operator.delete(`/saved-views/${saved.body.id}`)).status).toBe(404)
    expect((await test.supervisor.delete(`/saved-views/${saved.body.id}`)).status).toBe(204)
  })
})
