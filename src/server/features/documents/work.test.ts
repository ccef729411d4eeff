import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { testServer } from '../../testing/database.ts'
import { addUnit, orderTypeId } from '../../testing/orders.ts'
import { longSessions } from '../plans/testing.ts'
import { remindOfExpiry } from './reminders.ts'
import { addedDocument, typeIds } from './testing.ts'

const clock = { today: '2026-11-25' }
let test: TestApp
let type: Record<string, string>
let preventive: string
beforeAll(async () => {
  test = await openTestApp({ now: () => `${clock.today}T15:00:00.000Z`, env: longSessions })
  type = await typeIds(test)
  preventive = await orderTypeId(test, 'PREVENTIVE')
})
afterAll(() => test.close())

let count = 0
async function unitWith(expiresOn: string) {
  count += 1
  const assetId = await addUnit(test, test.sites.north, `D-${count}`)
  const document = await addedDocument(test, assetId, type.SOAP!, expiresOn)
  return { assetId, document }
}
const order = (assetId: string, more: object = {}) =>
  test.supervisor.post('/work-orders', { title: 'Engrasar', assetId, typeId: preventive, priority: 'MEDIUM', ...more })
const overrides = (orderId: string) =>
  test.runtime.database.db.rows(
    sql`SELECT FROM audit_entry WHERE action = 'workOrder.readinessOverridden' AND entity_id = ${orderId}`,
  )

