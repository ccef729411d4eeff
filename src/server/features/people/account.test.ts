import { sql } from 'drizzle-orm'
import { generate } from 'otplib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { hashPassword } from './passwords.ts'
import { person } from './tables.ts'

let test: TestApp
let now = Date.parse('2026-03-01T12:00:00Z')
const password = 'lluvia sobre el cerro'
const next = 'otra frase muy distinta'

beforeAll(async () => {
  test = await openTestApp({ now: () => new Date(now).toISOString() })
})
afterAll(() => test.close())

async function somebody(mustChangePassword = false) {
  const email = `${crypto.randomUUID()}@faena.example`
  const passwordHash = await hashPassword(password)
  await test.runtime.database.db
    .insert(person)
    .values({ email, name: 'Rosa Riquelme', role: 'SUPERVISOR', mustChangePassword, passwordHash })
  const signIn = (given = password, totp?: string) =>
    test.anonymous({
      method: 'POST',
      url: '/auth/login',
      payload: { email, password: given, ...(totp ? { totp } : {}) },
    })
  const first = await signIn()
  const call =
    (token: string) =>
    (
      method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
      url: string,
      payload?: object,
      headers: Record<string, string> = {},
    ) =>
      test.anonymous({
        method,
        url,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(payload ? { payload } : {}),
      })
  return { email, signIn, call: call(first.body.accessToken), another: call }
}

/** Every text the database holds of what happened, to look for secrets in. */
async function everythingKept(): Promise<string> {
  const { db } = test.runtime.database
  const rows = await db.rows(sql`
    SELECT changes AS text FROM audit_entry UNION ALL SELECT coalesce(answer::text, '') FROM idempotency_key`)
  return JSON.stringify(rows)
}

describe('one’s own preferences', () => {
  it('change, are in force at once and leave a trace', async () => {
    const { call } = await somebody()
    const changed = await call('PATCH', '/me', {
      locale: 'en',
      theme: 'sunlight',
      singleKeys: false,
      phone: '+56 9 1111 2222',
    })
    expect(changed).toMatchObject({ status: 200, body: { locale: 'en', theme: 'sunlight', singleKeys: false } })
    expect((await call('GET', '/me')).body).toMatchObject({ theme: 'sunlight', phone: '+56 9 1111 2222', version: 2 })
    const [entry] = await test.runtime.database.db.rows<{ changes: string }>(
      sql`SELECT changes FROM audit_entry WHERE action = 'person.preferencesChanged' ORDER BY seq DESC LIMIT 1`,
    )
    expect(JSON.parse(entry!.changes)).toMatchObject({ theme: ['system', 'sunlight'], locale: ['es-CL', 'en'] })
  })

  it('do not include the role', async () => {
    const { call } = await somebody()
    expect((await call('PATCH', '/me', { role: 'ADMIN' })).status).toBe(400)
  })
})

describe('changing the password', () => {
  it('lifts the forced change, signs the other devices out and keeps this one', async () => {
    const { call, signIn, another } = await somebody(true)
    const other = another((await signIn()).body.accessToken)
    expect((await call('GET', '/me/sessions')).body.code).toBe('auth.passwordChangeRequired')
    expect((await call('POST', '/me/password', { current: password, next })).status).toBe(204)
    expect((await call('GET', '/me/sessions')).body.items).toHaveLength(1)
    expect((await other('GET', '/me')).status).toBe(401)
    expect((await signIn()).status).toBe(401)
    expect((await signIn(next)).status).toBe(200)
  })

  it('refuses a wrong current password, a weak one, a personal one and the same one, at the field', async () => {
    const { call } = await somebody()
    const refused = async (current: string, wanted: string) => {
      const { status, body } = await call('POST', '/me/password', { current, next: wanted })
      return [status, ...body.errors.map((error: { field: string; code: string }) => `${error.field}:${error.code}`)]
    }
    expect(await refused('no es esta clave', next)).toEqual([422, 'current:wrong'])
    expect(await refused(password, 'corta')).toEqual([422, 'next:PASSWORD_TOO_SHORT'])
    expect(await refused(password, 'riquelme riquelme ')).toEqual([422, 'next:PASSWORD_PERSONAL'])
    expect(await refused(password, password)).toEqual([422, 'next:PASSWORD_UNCHANGED'])
  })

  it('leaves no password in the audit log nor in what is kept for replays', async () => {
    const { call } = await somebody()
    const headers = { 'idempotency-key': crypto.randomUUID() }
    expect((await call('POST', '/me/password', { current: password, next }, headers)).status).toBe(204)
    const kept = await everythingKept()
    expect(kept).not.toContain(next)
    expect(kept).not.toContain('argon2')
    const replays = sql`SELECT 1 FROM idempotency_key WHERE key = ${headers['idempotency-key']}`
    expect(await test.runtime.database.db.rows(replays)).toHaveLength(0)
  })
})

