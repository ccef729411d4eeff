import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AnalyticsBatch } from '../../../contract/analytics.ts'
import { batchLimits } from '../../../contract/analytics-limits.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { countryDatabase } from '../../testing/mmdb.ts'
import { forgetOldRecords } from '../retention/jobs.ts'
import { mostErrors } from './commands.ts'

const tables = ['page_view_count', 'page_step_count', 'web_vital_count', 'script_error']
const day = '2026-11-24'
const address = '190.20.30.40'

const folder = mkdtempSync(join(tmpdir(), 'faena-countries-'))
const geoip = join(folder, 'countries.mmdb')
let test: TestApp
let now = `${day}T15:00:00Z`
let from = 0

beforeAll(async () => {
  writeFileSync(geoip, countryDatabase({ '190.20.0.0/16': 'CL', '2001:db8::/32': 'PE' }))
  test = await openTestApp({ now: () => now, env: { GEOIP_DATABASE: geoip, TRUST_PROXY: 'true' }, connections: 8 })
})
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  now = `${day}T15:00:00Z`
  await test.runtime.database.db.rows(sql`TRUNCATE ${sql.raw(tables.join(', '))}`)
})

const error = {
  page: '/assets/$id',
  kind: 'ERROR' as const,
  message: 'x is not a function',
  source: '',
  stack: 'TypeError: x\n at f (https://faena.example/assets/unit-page-AbCdEf12.js:1:20)',
  count: 1,
}
const batch = (parts: Partial<AnalyticsBatch> = {}): AnalyticsBatch => ({
  ...{ release: '1.2.3', language: 'es-CL', device: 'PHONE', views: [], vitals: [], errors: [] },
  ...parts,
})
/** Each from an address of its own, unless one is given: the limit is another test's. */
function send(payload: unknown, headers: Record<string, string> = {}, app = test) {
  from += 1
  const sent = { 'x-forwarded-for': `10.0.${from >> 8}.${from & 255}`, 'content-type': 'application/json', ...headers }
  return app.anonymous({ method: 'POST', url: '/analytics', payload: JSON.stringify(payload), headers: sent })
}
const summary = async (query = `?from=${day}&to=${day}`) => (await test.admin.get(`/analytics${query}`)).body
const rowsOf = async () => {
  const all = await Promise.all(
    tables.map((table) => test.runtime.database.db.rows(sql`SELECT * FROM ${sql.identifier(table)}`)),
  )
  return all.flat()
}

