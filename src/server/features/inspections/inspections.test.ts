import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { forgetOldDrafts } from './jobs.ts'
import { answersTo, draftPhoto, type Sheet, sheetOf, submission, submit } from './testing.ts'

let test: TestApp
let sheet: Sheet
let unit: { id: string; code: string }

const newUnit = async (typeCode = 'SUPERSUCKER') =>
  (await addUnit(test, test.supervisor, { typeCode, commissionedOn: '2026-01-01' })).body
beforeAll(async () => {
  test = await openTestApp()
  unit = await newUnit()
  sheet = await sheetOf(test.supervisor, unit.id)
})
afterAll(() => test.close())

const ordersOf = async (assetId: string) =>
  (await test.supervisor.get(`/work-orders?assetId=${assetId}`)).body.items as { id: string; number: string }[]
const unitNow = async (id: string) => (await test.supervisor.get(`/assets/${id}`)).body
const rows = (statement: ReturnType<typeof sql>) => test.runtime.database.db.rows(statement)

describe('an inspection where all is well', () => {
  it('is recorded with its number, score and verdict, and the meter by the meters’ rules', async () => {
    const { status, body } = await submit(
      test.supervisor,
      submission(unit.id, sheet, { readings: [{ meter: 'HOURS', value: 120 }], noReadingReason: null }),
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({ score: 100, verdict: 'APPROVED', cleared: true, passed: 15, total: 15, failures: 0 })
    expect(body.number).toMatch(/^INS-\d{4}-000001$/)
    expect(body.hash).toMatch(/^[0-9a-f]{64}$/)
    expect((await unitNow(unit.id)).meters[0]).toMatchObject({ meter: 'HOURS', total: 120 })
    const lower = submission(unit.id, sheet, { readings: [{ meter: 'HOURS', value: 80 }] })
    expect(await submit(test.supervisor, lower)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'readings.0.value', code: 'READING_LOWER' }] },
    })
    expect(await ordersOf(unit.id)).toEqual([])
  })

  it('needs the meter, or why it cannot be read', async () => {
    const without = submission(unit.id, sheet, { noReadingReason: null })
    expect((await submit(test.supervisor, without)).body).toMatchObject({
      errors: [{ field: 'readings', code: 'required' }],
    })
    const km = submission(unit.id, sheet, { readings: [{ meter: 'KM', value: 5 }], noReadingReason: null })
    expect((await submit(test.supervisor, km)).status).toBe(400)
  })

  it('is recorded once, however often and however parallel it is sent', async () => {
    const body = submission(unit.id, sheet)
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit(test.supervisor, body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
  })

  it('takes a device’s clock that runs ahead as now', async () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString()
    const { body } = await submit(test.supervisor, submission(unit.id, sheet, { startedAt: ahead, finishedAt: ahead }))
    expect(Date.parse(body.finishedAt)).toBeLessThanOrEqual(Date.now())
  })
})

