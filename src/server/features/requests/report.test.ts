import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultRequestLimits } from '../../../domain/fault-request.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { picture, report } from './testing.ts'

let test: TestApp
const now = '2026-05-04T12:00:00Z'
beforeAll(async () => {
  test = await openTestApp({ now: () => now })
})
afterAll(() => test.close())

const newUnit = async () => (await addUnit(test, test.supervisor)).body as { id: string; code: string; name: string }
const track = (token: string) => test.anonymous({ method: 'GET', url: `/track/${token}` })
/** As if the reports of a unit so far had come two hours earlier. */
const age = (id: string) =>
  test.runtime.database.db.rows(sql`
    UPDATE fault_request SET reported_at = reported_at - interval '2 hours' WHERE asset_id = ${id} RETURNING id`)

describe('a label', () => {
  it('shows anybody the code and the name of its unit, and nothing else', async () => {
    const { id, code, name } = await newUnit()
    const { status, body } = await test.anonymous({ method: 'GET', url: `/report/${id}` })
    expect({ status, body }).toEqual({ status: 200, body: { code, name } })
  })

  it('of no unit, or of one that left the fleet, leads nowhere', async () => {
    const { id } = await newUnit()
    await test.supervisor.post(`/assets/${id}/archive`)
    for (const gone of [id, v7()]) {
      expect((await test.anonymous({ method: 'GET', url: `/report/${gone}` })).status).toBe(404)
      expect((await report(test, gone)).status).toBe(404)
    }
  })
})

describe('a report without an account', () => {
  it('answers a secret that shows its state, and is in the audit log without that secret', async () => {
    const unit = await newUnit()
    const { status, body } = await report(test, unit.id, { canMove: 'false', description: 'Bajo el motor' })
    expect(status).toBe(201)
    expect(body).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/) })
    const tracked = await track(body.token)
    expect(tracked.body).toEqual({
      asset: { code: unit.code, name: unit.name },
      what: 'Fuga de aceite',
      canMove: false,
      status: 'NEW',
      reportedAt: now,
      triagedAt: null,
      rejectionReason: null,
    })
    expect(tracked.headers['cache-control']).toContain('no-store')
    const entries = await test.runtime.database.db.rows<{ changes: string; channel: string }>(sql`
      SELECT changes, channel FROM audit_entry WHERE action = 'faultRequest.submitted' ORDER BY seq DESC LIMIT 1`)
    expect(entries[0]).toMatchObject({ channel: 'public', changes: expect.stringContaining('Bajo el motor') })
    const kept = await test.runtime.database.db.rows(sql`
      SELECT 1 FROM fault_request WHERE token_hash = ${body.token} OR token_hash LIKE ${`%${body.token}%`}`)
    expect([kept, JSON.stringify(entries).includes(body.token)]).toEqual([[], false])
  })

  it('does not change its unit before a planner decided', async () => {
    const { id } = await newUnit()
    await report(test, id, { canMove: 'false' })
    expect((await test.supervisor.get(`/assets/${id}`)).body.status).toBe('OPERATING')
  })

  it('says what is missing of it', async () => {
    const { id } = await newUnit()
    const missing = await report(test, id, { what: '  ', canMove: 'maybe', assetId: id })
    expect(missing).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    const fields = missing.body.errors.map(({ field }: { field: string }) => field)
    expect(fields.sort()).toEqual(['assetId', 'canMove', 'what'])
    const json = await test.anonymous({ method: 'POST', url: `/report/${id}`, payload: { what: 'x', canMove: true } })
    expect(json.status).toBe(415)
  })

  it.each(['x', 'A'.repeat(43)])('is not found by the secret %s', async (token) => {
    expect([400, 404]).toContain((await track(token)).status)
  })
})