describe('devices', () => {
  it('are signed out one by one, and only one’s own', async () => {
    const { call, signIn, another } = await somebody()
    const other = another((await signIn()).body.accessToken)
    const { items } = (await call('GET', '/me/sessions')).body
    const id = items.find((item: { current: boolean }) => !item.current).id
    expect((await test.admin.delete(`/me/sessions/${id}`)).status).toBe(404)
    expect((await other('GET', '/me')).status).toBe(200)
    expect((await call('DELETE', `/me/sessions/${id}`)).status).toBe(204)
    expect((await other('GET', '/me')).status).toBe(401)
    expect((await call('DELETE', `/me/sessions/${id}`)).status).toBe(404)
  })
})

describe('the second factor', () => {
  const codeOf = (secret: string) => generate({ secret, epoch: Math.floor(now / 1000) })

  async function protectedSomebody() {
    const who = await somebody()
    const { secret } = (await who.call('POST', '/me/totp')).body
    const confirmed = await who.call('POST', '/me/totp/confirm', { code: await codeOf(secret) })
    return { ...who, secret, recovery: confirmed.body.recoveryCodes as string[] }
  }

  it('is asked for once confirmed, and a code works once', async () => {
    const { signIn, secret, call } = await protectedSomebody()
    expect((await call('GET', '/me')).body).toMatchObject({ totpEnabled: true, recoveryCodesLeft: 10 })
    expect((await signIn()).body.code).toBe('auth.totpRequired')
    expect((await signIn(password, await codeOf(secret))).status).toBe(401)
    now += 60_000
    const code = await codeOf(secret)
    expect((await signIn(password, code)).status).toBe(200)
    expect((await signIn(password, code)).status).toBe(401)
  })

  it('has no effect before it is confirmed, and not with a wrong code', async () => {
    const { signIn, call } = await somebody()
    expect((await call('POST', '/me/totp/confirm', { code: '000000' })).body.code).toBe('auth.totpNotStarted')
    const { secret } = (await call('POST', '/me/totp')).body
    const right = await codeOf(secret)
    const wrong = right === '000000' ? '000001' : '000000'
    expect((await call('POST', '/me/totp/confirm', { code: wrong })).body.code).toBe('auth.wrongCode')
    expect((await signIn()).status).toBe(200)
  })

  it('is replaced by each recovery code once', async () => {
    const { signIn, recovery, call } = await protectedSomebody()
    expect(new Set(recovery).size).toBe(10)
    expect((await signIn(password, recovery[3])).status).toBe(200)
    expect((await signIn(password, recovery[3])).status).toBe(401)
    expect((await signIn(password, 'aaaa-bbbb-cccc-dddd')).status).toBe(401)
    expect((await signIn(password, recovery[4])).status).toBe(200)
    expect((await call('GET', '/me')).body.recoveryCodesLeft).toBe(8)
  })

  it('is turned off by the password; one that is short without it must be replaced', async () => {
    const { call, signIn } = await protectedSomebody()
    const short = 'mil grúas!'
    expect((await call('POST', '/me/password', { current: password, next: short })).status).toBe(204)
    expect((await call('POST', '/me/totp/disable', { password })).body.code).toBe('auth.wrongPassword')
    expect((await call('POST', '/me/totp/disable', { password: short })).status).toBe(204)
    expect((await signIn(short)).body.me).toMatchObject({ totpEnabled: false, mustChangePassword: true })
  })

  it('keeps its secret and its codes out of the audit log and the replays', async () => {
    const { secret, recovery } = await protectedSomebody()
    const kept = await everythingKept()
    for (const word of [secret, ...recovery]) expect(kept).not.toContain(word)
  })
})
