import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'

let test: TestApp
let now = Date.parse('2026-03-01T12:00:00Z')

beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
})
afterAll(() => test.close())

const draft = (over: object = {}) => ({
  name: 'Jaime Jara',
  email: `${crypto.randomUUID()}@faena.example`,
  role: 'OPERATOR',
  siteIds: [test.sites.north],
  ...over,
})
const login = (email: string, password: string) =>
  test.anonymous({ method: 'POST', url: '/auth/login', payload: { email, password } })

describe('adding a person', () => {
  it('gives a temporary password that must be changed, and shows it once', async () => {
    const input = draft({
      rut: '12.345.678-5',
      phone: '+56 9 8765 4321',
      skills: ['ENGINE', 'BACKHOE'],
      weeklyHours: 42,
      hourlyRate: 9500,
    })
    const created = await test.admin.post('/people', input)
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({ rut: '12345678-5', skills: ['ENGINE', 'BACKHOE'], weeklyHours: 42 })
    expect(created.body.rates).toEqual([{ from: '2026-03-01T03:00:00Z', rate: 9500 }])
    const { id, temporaryPassword } = created.body
    expect((await test.admin.get(`/people/${id}`)).body).not.toHaveProperty('temporaryPassword')
    const signedIn = await login(input.email, temporaryPassword)
    expect(signedIn.body.me).toMatchObject({ mustChangePassword: true, role: 'OPERATOR' })
    const kept = await test.runtime.database.db.rows(
      sql`SELECT changes FROM audit_entry UNION ALL SELECT answer::text FROM idempotency_key`,
    )
    expect(JSON.stringify(kept)).not.toContain(temporaryPassword)
    expect(JSON.stringify(kept)).not.toContain('argon2')
  })

  it('answers a repeated request with the same person and password', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const input = draft()
    const first = await test.admin.post('/people', input, headers)
    const again = await test.admin.post('/people', input, headers)
    expect(again.body).toEqual(first.body)
    expect((await login(input.email, again.body.temporaryPassword)).status).toBe(200)
  })

  it.each([
    ['a RUT with a wrong digit', { rut: '12.345.678-9' }, 'rut:RUT_INVALID'],
    ['an unknown skill', { skills: ['JUGGLING'] }, 'skills:unknown'],
    ['an operator without a site', { siteIds: [] }, 'siteIds:required'],
    ['an unknown site', { siteIds: ['019a0000-0000-7000-8000-000000000000'] }, 'siteIds:unknown'],
  ])('refuses %s', async (_what, over, expected) => {
    const { status, body } = await test.admin.post('/people', draft(over))
    expect([status, `${body.errors[0].field}:${body.errors[0].code}`]).toEqual([400, expected])
  })

  it('refuses an e-mail or RUT that somebody has, whatever its spelling', async () => {
    const input = draft({ rut: '9.876.543-3' })
    await test.admin.post('/people', input)
    const again = await test.admin.post('/people', draft({ email: input.email.toUpperCase(), rut: '98765433' }))
    expect(again.body.errors.map((error: { field: string }) => error.field)).toEqual(['email', 'rut'])
  })
})

