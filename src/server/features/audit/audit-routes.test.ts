import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { auditSchedules } from './check.ts'

let test: TestApp
let now = Date.parse('2026-03-01T12:00:00Z')

beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
  for (let i = 0; i < 5; i++) {
    now += 60_000
    await test.supervisor.patch('/me', { theme: i % 2 === 0 ? 'dark' : 'light' })
  }
  await test.admin.patch('/me', { singleKeys: false })
})
afterAll(() => test.close())

const actionsOf = (answer: { body: { items: { action: string }[] } }) => answer.body.items.map((item) => item.action)

describe('reading the audit log', () => {
  it('shows who changed what, newest first, page by page', async () => {
    const first = await test.admin.get('/audit?limit=1')
    expect(first.body.items[0]).toMatchObject({
      actor: { id: test.admin.personId, name: 'Ada Admin' },
      action: 'person.preferencesChanged',
      entityType: 'person',
      entityId: test.admin.personId,
      channel: 'web',
      changes: { singleKeys: [true, false] },
    })
    const second = await test.admin.get(`/audit?limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body.items[0]).toMatchObject({
      actor: { id: test.supervisor.personId },
      seq: first.body.items[0].seq - 1,
    })
    expect((await test.admin.get('/audit?cursor=x')).body.code).toBe('request.badCursor')
  })

  it('filters by person, action or its beginning, record and time', async () => {
    const of = `personId=${test.supervisor.personId}`
    expect(actionsOf(await test.admin.get(`/audit?${of}&action=person`))).toEqual(
      Array(5).fill('person.preferencesChanged'),
    )
    expect(actionsOf(await test.admin.get(`/audit?${of}&action=session.opened`))).toEqual(['session.opened'])
    expect(actionsOf(await test.admin.get('/audit?action=pers'))).toEqual([])
    const record = `entityType=person&entityId=${test.supervisor.personId}`
    expect(actionsOf(await test.admin.get(`/audit?${record}`))).toHaveLength(6)
    const between = 'from=2026-03-01T12:02:00Z&to=2026-03-01T12:04:00Z'
    expect(actionsOf(await test.admin.get(`/audit?${between}`))).toHaveLength(2)
  })

  it('exports the entries that match, every page of them, with their hashes', async () => {
    const { body: listed } = await test.admin.get('/audit?limit=200')
    const { status, body } = await test.admin.get('/audit.csv', { 'accept-language': 'en' })
    const lines = body.toString('utf8').trim().split('\r\n')
    expect(status).toBe(200)
    expect(lines.length - 1).toBe(listed.items.length)
    expect(lines[1]).toContain(listed.items[0].hash)
    const some = await test.admin.get('/audit.csv?action=session.opened')
    expect(some.body.toString('utf8').trim().split('\r\n').length - 1).toBe(
      listed.items.filter(({ action }: { action: string }) => action === 'session.opened').length,
    )
  })

  it('is for administrators only', async () => {
    expect((await test.supervisor.get('/audit')).status).toBe(403)
    expect((await test.operator.get('/audit/chain')).status).toBe(403)
    expect((await test.supervisor.get('/audit.csv')).status).toBe(403)
  })

  it('tells whether the chain holds, and where it breaks', async () => {
    const intact = await test.admin.get('/audit/chain')
    expect(intact.body).toMatchObject({ intact: true, brokenAt: null, reason: null })
    expect(intact.body.head).toMatch(/^[0-9a-f]{64}$/)
    const rename = (name: string) =>
      test.runtime.database.db.rows(sql`UPDATE audit_entry SET actor_name = ${name} WHERE seq = 3`)
    const { body } = await test.admin.get('/audit?limit=200')
    const third = body.items.find(({ seq }: { seq: number }) => seq === 3)
    await rename('Nobody')
    expect((await test.admin.get('/audit/chain')).body).toMatchObject({
      intact: false,
      brokenAt: 3,
      reason: 'altered',
      head: null,
    })
    await rename(third.actor.name)
  })

  it('is verified by the installation itself, which tells when it does not hold', async () => {
    const { db } = test.runtime.database
    const [nightly] = auditSchedules(() => test.runtime)
    const verify = () => nightly!.handle({ id: 'test', signal: new AbortController().signal })
    const told = async () => {
      const jobs = await db.rows<{ data: { payload: object } }>(sql`
        SELECT data FROM jobs.job WHERE data->>'name' = 'system.alert' ORDER BY created_on`)
      return jobs.map(({ data }) => data.payload)
    }
    expect((await test.admin.get('/audit/chain/last')).body).toEqual({ last: null })
    await verify()
    expect((await test.admin.get('/audit/chain/last')).body.last).toMatchObject({ intact: true, reason: null })
    expect(await told()).toEqual([])
    await db.rows(sql`DELETE FROM audit_entry WHERE seq = 2`)
    await verify()
    const { last } = (await test.admin.get('/audit/chain/last')).body
    expect(last).toMatchObject({ intact: false, entries: 1, brokenAt: 2, reason: 'missing' })
    expect(await told()).toEqual([{ kind: 'auditBroken', value: '2', since: last.at }])
  })
})