describe('a failed critical point', () => {
  it('stops the unit, opens an order and alerts, all in the transaction of the inspection', async () => {
    const truck = await newUnit()
    const photo = await draftPhoto(test, test.supervisor, 'red')
    const answers = answersTo(sheet, { 'brakes.service': { photoIds: [photo], note: 'Pedal largo' } })
    const { status, body } = await submit(test.supervisor, submission(truck.id, sheet, { answers }))
    expect(status).toBe(201)
    expect(body).toMatchObject({ score: 93.3, verdict: 'APPROVED', cleared: false, failures: 1 })
    const order = (await test.supervisor.get(`/work-orders/${body.workOrder!.id}`)).body
    expect(order).toMatchObject({
      title: 'Falla crítica: Frenos',
      category: 'CORRECTIVE',
      priority: 'URGENT',
      origin: 'INSPECTION',
      tasks: [{ text: '¿El freno de servicio funciona bien?' }],
      asset: { id: truck.id, status: 'STOPPED', statusReason: `No habilitado: Frenos (${body.number})` },
    })
    expect(order.description).toContain('Pedal largo')
    const causes = (await test.supervisor.get(`/inspections?workOrderId=${order.id}`)).body.items
    expect(causes.map(({ id }: { id: string }) => id)).toEqual([body.id])
    expect(order.downtimeFrom).not.toBeNull()
    const told = await rows(sql`SELECT DISTINCT action FROM audit_entry WHERE request_id = (
      SELECT request_id FROM audit_entry WHERE entity_type = 'inspection' AND entity_id = ${body.id})`)
    expect(told.map(({ action }) => action).sort()).toEqual([
      'asset.statusChanged',
      'inspection.submitted',
      'workOrder.created',
    ])
    const { blockedBy, last } = (await test.supervisor.get(`/assets/${truck.id}/inspections`)).body
    expect(blockedBy).toMatchObject([
      {
        inspection: { id: body.id },
        workOrder: { id: order.id, status: 'PENDING' },
        points: [{ es: order.tasks[0].text }],
      },
    ])
    expect(last.id).toBe(body.id)
    await test.supervisor.post(`/work-orders/${order.id}/cancel`, { reason: 'Probado en taller' })
    expect((await test.supervisor.get(`/assets/${truck.id}/inspections`)).body.blockedBy).toEqual([])
  })

  it('leaves nothing behind when anything of it is refused', async () => {
    const truck = await newUnit()
    const before = await rows(sql`SELECT count(*) AS n FROM audit_entry`)
    const answers = answersTo(sheet, { 'brakes.service': {}, 'engine.oil-level': { severity: null } })
    const { status, body } = await submit(test.supervisor, submission(truck.id, sheet, { answers }))
    expect({ status, body }).toMatchObject({
      status: 422,
      body: {
        code: 'inspection.incomplete',
        errors: [
          { field: 'answers.engine.oil-level', code: 'ANSWER_SEVERITY_REQUIRED' },
          { field: 'answers.brakes.service', code: 'ANSWER_PHOTO_REQUIRED' },
        ],
      },
    })
    const photo = await draftPhoto(test, test.supervisor, 'black')
    const unknown = answersTo(sheet, { 'brakes.service': { photoIds: [photo, v7()] } })
    expect((await submit(test.supervisor, submission(truck.id, sheet, { answers: unknown }))).status).toBe(422)
    expect(await ordersOf(truck.id)).toEqual([])
    expect((await unitNow(truck.id)).status).toBe('OPERATING')
    const added = await rows(sql`SELECT action FROM audit_entry WHERE seq > ${before[0]!.n} AND action <> 'file.added'`)
    expect(added).toEqual([])
    const whole = answersTo(sheet, { 'brakes.service': { photoIds: [photo] } })
    expect((await submit(test.supervisor, submission(truck.id, sheet, { answers: whole }))).status).toBe(201)
  })

  it('that an open order stands for already opens no other', async () => {
    const truck = await newUnit()
    const failing = async (point: string, colour: string) => {
      const photo = await draftPhoto(test, test.supervisor, colour)
      const answers = answersTo(sheet, { [point]: { photoIds: [photo] } })
      return (await submit(test.supervisor, submission(truck.id, sheet, { answers }))).body.workOrder!.id
    }
    const first = await failing('tank.leaks', 'blue')
    expect(await failing('tank.leaks', 'navy')).toBe(first)
    expect(await failing('brakes.parking', 'green')).not.toBe(first)
    expect(await ordersOf(truck.id)).toHaveLength(2)
  })
})

describe('pictures', () => {
  it('are the author’s own, belong to one point, and cannot be changed once sent', async () => {
    const theirs = await draftPhoto(test, test.admin, 'gray')
    const photo = await draftPhoto(test, test.supervisor, 'teal')
    const sent = (failed: Parameters<typeof answersTo>[1]) =>
      submit(test.supervisor, submission(unit.id, sheet, { answers: answersTo(sheet, failed) }))
    expect((await sent({ 'engine.coolant': { photoIds: [theirs] } })).body).toMatchObject({
      errors: [{ field: 'answers.engine.coolant', code: 'unknown' }],
    })
    const twice = { 'engine.coolant': { photoIds: [photo] }, 'engine.oil-leaks': { photoIds: [photo] } }
    expect((await sent(twice)).body).toMatchObject({ errors: [{ code: 'duplicate' }] })
    const { status, body } = await sent({ 'engine.coolant': { photoIds: [photo] } })
    expect(status).toBe(201)
    expect((await test.supervisor.get(`/files/${photo}`)).status).toBe(200)
    expect((await test.otherSupervisor.get(`/files/${photo}`)).status).toBe(404)
    expect(await test.supervisor.delete(`/files/${photo}`)).toMatchObject({
      status: 409,
      body: { code: 'inspection.immutable' },
    })
    expect((await test.supervisor.get(`/files?ownerType=inspection&ownerId=${body.id}`)).body.items).toHaveLength(1)
    expect(
      (await test.otherSupervisor.get(`/files?ownerType=inspectionDraft&ownerId=${test.admin.personId}`)).status,
    ).toBe(404)
  })

  it('of drafts that nobody sent go after a month', async () => {
    const [old, recent] = [await draftPhoto(test, test.admin, 'pink'), await draftPhoto(test, test.admin, 'plum')]
    await rows(sql`UPDATE file SET created_at = created_at - interval '31 days' WHERE id = ${old}`)
    await forgetOldDrafts(test.runtime)
    expect((await test.admin.get(`/files/${old}`)).status).toBe(404)
    expect((await test.admin.get(`/files/${recent}`)).status).toBe(200)
  })
})