describe('a batch of a browser', () => {
  it('is counted by page, step, device, language and country, and nothing of it says whose it was', async () => {
    const views = [
      { page: '/login', from: null },
      { page: '/dashboard', from: '/login' },
      { page: '/assets/$id', from: '/dashboard' },
      { page: '/assets/0199a8c0-1234-7abc-8def-0123456789ab', from: '/assets/7' },
    ]
    const answer = await send(batch({ views }), { 'x-forwarded-for': address })
    expect(answer.status).toBe(204)
    await send(batch({ views: [{ page: '/login', from: null }], device: 'DESKTOP', language: 'en' }), {
      'x-forwarded-for': '2001:db8::7',
      authorization: `Bearer ${test.admin.token}`,
    })
    expect(await summary()).toEqual({
      ...{ enabled: true, countries: 'READY', from: day, to: day, vitals: [], vitalsByPage: [] },
      days: [{ day, views: 5 }],
      pages: [
        { page: '/login', views: 2 },
        { page: '/assets/$id', views: 1 },
        { page: '/dashboard', views: 1 },
        { page: 'other', views: 1 },
      ],
      paths: [
        { from: '/dashboard', page: '/assets/$id', views: 1 },
        { from: '/login', page: '/dashboard', views: 1 },
        { from: 'other', page: 'other', views: 1 },
      ],
      byDevice: [
        { device: 'PHONE', views: 4 },
        { device: 'DESKTOP', views: 1 },
      ],
      byLanguage: [
        { language: 'es-CL', views: 4 },
        { language: 'en', views: 1 },
      ],
      byCountry: [
        { country: 'CL', views: 4 },
        { country: 'PE', views: 1 },
      ],
    })
    const kept = JSON.stringify(await rowsOf())
    for (const trace of [address, '2001:db8', test.admin.personId, '0199a8c0']) expect(kept).not.toContain(trace)
    const columns = await test.runtime.database.db.rows<{ name: string }>(sql`
      SELECT column_name AS name FROM information_schema.columns
      WHERE table_name IN (${sql.join(
        tables.map((table) => sql`${table}`),
        sql`, `,
      )})`)
    expect(columns.filter(({ name }) => /ip|address|person|user|session|agent/.test(name))).toEqual([])
  })

  it('is counted exactly when many come at once', async () => {
    const pages = ['/login', '/dashboard', '/assets', '/plans']
    const batches = Array.from({ length: 60 }, (_, i) => {
      const order = i % 2 === 0 ? pages : [...pages].reverse()
      return batch({
        views: order.map((page, at) => ({ page, from: at === 0 ? null : order[at - 1]! })),
        vitals: order.map((page) => ({ page, name: 'LCP' as const, value: i % 3 === 0 ? 5000 : 1100 })),
        errors: [
          { ...error, count: 2 },
          { ...error, kind: 'RENDER' as const },
        ],
      })
    })
    const answers = await Promise.all(batches.map((one) => send(one)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    const { pages: counted, paths, vitals } = await summary()
    expect(counted.map(({ views }: { views: number }) => views)).toEqual([60, 60, 60, 60])
    expect(paths.map(({ views }: { views: number }) => views)).toEqual([30, 30, 30, 30, 30, 30])
    expect(vitals).toMatchObject([{ name: 'LCP', n: 240, good: 160, needsImprovement: 0, poor: 80 }])
    const { items } = (await test.admin.get(`/analytics/errors?from=${day}&to=${day}`)).body
    expect(items.map(({ kind, count }: AnalyticsBatch['errors'][number]) => [kind, count]).sort()).toEqual([
      ['ERROR', 120],
      ['RENDER', 60],
    ])
  })

  it('gives the 75th percentile of each vital, of all and by page', async () => {
    const times = [900, 1900, 2400, 3900]
    const vitals = times.map((value) => ({ page: '/dashboard', name: 'LCP' as const, value }))
    await send(batch({ vitals: [...vitals, { page: '/login', name: 'CLS', value: 0 }] }))
    const { vitals: all, vitalsByPage } = await summary()
    expect(all).toEqual([
      { name: 'LCP', p75: 2500, n: 4, good: 3, needsImprovement: 1, poor: 0 },
      { name: 'CLS', p75: 0.005, n: 1, good: 1, needsImprovement: 0, poor: 0 },
    ])
    expect(vitalsByPage.map(({ page }: { page: string }) => page)).toEqual(['/dashboard', '/login'])
  })

  it('keeps the same error once over releases, without ids and addresses in it', async () => {
    await send(batch({ errors: [{ ...error, message: 'No user ana@faena.example' }] }))
    now = `${day}T15:30:00Z`
    const stack = error.stack.replace('AbCdEf12', 'Zz987_-x').replace(':1:20', ':7:1')
    const again = { ...error, page: '/nowhere/7', message: 'No user luis@faena.example', stack, count: 4 }
    await send(batch({ release: '1.3.0', errors: [again] }))
    const { items } = (await test.admin.get('/analytics/errors')).body
    expect(items).toEqual([
      {
        ...{ id: items[0].id, kind: 'ERROR', message: 'No user :email', page: 'other', count: 5 },
        ...{ firstRelease: '1.2.3', lastRelease: '1.3.0' },
        ...{ firstSeenAt: `${day}T15:00:00Z`, lastSeenAt: `${day}T15:30:00Z` },
      },
    ])
    const { body } = await test.admin.get(`/analytics/errors/${items[0].id}`)
    expect(body).toEqual({ ...items[0], source: '', stack })
    expect((await test.admin.get(`/analytics/errors/${test.admin.personId}`)).status).toBe(404)
    expect((await test.admin.get('/analytics/errors?from=2026-11-20&to=2026-11-23')).body.items).toEqual([])
  })

  it('adds no kinds of errors beyond the limit, and still counts the known ones', async () => {
    await test.runtime.database.db.rows(sql`
      INSERT INTO script_error (id, fingerprint, kind, message, source, stack, page, count, first_seen_at, last_seen_at,
        first_release, last_release)
      SELECT gen_random_uuid(), i::text, 'ERROR', 'm', '', '', 'other', 1, ${now}, ${now}, '1', '1'
      FROM generate_series(1, ${mostErrors - 1}) i`)
    const others = ['one', 'two', 'three'].map((message) => ({ ...error, message }))
    await send(batch({ errors: others }))
    await send(batch({ errors: others }))
    const [row] = await test.runtime.database.db.rows<{ n: number; most: number }>(
      sql`SELECT count(*) AS n, max(count) AS most FROM script_error`,
    )
    expect(row).toEqual({ n: mostErrors, most: 2 })
  })

  it.each(['dnt', 'sec-gpc'])('is not counted when the browser asks by %s', async (name) => {
    expect((await send(batch({ views: [{ page: '/login', from: null }] }), { [name]: '1' })).status).toBe(204)
    expect(await rowsOf()).toEqual([])
  })
})

describe('what is wrong', () => {
  const view = { page: '/login', from: null }
  it.each([
    ['a person', { ...batch(), personId: 'x' }, 'personId'],
    ['an address with a view', batch({ views: [{ ...view, ip: '1.2.3.4' } as typeof view] }), 'views.0.ip'],
    ['an unknown vital', batch({ vitals: [{ page: '/', name: 'FID' as 'LCP', value: 1 }] }), 'vitals.0.name'],
    ['a negative time', batch({ vitals: [{ page: '/', name: 'LCP', value: -1 }] }), 'vitals.0.value'],
    ['an unknown language', { ...batch(), language: 'fr' }, 'language'],
    ['a stack without end', batch({ errors: [{ ...error, stack: 'x'.repeat(2001) }] }), 'errors.0.stack'],
    ['too many views', batch({ views: new Array(batchLimits.views + 1).fill(view) }), 'views'],
  ])('is refused by field: %s', async (_what, body, field) => {
    const { status, headers, body: problem } = await send(body)
    expect(status).toBe(400)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(problem.errors.map((one: { field: string }) => one.field)).toContain(field)
    expect(await rowsOf()).toEqual([])
  })

  it('is refused whole: too large, of another kind, a character that no text has', async () => {
    expect((await send({ ...batch(), release: 'x'.repeat(batchLimits.bytes) })).status).toBe(413)
    expect((await send('x', { 'content-type': 'application/xml' })).status).toBe(415)
    expect((await send(batch({ errors: [{ ...error, message: 'a\u0000b' }] }))).status).toBe(400)
    expect(await rowsOf()).toEqual([])
  })

  it('is refused from an address that sends too many', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 301; i += 1) statuses.push((await send(batch(), { 'x-forwarded-for': '10.9.9.9' })).status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(300)
    expect(statuses.at(-1)).toBe(429)
  })

  it('is a period that ends before it begins or is endless, and a reader who is no administrator', async () => {
    for (const path of ['/analytics', '/analytics/errors']) {
      expect((await test.admin.get(`${path}?from=2026-11-02&to=2026-11-01`)).body.errors[0].field).toBe('to')
      expect((await test.admin.get(`${path}?from=1990-01-01`)).body.errors[0].field).toBe('from')
      expect((await test.supervisor.get(path)).status).toBe(403)
      expect((await test.anonymous({ method: 'GET', url: path })).status).toBe(401)
    }
  })
})

it('is forgotten after the days that the parameter says', async () => {
  await send(
    batch({
      views: [{ page: '/plans', from: '/login' }],
      vitals: [{ page: '/', name: 'LCP', value: 1 }],
      errors: [error],
    }),
  )
  expect(await rowsOf()).toHaveLength(4)
  now = '2027-11-24T15:00:00.000Z'
  await forgetOldRecords(test.runtime)
  expect(await rowsOf()).toHaveLength(4)
  now = '2027-11-25T15:00:01.000Z'
  await forgetOldRecords(test.runtime)
  expect(await rowsOf()).toEqual([])
})

it('counts nothing while the flag is off, and says so; a broken file of countries is one warning', async () => {
  writeFileSync(join(folder, 'broken.mmdb'), 'not a database')
  const off = await openTestApp({
    env: { VITE_ENABLE_ANALYTICS: 'false', GEOIP_DATABASE: join(folder, 'broken.mmdb') },
  })
  try {
    const answer = await send(batch({ views: [{ page: '/login', from: null }] }), {}, off)
    expect(answer).toMatchObject({ status: 404, body: { code: 'request.notFound' } })
    const { body } = await off.admin.get('/analytics')
    expect(body).toMatchObject({ enabled: false, countries: 'UNREADABLE', pages: [] })
    expect(body.days).toHaveLength(28)
  } finally {
    await off.close()
  }
})