describe('assignment', () => {
  it('refuses a unit whose critical document has expired, with the reasons, until a supervisor says why', async () => {
    const { assetId } = await unitWith('2026-11-24')
    const assigneeId = test.operator.personId
    expect((await order(assetId, { assigneeId })).body).toMatchObject({ status: 422, code: 'assignment.notReady' })
    const { id } = (await order(assetId)).body
    const assign = (body: object) => test.supervisor.post(`/work-orders/${id}/assign`, { assigneeId, ...body })
    const refused = await assign({})
    expect([refused.status, refused.body.code]).toEqual([422, 'assignment.notReady'])
    expect(refused.body.errors).toMatchObject([
      { field: 'asset', code: 'DOCUMENT_EXPIRED', message: 'Seguro obligatorio (SOAP): venció el 24-11-2026.' },
    ])
    const bulk = { ids: [id], change: { kind: 'assign', assigneeId } }
    expect((await test.supervisor.post('/work-orders/bulk', bulk)).body.code).toBe('assignment.notReady')
    expect(await overrides(id)).toEqual([])
    expect((await assign({ overrideReason: 'Solo se mueve en el taller' })).status).toBe(200)
    expect(await overrides(id)).toHaveLength(1)
    // What was allowed for this order holds for whoever does it.
    expect((await test.operator.post(`/work-orders/${id}/start`, {})).status).toBe(200)
  })

  it('goes on with a reason when the order is made, and for many orders at once once all their reasons are known', async () => {
    const assigneeId = test.operator.personId
    const { assetId } = await unitWith('2026-11-23')
    const made = await order(assetId, { assigneeId, overrideReason: 'Traslado al taller' })
    expect(made.status).toBe(201)
    expect(await overrides(made.body.id)).toHaveLength(1)

    const { body: first } = await order(assetId)
    const { body: second } = await order((await unitWith('2026-11-22')).assetId)
    const { body: ready } = await order((await unitWith('2027-01-01')).assetId)
    const assign = (more: object) =>
      test.supervisor.post('/work-orders/bulk', {
        ids: [first.id, second.id, ready.id],
        change: { kind: 'assign', assigneeId, ...more },
      })
    const refused = await assign({})
    expect(refused.body).toMatchObject({ status: 422, code: 'assignment.notReady' })
    expect(refused.body.errors.map(({ field, message }: Record<string, string>) => [field, message])).toEqual([
      [first.number, 'Seguro obligatorio (SOAP): venció el 23-11-2026.'],
      [second.number, 'Seguro obligatorio (SOAP): venció el 22-11-2026.'],
    ])
    expect((await assign({ overrideReason: 'Campaña en el taller' })).body).toEqual({ changed: 3 })
    expect(await Promise.all([first, second, ready].map(async ({ id }) => (await overrides(id)).length))).toEqual([
      1, 1, 0,
    ])
  })

  // The embedded engine has one connection, where nothing runs beside anything else.
  it.skipIf(!testServer)('refuses without waiting for the number of somebody else’s order', async () => {
    const { assetId } = await unitWith('2026-11-24')
    await order(assetId)
    await test.runtime.database.transaction(async (tx) => {
      // Whoever waits for this one after all gets the number when the server ends it, and the test fails.
      await tx.rows(sql`SET LOCAL idle_in_transaction_session_timeout = '10s'`)
      await tx.rows(sql`UPDATE counter SET value = value WHERE name = 'workOrder-2026'`)
      const refused = await order(assetId, { assigneeId: test.operator.personId })
      expect(refused.body.code).toBe('assignment.notReady')
    })
  })

  it('refuses to start what expired after it was assigned; an operator cannot allow it', async () => {
    const { assetId, document } = await unitWith('2026-11-25')
    const { id } = (await order(assetId, { assigneeId: test.operator.personId })).body
    clock.today = '2026-11-26'
    const start = (body: object) => test.operator.post(`/work-orders/${id}/start`, body)
    expect((await start({})).body.code).toBe('assignment.notReady')
    expect((await start({ overrideReason: 'Apuro' })).status).toBe(403)
    await test.supervisor.post(`/documents/${document}/renew`, { issuedOn: clock.today, expiresOn: '2027-09-30' })
    expect((await start({})).status).toBe(200)
    clock.today = '2026-11-25'
  })

  it('refuses a person whose licence has expired, and an override of one does not cover another', async () => {
    const { assetId } = await unitWith('2027-01-01')
    const licence = { typeId: type.MUNICIPAL_LICENCE, issuedOn: '2022-01-01', expiresOn: '2026-01-01', classes: ['D'] }
    const driver = await test.signIn('OPERATOR', test.sites.north, 'Dino Conductor')
    const other = await test.signIn('OPERATOR', test.sites.north, 'Olga Conductora')
    for (const { personId } of [driver, other]) await test.supervisor.post(`/people/${personId}/documents`, licence)
    const { id } = (await order(assetId)).body
    const assign = (assigneeId: string | null, more = {}) =>
      test.supervisor.post(`/work-orders/${id}/assign`, { assigneeId, ...more })
    expect((await assign(driver.personId)).body.errors).toMatchObject([{ field: 'assignee', code: 'DOCUMENT_EXPIRED' }])
    expect((await assign(driver.personId, { overrideReason: 'Trabaja en el taller' })).status).toBe(200)
    expect((await assign(driver.personId)).status).toBe(200)
    expect((await assign(other.personId)).status).toBe(422)
    expect((await assign(null)).status).toBe(200)
  })

  it('lets a stopped unit be repaired', async () => {
    const { assetId } = await unitWith('2027-01-01')
    await test.runtime.database.db.rows(sql`UPDATE asset SET status = 'STOPPED' WHERE id = ${assetId}`)
    expect((await order(assetId, { assigneeId: test.operator.personId })).status).toBe(201)
  })
})

describe('reminders', () => {
  const reminders = (documentId: string) =>
    test.runtime.database.db.rows<{ days: number }>(sql`
      SELECT days FROM document_reminder WHERE document_id = ${documentId} ORDER BY days DESC`)

  it('come once for each threshold however often the job runs, also in parallel, and end with the renewal', async () => {
    const { document } = await unitWith('2027-03-01')
    const { document: renewed } = await unitWith('2027-03-01')
    for (const [day, days] of [
      ['2026-12-30', []],
      ['2026-12-31', [60]],
      ['2027-01-20', [60]],
      ['2027-02-14', [60, 15]],
      ['2027-02-22', [60, 15, 7]],
      ['2027-03-02', [60, 15, 7]],
    ] as const) {
      clock.today = day
      await Promise.all([1, 2, 3].map(() => remindOfExpiry(test.runtime, 'job')))
      expect((await reminders(document)).map((row) => row.days)).toEqual(days)
      if (day === '2026-12-31')
        await test.runtime.database.db.rows(sql`
        INSERT INTO document (id, type_id, asset_id, issued_on, expires_on, renews_id)
        SELECT gen_random_uuid(), type_id, asset_id, expires_on, expires_on + 365, id FROM document WHERE id = ${renewed}`)
    }
    expect((await reminders(renewed)).map((row) => row.days)).toEqual([60])
    clock.today = '2026-11-25'
  })
})