describe('whoever looks', () => {
  it('sees the inspections of their sites, operators their own', async () => {
    const truck = await newUnit()
    const order = { title: 'Ver', assetId: truck.id, priority: 'LOW', assigneeId: test.operator.personId }
    const [type] = (await test.admin.get('/order-types')).body.items
    expect((await test.supervisor.post('/work-orders', { ...order, typeId: type.id })).status).toBe(201)
    const mine = (await submit(test.operator, submission(truck.id, sheet))).body
    const other = (await submit(test.supervisor, submission(truck.id, sheet))).body
    const listed = async (by: typeof test.operator) =>
      (await by.get(`/inspections?assetId=${truck.id}`)).body.items.map(({ id }: { id: string }) => id)
    expect(await listed(test.supervisor)).toEqual([other.id, mine.id])
    expect(await listed(test.operator)).toEqual([mine.id])
    expect(await listed(test.otherSupervisor)).toEqual([])
    expect((await test.operator.get(`/inspections/${other.id}`)).status).toBe(404)
    expect((await submit(test.otherOperator, submission(truck.id, sheet))).body).toMatchObject({
      errors: [{ field: 'assetId', code: 'unknown' }],
    })
    expect((await test.operator.post(`/inspections/${mine.id}/correct`, {})).status).toBe(403)
    expect((await test.otherSupervisor.get(`/inspections/${mine.id}/inspection.pdf`)).status).toBe(404)
  })

  it('learns of haste only when they supervise', async () => {
    const truck = await newUnit()
    const [type] = (await test.admin.get('/order-types')).body.items
    const order = { title: 'Ver', assetId: truck.id, priority: 'LOW', assigneeId: test.operator.personId }
    await test.supervisor.post('/work-orders', { ...order, typeId: type.id })
    const hurried = async (colour: string) => {
      const photo = await draftPhoto(test, test.operator, colour)
      const answers = answersTo(sheet, { 'engine.coolant': { photoIds: [photo] } })
      const sectionTimes = sheet.sections.map(({ id }) => ({ sectionId: id, seconds: id === 'engine' ? 1 : 60 }))
      return (await submit(test.operator, submission(truck.id, sheet, { answers, sectionTimes }))).body
    }
    const [first, second] = [await hurried('lime'), await hurried('lime')]
    const seen = (await test.supervisor.get(`/inspections/${second.id}`)).body
    expect(seen.hints).toMatchObject({
      hurriedSections: [{ sectionId: 'engine', seconds: 1, points: 3 }],
      samePhotos: [{ pointId: 'engine.coolant', inspection: { id: first.id, number: first.number } }],
    })
    expect((await test.supervisor.get('/inspections')).body.items[0].hurried).toBe(true)
    const own = (await test.operator.get(`/inspections/${second.id}`)).body
    expect([own.hints, own.hurried, second.hints]).toEqual([undefined, undefined, undefined])
    expect((await test.operator.get('/inspections')).body.items[0]).not.toHaveProperty('hurried')
  })
})

it('pages through inspections without losing or repeating any', async () => {
  const truck = await newUnit()
  for (let i = 0; i < 5; i++) await submit(test.supervisor, submission(truck.id, sheet))
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const more: string = cursor ? `&cursor=${cursor}` : ''
    const { body } = await test.supervisor.get(`/inspections?assetId=${truck.id}&limit=2${more}`)
    seen.push(...body.items.map(({ number }: { number: string }) => number))
    cursor = body.nextCursor
  }
  expect(seen).toHaveLength(5)
  expect(seen).toEqual([...seen].sort().reverse())
})