describe('what a supervisor may do', () => {
  it('is to manage the operators of their sites', async () => {
    const created = await test.supervisor.post('/people', draft())
    expect(created.status).toBe(201)
    const { id } = created.body
    expect((await test.supervisor.patch(`/people/${id}`, { name: 'Jaime Jara Soto' })).body.name).toBe(
      'Jaime Jara Soto',
    )
    expect((await test.otherSupervisor.get(`/people/${id}`)).status).toBe(404)
    expect((await test.otherSupervisor.patch(`/people/${id}`, { name: 'x' })).status).toBe(404)
    expect((await test.otherSupervisor.post(`/people/${id}/reset-password`, {})).status).toBe(404)
  })

  it('is not to give a higher role, nor sites that are not theirs', async () => {
    expect((await test.supervisor.post('/people', draft({ role: 'SUPERVISOR' }))).body.errors[0].code).toBe('notYours')
    expect((await test.supervisor.post('/people', draft({ siteIds: [test.sites.south] }))).status).toBe(400)
    const { id } = (await test.supervisor.post('/people', draft())).body
    expect((await test.supervisor.patch(`/people/${id}`, { role: 'ADMIN' })).status).toBe(400)
    expect((await test.supervisor.get(`/people/${test.admin.personId}`)).status).toBe(404)
    expect((await test.supervisor.patch(`/people/${test.supervisor.personId}`, { role: 'ADMIN' })).status).toBe(404)
  })

  it('leaves the sites of others as they are', async () => {
    const { id } = (await test.admin.post('/people', draft({ siteIds: [test.sites.north, test.sites.south] }))).body
    const changed = await test.supervisor.patch(`/people/${id}`, { siteIds: [test.sites.north] })
    expect(changed.body.sites.map((site: { code: string }) => site.code)).toEqual(['NORTE', 'SUR'])
  })

  it('is nothing of this for an operator, who still gets names to choose from', async () => {
    for (const url of ['/people', `/people/${test.operator.personId}`]) {
      expect((await test.operator.get(url)).status).toBe(403)
    }
    expect((await test.operator.post('/people', draft())).status).toBe(403)
    const names = (await test.operator.get('/people/names?limit=200')).body.items
    const ids = names.map((item: { id: string }) => item.id)
    expect(ids).toContain(test.supervisor.personId)
    expect(ids).toContain(test.admin.personId)
    expect(ids).not.toContain(test.otherOperator.personId)
    expect(Object.keys(names[0]).sort()).toEqual(['id', 'name', 'role'])
  })
})

describe('changing a person', () => {
  it('keeps every rate with its day', async () => {
    const { id } = (await test.admin.post('/people', draft({ hourlyRate: 8000 }))).body
    now += 40 * 86_400_000
    const admin = await test.signIn('ADMIN', null)
    await admin.patch(`/people/${id}`, { hourlyRate: 8800 })
    const changed = await admin.patch(`/people/${id}`, { hourlyRate: 9000 })
    now -= 40 * 86_400_000
    await test.admin.patch(`/people/${admin.personId}`, { role: 'OPERATOR', siteIds: [test.sites.south] })
    expect(changed.body).toMatchObject({
      hourlyRate: 9000,
      rates: [
        { from: '2026-04-10T04:00:00Z', rate: 9000 },
        { from: '2026-03-01T03:00:00Z', rate: 8000 },
      ],
    })
  })

  it('refuses a change made from an older version', async () => {
    const { id, version } = (await test.admin.post('/people', draft())).body
    const from = { 'if-match': `"${version}"` }
    expect((await test.admin.patch(`/people/${id}`, { name: 'Uno' }, from)).status).toBe(200)
    expect((await test.admin.patch(`/people/${id}`, { name: 'Dos' }, from)).status).toBe(412)
  })

  it('takes effect on open sessions at once', async () => {
    const somebody = await test.signIn('SUPERVISOR', test.sites.north)
    expect((await somebody.get('/people')).status).toBe(200)
    await test.admin.patch(`/people/${somebody.personId}`, { role: 'OPERATOR' })
    expect((await somebody.get('/people')).status).toBe(403)
  })

  it('is recorded field by field', async () => {
    const { id } = (await test.admin.post('/people', draft())).body
    await test.admin.patch(`/people/${id}`, { name: 'Otro Nombre', siteIds: [test.sites.south] })
    const [entry] = await test.runtime.database.db.rows<{ changes: string }>(
      sql`SELECT changes FROM audit_entry WHERE action = 'person.updated' AND entity_id = ${id}`,
    )
    expect(JSON.parse(entry!.changes)).toEqual({
      name: ['Jaime Jara', 'Otro Nombre'],
      siteIds: [[test.sites.north], [test.sites.south]],
    })
  })
})

