import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { openSetup } from './setup.ts'

let test: TestApp

beforeAll(async () => {
  test = await openTestApp()
})
afterAll(() => test.close())

const body = (token: string) => ({
  token,
  name: 'Ana Araya',
  email: 'ana@faena.example',
  password: 'nieve en la cordillera',
})
const setUp = (payload: object, headers: Record<string, string> = {}) =>
  test.anonymous({ method: 'POST', url: '/auth/setup', payload, headers })

it('gives no link while there is anybody', async () => {
  expect(await openSetup(test.runtime)).toBeNull()
})

it('makes the first administrator once, by the newest link only', async () => {
  await test.runtime.database.db.rows(sql`TRUNCATE person, person_site, session, refresh_token, hourly_rate CASCADE`)
  const older = (await openSetup(test.runtime))!
  const token = (await openSetup(test.runtime))!
  const [kept] = await test.runtime.database.db.rows<{ value: unknown }>(
    sql`SELECT value FROM setting WHERE key = 'setup'`,
  )
  expect(JSON.stringify(kept!.value)).not.toContain(token)

  expect((await setUp(body(older))).body.code).toBe('auth.setupClosed')
  expect((await setUp({ ...body(token), password: 'corta' })).body.code).toBe('auth.weakPassword')
  const both = await Promise.all([setUp(body(token)), setUp({ ...body(token), email: 'otra@faena.example' })])
  expect(both.map((answer) => answer.status).sort()).toEqual([200, 404])
  const done = both.find((answer) => answer.status === 200)!
  expect(done.body.me).toMatchObject({ role: 'ADMIN', mustChangePassword: false })
  expect(done.headers['set-cookie']).toMatch(/HttpOnly/)
  expect((await setUp(body(token))).body.code).toBe('auth.setupClosed')
})

it.each(['/auth/login', '/auth/refresh', '/auth/logout', '/auth/setup'])(
  '%s refuses pages of other origins',
  async (url) => {
    const post = (origin: string) =>
      test.anonymous({ method: 'POST', url, payload: {}, headers: { origin, host: 'faena.example' } })
    expect((await post('https://elsewhere.example')).body.code).toBe('auth.originRefused')
    expect((await post('null')).body.code).toBe('auth.originRefused')
    expect((await post('https://faena.example')).status).not.toBe(403)
  },
)