describe('photos of a report', () => {
  it('are encoded anew and seen by planners of the unit alone', async () => {
    const { id } = await newUnit()
    await report(test, id, {}, { photos: [await picture(), await picture('red'), await picture('blue')] })
    const [request] = (await test.supervisor.get(`/fault-requests?assetId=${id}`)).body.items
    expect(request.photoIds).toHaveLength(3)
    const url = `/files/${request.photoIds[0]}`
    expect((await test.supervisor.get(url)).headers['content-type']).toBe('image/jpeg')
    expect((await test.supervisor.get(`${url}/thumbnail`)).status).toBe(200)
    for (const other of [test.operator, test.otherSupervisor]) expect((await other.get(url)).status).toBe(404)
    expect((await test.anonymous({ method: 'GET', url })).status).toBe(401)
    expect((await test.supervisor.delete(url)).body.code).toBe('faultRequest.filesFixed')
  })

  it('are three at most, of 10 MB each, and pictures', async () => {
    const { id } = await newUnit()
    const four = await Promise.all(['red', 'teal', 'blue', 'gray'].map((colour) => picture(colour)))
    expect((await report(test, id, {}, { photos: four })).status).toBe(413)
    const large = Buffer.concat([await picture(), Buffer.alloc(10 * 1024 * 1024)])
    expect((await report(test, id, {}, { photos: [large] })).body.code).toBe('file.tooLarge')
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    expect((await report(test, id, {}, { photos: [await picture(), script] })).status).toBe(415)
    const kept = await test.runtime.database.db.rows(sql`
      SELECT 1 FROM fault_request WHERE asset_id = ${id}
      UNION ALL SELECT 1 FROM file f WHERE f.owner_type = 'faultRequest'
        AND NOT EXISTS (SELECT 1 FROM fault_request r WHERE r.id = f.owner_id)`)
    expect(kept).toEqual([])
  })
})

describe('limits', () => {
  it('of a unit hold within the hour, however many send at once and from where', async () => {
    const { id } = await newUnit()
    const senders = Array.from({ length: 12 }, (_, i) => `198.51.100.${i + 1}`)
    const answers: { status: number; code?: string }[] = []
    for (let i = 0; i < senders.length; i += 4) {
      const some = senders.slice(i, i + 4).map((from) => report(test, id, {}, { from }))
      answers.push(...(await Promise.all(some)).map(({ status, body }) => ({ status, code: body.code })))
    }
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(faultRequestLimits.hourlyPerUnit)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['faultRequest.unitTooOften']))
  })

  it('of a unit hold for what waits, until a planner decides', async () => {
    const { id } = await newUnit()
    for (let i = 0; i < faultRequestLimits.pendingPerUnit; i++) {
      await age(id)
      expect((await report(test, id, {}, { from: `192.0.2.${i}` })).status).toBe(201)
    }
    await age(id)
    expect((await report(test, id, {}, { from: '192.0.2.99' })).body.code).toBe('faultRequest.unitFull')
    const [first] = (await test.supervisor.get(`/fault-requests?assetId=${id}`)).body.items
    await test.supervisor.post(`/fault-requests/${first.id}/reject`, { reason: 'Repetido' })
    expect((await report(test, id, {}, { from: '192.0.2.99' })).status).toBe(201)
  })

  it('of an address hold for what it sends at once', async () => {
    const { id } = await newUnit()
    const bytes = await picture()
    const from = '203.0.113.150'
    const answers = await Promise.all([1, 2, 3].map(() => report(test, id, {}, { photos: [bytes], from })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 429])
    expect((await report(test, id, {}, { photos: [bytes], from })).status).toBe(201)
  })

  it('of an address hold whatever the unit', async () => {
    const unknown = v7()
    const from = '203.0.113.200'
    for (let i = 0; i < 30; i++) expect((await report(test, unknown, {}, { from })).status).toBe(404)
    const refused = await report(test, unknown, {}, { from })
    expect(refused).toMatchObject({ status: 429, body: { code: 'request.tooMany' } })
    expect(refused.headers['retry-after']).toBeDefined()
    expect((await report(test, unknown, {}, { from: '203.0.113.201' })).status).toBe(404)
  })
})