describe('locking out and letting in', () => {
  it('ends the sessions at once, and reactivation opens the log-in again', async () => {
    const input = draft()
    const { id, temporaryPassword } = (await test.admin.post('/people', input)).body
    const session = await login(input.email, temporaryPassword)
    const headers = { authorization: `Bearer ${session.body.accessToken}` }
    expect((await test.anonymous({ method: 'GET', url: '/me', headers })).status).toBe(200)
    expect((await test.admin.post(`/people/${id}/deactivate`)).body.deactivatedAt).toBe('2026-03-01T12:00:00Z')
    expect((await test.anonymous({ method: 'GET', url: '/me', headers })).status).toBe(401)
    expect((await login(input.email, temporaryPassword)).status).toBe(401)
    expect((await test.admin.post(`/people/${id}/deactivate`)).body.code).toBe('person.deactivated')
    expect((await test.admin.post(`/people/${id}/reactivate`)).body.deactivatedAt).toBeNull()
    expect((await login(input.email, temporaryPassword)).status).toBe(200)
  })

  it('lifts the pause after wrong passwords', async () => {
    const input = draft()
    const { id, temporaryPassword } = (await test.admin.post('/people', input)).body
    for (let i = 0; i < 5; i++) await login(input.email, 'incorrecta')
    expect((await login(input.email, temporaryPassword)).status).toBe(429)
    expect((await test.admin.get(`/people/${id}`)).body.lockedUntil).not.toBeNull()
    expect((await test.admin.post(`/people/${id}/unlock`)).body.lockedUntil).toBeNull()
    expect((await login(input.email, temporaryPassword)).status).toBe(200)
  })

  it('replaces a forgotten password, and ends what was open', async () => {
    const input = draft()
    const created = (await test.admin.post('/people', input)).body
    const session = await login(input.email, created.temporaryPassword)
    const headers = { authorization: `Bearer ${session.body.accessToken}` }
    const reset = await test.admin.post(`/people/${created.id}/reset-password`, { removeSecondFactor: true })
    expect(reset.body).toMatchObject({ mustChangePassword: true })
    expect(reset.body.temporaryPassword).not.toBe(created.temporaryPassword)
    expect((await test.anonymous({ method: 'GET', url: '/me', headers })).status).toBe(401)
    expect((await login(input.email, created.temporaryPassword)).status).toBe(401)
    expect((await login(input.email, reset.body.temporaryPassword)).status).toBe(200)
  })
})

describe('the last administrator', () => {
  it('stays one, whoever asks and however many ask at once', async () => {
    const mine = `/people/${test.admin.personId}`
    expect((await test.admin.post(`${mine}/deactivate`)).body.code).toBe('person.ownAccount')
    expect((await test.admin.patch(mine, { role: 'OPERATOR' })).body.code).toBe('person.ownAccount')
    const second = await test.signIn('ADMIN', null, 'Segunda')
    const outcomes = await Promise.all([
      second.post(`${mine}/deactivate`),
      test.admin.post(`/people/${second.personId}/deactivate`),
    ])
    expect(outcomes.filter((outcome) => outcome.status === 200)).toHaveLength(1)
    const left: Caller = outcomes[0]!.status === 200 ? second : test.admin
    const { items } = (await left.get('/people?role=ADMIN&active=true')).body
    expect(items.map((item: { id: string }) => item.id)).toEqual([left.personId])
    test.admin = left
  })
})

describe('the list', () => {
  it('pages, filters, and finds names without their accents', async () => {
    await test.admin.post('/people', draft({ name: 'Íñigo Ñancupil' }))
    const found = await test.admin.get('/people?search=inigo%20nan')
    expect(found.body.items.map((item: { name: string }) => item.name)).toEqual(['Íñigo Ñancupil'])
    const all: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await test.admin.get(`/people?limit=3&sort=-name${cursor ? `&cursor=${cursor}` : ''}`)
      all.push(...body.items.map((item: { id: string }) => item.id))
      cursor = body.nextCursor
    }
    const [count] = await test.runtime.database.db.rows<{ count: number }>(sql`SELECT count(*) AS count FROM person`)
    expect(new Set(all).size).toBe(count!.count)
    expect(all).toHaveLength(count!.count)
  })
})
