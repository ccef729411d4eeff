import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { plantRecords } from '../../testing/records.ts'

let test: TestApp
let assetId: string
let clock = Date.now()
beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(clock).toISOString(), env: { RATE_LIMIT_PER_MINUTE: '1000' } })
  assetId = (await plantRecords(test)).assets
})
afterAll(() => test.close())

const as = (token: string, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
  test.anonymous({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) })

const issue = (body: object) => test.admin.post('/api-tokens', { siteIds: null, expiresAt: null, ...body })

it('lets another system do what it was given, where it was given, and nothing else', async () => {
  const issued = await issue({ name: 'ERP', permissions: ['asset.read', 'site.read'] })
  expect(issued.status).toBe(201)
  const { token, record } = issued.body
  expect(token).toMatch(/^faena_[\w-]{43}$/)
  expect(record).toMatchObject({ prefix: token.slice(0, 12), owner: { id: test.admin.personId }, lastUsedAt: null })
  const kept = await test.runtime.database.db.rows(sql`SELECT * FROM api_token`)
  expect(JSON.stringify(kept)).not.toContain(token)

  expect((await as(token, 'GET', `/assets/${assetId}`)).status).toBe(200)
  expect((await as(token, 'GET', '/work-orders')).status).toBe(403)
  expect((await as(token, 'POST', '/sites', { code: 'Z', name: 'Zeta' })).status).toBe(403)
  expect((await as(`${token.slice(0, -1)}!`, 'GET', '/assets')).status).toBe(401)

  const south = await issue({ name: 'Sur', permissions: ['asset.read', 'asset.manage'], siteIds: [test.sites.south] })
  expect((await as(south.body.token, 'GET', `/assets/${assetId}`)).status).toBe(404)
  expect((await as(south.body.token, 'GET', '/assets')).body.items).toEqual([])
  const north = await issue({ name: 'Norte', permissions: ['asset.read', 'asset.manage'], siteIds: [test.sites.north] })
  const renamed = await as(north.body.token, 'PATCH', `/assets/${assetId}`, { name: 'Camión uno' })
  expect(renamed.status).toBe(200)
  const { body: audit } = await test.admin.get('/audit?channel=api')
  expect(audit.items[0]).toMatchObject({ action: 'asset.changed', actor: { name: 'Ada Admin (Norte)' } })
  const { body: list } = await test.admin.get('/api-tokens')
  const { lastUsedAt } = list.items.find(({ name }: { name: string }) => name === 'Norte')
  expect(Date.parse(lastUsedAt)).toBe(clock)
})

it('ends when it is revoked, when its time is over, and with the rights of its owner', async () => {
  const forever = (await issue({ name: 'A', permissions: ['asset.read'] })).body
  const soon = new Date(clock + 60_000).toISOString()
  const short = (await issue({ name: 'B', permissions: ['asset.read'], expiresAt: soon })).body
  expect((await as(forever.token, 'GET', '/assets')).status).toBe(200)
  const revoked = await test.admin.post(`/api-tokens/${forever.record.id}/revoke`)
  expect(revoked.body).toMatchObject({ revokedBy: { id: test.admin.personId } })
  expect((await as(forever.token, 'GET', '/assets')).status).toBe(401)
  clock += 61_000
  expect((await as(short.token, 'GET', '/assets')).status).toBe(401)
  expect((await issue({ name: 'C', permissions: ['asset.read'], expiresAt: soon })).body.errors[0].field).toBe(
    'expiresAt',
  )

  const other = await test.signIn('ADMIN', null, 'Otra Admin')
  const hers = (
    await other.post('/api-tokens', {
      name: 'D',
      permissions: ['asset.read', 'site.manage'],
      siteIds: null,
      expiresAt: null,
    })
  ).body
  expect((await as(hers.token, 'POST', '/sites', { code: 'D1', name: 'De' })).status).toBe(201)
  expect(
    (await test.admin.patch(`/people/${other.personId}`, { role: 'OPERATOR', siteIds: [test.sites.south] })).status,
  ).toBe(200)
  expect((await as(hers.token, 'POST', '/sites', { code: 'D2', name: 'De' })).status).toBe(403)
  expect((await as(hers.token, 'GET', '/assets')).body.items).toEqual([])
})

it('is given only by administrators, never with the right to give more, and shows its secret once', async () => {
  expect((await test.supervisor.get('/api-tokens')).status).toBe(403)
  for (const permission of ['apiToken.manage', 'me.update', 'live.use', 'nothing.here']) {
    expect((await issue({ name: 'X', permissions: [permission] })).status).toBe(400)
  }
  expect(
    (await issue({ name: 'X', permissions: ['asset.read'], siteIds: [test.admin.personId] })).body.errors[0],
  ).toMatchObject({ field: 'siteIds', code: 'unknown' })
  expect(JSON.stringify((await test.admin.get('/api-tokens')).body)).not.toMatch(/faena_[\w-]{40}/)
})

it('has a limit of its own', async () => {
  const { token } = (await issue({ name: 'Limit', permissions: ['asset.read'] })).body
  const answer = await as(token, 'GET', '/assets')
  expect(Number(answer.headers['ratelimit-remaining'])).toBe(999)
})
