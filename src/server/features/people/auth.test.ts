import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { hashPassword } from './passwords.ts'
import { person } from './tables.ts'

let test: TestApp
let now = Date.parse('2026-03-01T12:00:00Z')
const email = 'pedro@faena.example'
const password = 'una frase larga de prueba'

beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
  const passwordHash = await hashPassword(password)
  await test.runtime.database.db
    .insert(person)
    .values({ email, name: 'Pedro', role: 'SUPERVISOR', mustChangePassword: false, passwordHash })
})
afterAll(() => test.close())

const login = (body: object) => test.anonymous({ method: 'POST', url: '/auth/login', payload: body })
const cookieOf = (answer: Awaited<ReturnType<typeof login>>) => String(answer.headers['set-cookie']).split(';')[0]!
const refresh = (cookie: string) => test.anonymous({ method: 'POST', url: '/auth/refresh', headers: { cookie } })

describe('signing in', () => {
  it('answers with an access token and a refresh cookie that scripts cannot read', async () => {
    const answer = await login({ email: 'PEDRO@faena.example', password })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ expiresIn: 3600, me: { name: 'Pedro', role: 'SUPERVISOR' } })
    expect(answer.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Strict/)
  })

  it('says the same of an unknown person and of a wrong password', async () => {
    const unknown = await login({ email: 'nadie@faena.example', password })
    const wrong = await login({ email, password: 'otra clave cualquiera' })
    expect([unknown.status, wrong.status]).toEqual([401, 401])
    expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' })
  })

  it('pauses after five failures, even for the right password, and lets in after the pause', async () => {
    for (let i = 0; i < 5; i++) await login({ email, password: 'incorrecta' })
    const paused = await login({ email, password })
    expect(paused).toMatchObject({ status: 429, body: { code: 'auth.locked' } })
    now += 20 * 60_000
    expect((await login({ email, password })).status).toBe(200)
  })

  it('names each wrong field in the language asked for', async () => {
    const answer = await test.anonymous({
      method: 'POST',
      url: '/auth/login',
      payload: { email: 'x', extra: 1 },
      headers: { 'accept-language': 'en' },
    })
    expect(answer.status).toBe(400)
    expect(answer.body.title).toBe('Some of the data sent needs correcting.')
    expect(answer.body.errors.map((error: { field: string }) => error.field).sort()).toEqual([
      'email',
      'extra',
      'password',
    ])
  })
})

describe('refreshing', () => {
  it('rotates the token, and revokes the session when an old one comes back', async () => {
    const first = cookieOf(await login({ email, password }))
    const second = cookieOf(await refresh(first))
    expect(second).not.toBe(first)
    now += 60_000
    expect((await refresh(first)).status).toBe(401)
    expect((await refresh(second)).status).toBe(401)
  })

  it('ends with sign-out', async () => {
    const signedIn = await login({ email, password })
    const cookie = cookieOf(signedIn)
    const headers = { authorization: `Bearer ${signedIn.body.accessToken}` }
    expect((await test.anonymous({ method: 'GET', url: '/me', headers })).status).toBe(200)
    expect((await test.anonymous({ method: 'POST', url: '/auth/logout', headers: { cookie } })).status).toBe(204)
    expect((await test.anonymous({ method: 'GET', url: '/me', headers })).status).toBe(401)
    expect((await refresh(cookie)).status).toBe(401)
  })

  it('is refused to a deactivated person', async () => {
    const cookie = cookieOf(await login({ email, password }))
    await test.runtime.database.db
      .update(person)
      .set({ deactivatedAt: test.runtime.now() })
      .where(eq(person.email, email))
    expect((await refresh(cookie)).status).toBe(401)
  })
})
