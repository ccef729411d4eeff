import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'

let test: TestApp
beforeAll(async () => {
  const env = { ALLOWED_HOSTS: 'localhost', CORS_ALLOWED_ORIGINS: 'https://faena.example', LOGIN_LIMIT_PER_MINUTE: '8' }
  test = await openTestApp({ env: { ...env, RATE_LIMIT_PER_MINUTE: '40' } })
})
afterAll(() => test.close())

const login = (email: string, headers: Record<string, string> = {}) =>
  test.anonymous({ method: 'POST', url: '/auth/login', payload: { email, password: 'no es esta' }, headers })

interface Fact {
  kind: string
  count: number
  subject: string | null
  person: { id: string } | null
  route: string
}
const facts = async (query = ''): Promise<Fact[]> => (await test.admin.get(`/security-events${query}`)).body.items
const eventually = (query: string, expected: object) =>
  expect.poll(async () => (await facts(query))[0], { interval: 400 }).toMatchObject(expected)

describe('the door', () => {
  it('tells how much is left, says when to come back, and keeps people apart', async () => {
    const { operator, otherOperator } = test
    const first = await operator.get('/me')
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '40', 'ratelimit-remaining': '39' })
    const all = await Promise.all(Array.from({ length: 40 }, () => operator.get('/me')))
    const refused = all.find(({ status }) => status === 429)!
    expect(refused.body).toMatchObject({ code: 'request.tooMany', status: 429 })
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['ratelimit-remaining']).toBe('0')
    const other = await otherOperator.get('/me')
    expect(other.status).toBe(200)
    expect(other.headers['cache-control']).toBe('no-store')
    expect((await test.anonymous({ url: '/health/' })).headers['ratelimit-limit']).toBeUndefined()
    await eventually('?kind=limitExceeded', { person: { id: operator.personId }, route: 'GET /api/v1/me' })
  })

  it('answers only to its names and to pages it knows', async () => {
    const strange = await test.anonymous({ url: '/health/', headers: { host: 'elsewhere.example' } })
    expect(strange.status).toBe(421)
    const known = await test.anonymous({ url: '/health/', headers: { origin: 'https://faena.example' } })
    expect(known.headers['access-control-allow-origin']).toBe('https://faena.example')
    const other = await test.anonymous({ url: '/health/', headers: { origin: 'https://evil.example' } })
    expect(other.headers['access-control-allow-origin']).toBeUndefined()
    const policy = String(known.headers['content-security-policy'])
    expect(policy).toMatch(/default-src 'self'/)
    expect(policy).not.toMatch(/unsafe/)
    await eventually('?kind=hostRefused', { route: 'GET /api/v1/health/' })
  })

  it('is stricter with sign-ins, and writes down who tried', async () => {
    const statuses = []
    for (let n = 0; n < 9; n += 1) statuses.push((await login('nadie@faena.example')).status)
    expect(statuses.slice(0, 8)).toEqual(Array(8).fill(401))
    expect(statuses[8]).toBe(429)
    await eventually('?kind=signInRefused', { subject: 'nadie@faena.example', person: null })
    const refused = () => facts('?kind=signInRefused')
    const all = async () => (await refused()).reduce((sum, { count }) => sum + count, 0)
    await expect.poll(all, { interval: 400 }).toBe(8)
    expect((await refused()).length).toBeLessThan(8)
  })

  it('turns away who proves nothing, at last without looking, and lets others in from the same address', async () => {
    const guess = (n: number) => test.anonymous({ url: '/me', headers: { authorization: `Bearer guess${n}` } })
    const statuses = []
    for (let n = 0; n < 401; n += 1) statuses.push((await guess(n)).status)
    expect(statuses.slice(0, 400)).toEqual(Array(400).fill(401))
    const refused = await guess(401)
    expect(refused).toMatchObject({ status: 429, body: { code: 'request.tooMany' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await test.otherOperator.get('/me')).status).toBe(200)
  })

  it('writes down what was refused to whom, and who changed whose rights', async () => {
    const { admin, otherSupervisor } = test
    expect((await otherSupervisor.get('/security-events')).status).toBe(403)
    await eventually('?kind=permissionRefused', {
      person: { id: otherSupervisor.personId },
      route: 'GET /api/v1/security-events',
    })
    expect((await admin.patch(`/people/${otherSupervisor.personId}`, { role: 'OPERATOR' })).status).toBe(200)
    await eventually('?kind=rightsChanged', { person: { id: admin.personId }, subject: otherSupervisor.personId })
  })
})
