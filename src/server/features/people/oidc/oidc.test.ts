import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import {
  type IdentityProvider,
  type ProviderAccount,
  passProvider,
  startIdentityProvider,
} from '../../../testing/identity-provider.ts'
import { oidcAttempt, person, personIdentity } from '../tables.ts'

const publicUrl = 'http://faena.example'
let provider: IdentityProvider
let test: TestApp
let late = 0

const settings = () => ({
  ...provider.client,
  PUBLIC_URL: publicUrl,
  OIDC_NAME: 'Cuenta Minera',
  LOGIN_LIMIT_PER_MINUTE: '1000',
})
const openApp = (more: Record<string, string> = {}) =>
  openTestApp({ env: { ...settings(), ...more }, now: () => new Date(Date.now() + late).toISOString() })

beforeAll(async () => {
  provider = await startIdentityProvider(`${publicUrl}/api/v1/auth/oidc/callback`)
  test = await openApp({ OIDC_EMAIL_DOMAINS: 'faena.example, Otra.example' })
})
afterAll(async () => {
  await test.close()
  await provider.stop()
})
afterEach(() => {
  late = 0
  Object.assign(provider.state, { falsify: null, broken: false })
})

const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) =>
  [answer.headers['set-cookie']].flat().find((line) => String(line).startsWith(`${name}=`)) as string | undefined
const bare = (cookie: string | undefined) => cookie?.split(';')[0] ?? ''

async function leave(app: TestApp, next = '/') {
  const answer = await app.anonymous({ method: 'GET', url: `/auth/oidc/login?next=${encodeURIComponent(next)}` })
  return { answer, entrance: String(answer.headers.location), cookie: bare(cookieOf(answer, 'faena_oidc')) }
}
const comeBack = (app: TestApp, address: string, cookie: string) =>
  app.anonymous({ method: 'GET', url: address.replace(`${publicUrl}/api/v1`, ''), headers: { cookie } })

/** The whole way: out, through the provider's pages and back. */
async function tryIn(account: string | null, { app = test, next = '/' } = {}) {
  const { entrance, cookie } = await leave(app, next)
  return comeBack(app, await passProvider(entrance, provider, account), cookie)
}

const refused = (code: string) => ({ status: 303, headers: { location: `/login?refused=${code}` } })
const goesOn = { status: 303, headers: { location: '/login?signedIn=1&next=%2F' } }

async function sessionOf(app: TestApp, answer: { headers: Record<string, unknown> }) {
  const cookie = bare(cookieOf(answer, 'faena_refresh'))
  const { body } = await app.anonymous({ method: 'POST', url: '/auth/refresh', headers: { cookie } })
  return { me: body.me, headers: { authorization: `Bearer ${body.accessToken}` } }
}

let made = 0
/** Somebody with an account at the provider and, unless `inFaena` is null, a person with the same address here. */
async function somebody(account: ProviderAccount = {}, inFaena: Partial<typeof person.$inferInsert> | null = {}) {
  made += 1
  const login = `cuenta-${made}`
  const email = account.email ?? `persona${made}@faena.example`
  provider.accounts.set(login, { email, email_verified: true, name: `Persona ${made}`, ...account })
  if (inFaena === null) return { login, email, id: '' }
  const values = { email, name: `Persona ${made}`, role: 'SUPERVISOR' as const, ...inFaena }
  const [row] = await test.runtime.database.db.insert(person).values(values).returning({ id: person.id })
  return { login, email, id: row!.id }
}

describe('signing in at the provider', () => {
  it('opens the session a password would, whatever the password and the second factor here', async () => {
    const totp = { totpSecret: 'x', totpEnabledAt: '2026-01-01T00:00:00Z' }
    const { login, email, id } = await somebody({}, { ...totp, mustChangePassword: true })
    const answer = await tryIn(login, { next: '/work-orders?status=OPEN' })
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/login?signedIn=1&next=%2Fwork-orders%3Fstatus%3DOPEN')
    expect(cookieOf(answer, 'faena_refresh')).toMatch(/Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict/)
    expect(cookieOf(answer, 'faena_oidc')).toMatch(/^faena_oidc=;.*Max-Age=0|^faena_oidc=;.*1970/)
    const { me, headers } = await sessionOf(test, answer)
    expect(me).toMatchObject({ id, email, mustChangePassword: false, totpEnabled: true })
    const call = (method: 'GET' | 'PATCH', url: string, payload?: object) =>
      test.anonymous({ method, url, headers, ...(payload ? { payload } : {}) })
    expect((await call('GET', '/assets')).status).toBe(200)
    expect((await call('PATCH', '/me', { theme: 'dark' })).body).toMatchObject({ mustChangePassword: false })
    expect((await call('GET', '/me')).body).toMatchObject({ mustChangePassword: false })
    expect((await call('GET', '/me/sessions')).body.items).toMatchObject([{ current: true, method: 'oidc' }])
    const { body: audit } = await test.admin.get(`/audit?entityType=person&entityId=${id}`)
    const actions = audit.items.map(({ action }: { action: string }) => action)
    expect(actions).toEqual(expect.arrayContaining(['session.opened', 'person.identityLinked']))
    await expect
      .poll(async () => (await test.admin.get('/security-events?kind=signedIn')).body.items)
      .toContainEqual(expect.objectContaining({ subject: email, route: 'GET /api/v1/auth/oidc/callback' }))
  })

  it('knows the person by the identity afterwards, whatever becomes of the address', async () => {
    const { login, id } = await somebody()
    expect(await tryIn(login)).toMatchObject(goesOn)
    provider.accounts.set(login, { email: 'otra@faena.example', email_verified: false })
    expect((await sessionOf(test, await tryIn(login))).me.id).toBe(id)
  })

  it('links once when somebody comes in from two windows at the same time', async () => {
    const { login } = await somebody()
    const answers = await Promise.all([tryIn(login), tryIn(login), tryIn(login)])
    expect(answers).toMatchObject([goesOn, goesOn, goesOn])
  })

  it('reads the address in the ID token when it is there', async () => {
    const { login, email } = await somebody({ email: 'sinverificar@faena.example', email_verified: false })
    provider.state.falsify = { claims: { email: email.toUpperCase(), email_verified: 'true' } }
    expect(await tryIn(login)).toMatchObject(goesOn)
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/login'])(
    'never goes on to %s',
    async (next) => {
      const { login } = await somebody()
      expect(await tryIn(login, { next })).toMatchObject(goesOn)
    },
  )

  it('asks for PKCE, state and nonce, in a cookie that other sites cannot send but by a navigation', async () => {
    const { answer, entrance } = await leave(test)
    const asked = Object.fromEntries(new URL(entrance).searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      redirect_uri: `${publicUrl}/api/v1/auth/oidc/callback`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    })
    expect(new Set([asked.state, asked.nonce, asked.code_challenge]).size).toBe(3)
    expect(cookieOf(answer, 'faena_oidc')).toMatch(/Max-Age=600; Path=\/api\/v1\/auth\/oidc; HttpOnly; SameSite=Lax/)
  })
})

describe('a person who may not come in', () => {
  const deactivatedAt = '2026-01-01T00:00:00Z'
  it.each([
    ['is unknown here', {}, null, 'auth.oidcUnknown'],
    ['did not verify the address', { email_verified: false }, {}, 'auth.oidcUnverified'],
    ['has an address of which the provider says nothing', { email_verified: undefined }, {}, 'auth.oidcUnverified'],
    ['has no address', { email: undefined }, null, 'auth.oidcUnverified'],
    ['has an address of another domain', { email: 'x@evil.example' }, {}, 'auth.oidcDomain'],
    ['was deactivated', {}, { deactivatedAt }, 'auth.oidcDeactivated'],
  ])('%s', async (_who, account, inFaena, code) => {
    const { login, email } = await somebody(account as ProviderAccount, inFaena)
    if ('email' in account && !account.email) provider.accounts.set(login, {})
    const answer = await tryIn(login)
    expect(answer).toMatchObject(refused(code))
    expect(cookieOf(answer, 'faena_refresh')).toBeUndefined()
    if (code === 'auth.oidcUnknown') {
      await expect
        .poll(async () => (await test.admin.get('/security-events?kind=signInRefused')).body.items)
        .toContainEqual(expect.objectContaining({ subject: email }))
    }
  })

  it('was deactivated after being linked', async () => {
    const { login, id } = await somebody()
    await tryIn(login)
    await test.runtime.database.db.update(person).set({ deactivatedAt }).where(eq(person.id, id))
    expect(await tryIn(login)).toMatchObject(refused('auth.oidcDeactivated'))
  })

  it('got the address of somebody who is linked already', async () => {
    const { login, email } = await somebody()
    await tryIn(login)
    provider.accounts.set('heredero', { email, email_verified: true })
    expect(await tryIn('heredero')).toMatchObject(refused('auth.oidcOtherIdentity'))
  })

  it('declines at the provider', async () => {
    expect(await tryIn(null)).toMatchObject(refused('auth.oidcDenied'))
  })
})

describe('an answer that proves nothing', () => {
  const arrive = async () => {
    const { login } = await somebody()
    const { entrance, cookie } = await leave(test)
    return { cookie, address: await passProvider(entrance, provider, login) }
  }

  it('works once', async () => {
    const { address, cookie } = await arrive()
    expect(await comeBack(test, address, cookie)).toMatchObject(goesOn)
    expect(await comeBack(test, address, cookie)).toMatchObject(refused('auth.oidcExpired'))
  })

  it('works once even when it comes twice at the same time', async () => {
    const { address, cookie } = await arrive()
    const answers = await Promise.all([1, 2, 3].map(() => comeBack(test, address, cookie)))
    const places = answers.map(({ headers }) => headers.location).sort()
    expect(places).toEqual([...Array(2).fill('/login?refused=auth.oidcExpired'), goesOn.headers.location])
  })

  it('comes with another state, from another browser, without a cookie or too late', async () => {
    const { address, cookie } = await arrive()
    const forged = address.replace(/state=[^&]+/, 'state=otro')
    const other = (await leave(test)).cookie
    for (const [place, brought] of [
      [forged, cookie],
      [address, other],
      [address, ''],
      [`${publicUrl}/api/v1/auth/oidc/callback?error=access_denied&state=otro`, cookie],
      [`${publicUrl}/api/v1/auth/oidc/callback`, cookie],
    ] as const) {
      expect(await comeBack(test, place, brought), place).toMatchObject(refused('auth.oidcExpired'))
    }
    late = 601_000
    expect(await comeBack(test, address, cookie)).toMatchObject(refused('auth.oidcExpired'))
  })

  it('has a code of somebody else’s sign-in', async () => {
    const [mine, theirs] = [await arrive(), await arrive()]
    const code = /code=[^&]+/.exec(theirs.address)![0]
    const injected = mine.address.replace(/code=[^&]+/, code)
    expect(await comeBack(test, injected, mine.cookie)).toMatchObject(refused('auth.oidcExpired'))
  })

  it.each([
    ['another nonce', { claims: { nonce: 'otro' } }],
    ['an hour past', { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
    ['another audience', { claims: { aud: 'otra' } }],
    ['another issuer', { claims: { iss: 'http://127.0.0.1:1' } }],
    ['a foreign signature', { foreignKey: true as const }],
  ])('holds an ID token with %s', async (_what, falsify) => {
    const { address, cookie } = await arrive()
    provider.state.falsify = falsify
    expect(await comeBack(test, address, cookie)).toMatchObject(refused('auth.oidcInvalid'))
  })

  it.each([
    ['/callback?state=a&state=b', 'auth.oidcUnavailable'],
    ['/callback?code[]=a&state=%00', 'auth.oidcExpired'],
    ['/callback?state=%FF', 'auth.oidcExpired'],
    ['/login?next=a&next=b', 'auth.oidcUnavailable'],
    [`/login?next=${'x'.repeat(2001)}`, 'auth.oidcUnavailable'],
  ])('is no answer at all: %s', async (address, code) => {
    const { cookie } = await leave(test)
    const answer = await test.anonymous({ method: 'GET', url: `/auth/oidc${address}`, headers: { cookie } })
    expect(answer).toMatchObject(refused(code))
  })
})

describe('a provider that is away', () => {
  it('sends people back to the login page, and lets them in when it has come back', async () => {
    const app = await openApp()
    provider.state.broken = true
    expect((await leave(app)).answer).toMatchObject(refused('auth.oidcUnavailable'))
    provider.state.broken = false
    const { entrance, cookie } = await leave(app)
    provider.accounts.set('nadie', { email: 'nadie@faena.example', email_verified: true })
    const address = await passProvider(entrance, provider, 'nadie')
    provider.state.broken = true
    expect(await comeBack(app, address, cookie)).toMatchObject(refused('auth.oidcUnavailable'))
    await app.close()
  })

  it('is asked for its metadata once for many people', async () => {
    const app = await openApp()
    const before = provider.state.discoveries
    await Promise.all([1, 2, 3].map(() => leave(app)))
    await leave(app)
    expect(provider.state.discoveries - before).toBe(1)
    await app.close()
  })
})

it('lets an address try only so often', async () => {
  const app = await openApp({ LOGIN_LIMIT_PER_MINUTE: '2' })
  for (let i = 0; i < 2; i += 1) expect((await leave(app)).entrance).toContain(provider.issuer)
  expect((await leave(app)).answer).toMatchObject(refused('auth.oidcUnavailable'))
  await app.close()
})

it('is off, and says so, unless it is set up', async () => {
  const app = await openTestApp()
  expect((await app.anonymous({ method: 'GET', url: '/auth/oidc' })).body).toEqual({ name: null })
  expect((await leave(app)).answer).toMatchObject(refused('auth.oidcOff'))
  expect(await comeBack(app, '/auth/oidc/callback', '')).toMatchObject(refused('auth.oidcOff'))
  await app.close()
})

it('adds unknown people of the company where that is wanted, and believes a provider that gave out the addresses', async () => {
  const more = { OIDC_CREATE_PEOPLE: 'true', OIDC_EMAIL_DOMAINS: 'faena.example', OIDC_TRUST_EMAIL: 'true' }
  const app = await openApp(more)
  provider.accounts.set('nueva', { email: 'nueva@faena.example', name: 'Nueva Persona' })
  const { me } = await sessionOf(app, await tryIn('nueva', { app }))
  expect(me).toMatchObject({ name: 'Nueva Persona', role: 'OPERATOR', sites: [], mustChangePassword: false })
  provider.accounts.set('ajena', { email: 'ajena@evil.example', email_verified: true })
  expect(await tryIn('ajena', { app })).toMatchObject(refused('auth.oidcDomain'))
  provider.accounts.set('dudosa', { email: 'dudosa@faena.example', email_verified: false })
  expect(await tryIn('dudosa', { app })).toMatchObject(refused('auth.oidcUnverified'))
  const created = await app.admin.get(`/audit?entityType=person&entityId=${me.id}&action=person.created`)
  expect(created.body.items).toHaveLength(1)
  await app.close()
})

describe('a linked identity', () => {
  it('is shown to its person and to who manages them, and either unlinks it', async () => {
    const { login, email, id } = await somebody()
    const { headers } = await sessionOf(test, await tryIn(login))
    const own = () => test.anonymous({ method: 'GET', url: '/me/identities', headers })
    const shown = { issuer: provider.issuer, email }
    expect((await own()).body).toMatchObject({ provider: 'Cuenta Minera', items: [shown] })
    const { body: detail } = await test.admin.get(`/people/${id}`)
    expect(detail.identities).toMatchObject([shown])
    const [identity] = detail.identities
    expect((await test.supervisor.delete(`/people/${id}/identities/${identity.id}`)).status).toBe(404)
    expect((await test.admin.delete(`/me/identities/${identity.id}`)).status).toBe(404)
    expect((await test.admin.delete(`/people/${id}/identities/${identity.id}`)).status).toBe(204)
    expect((await own()).body.items).toEqual([])
    await tryIn(login)
    const [again] = (await own()).body.items
    const url = `/me/identities/${again.id}`
    expect((await test.anonymous({ method: 'DELETE', url, headers })).status).toBe(204)
    expect((await test.anonymous({ method: 'DELETE', url, headers })).status).toBe(404)
    const left = await test.runtime.database.db.select().from(personIdentity).where(eq(personIdentity.personId, id))
    expect(left).toEqual([])
    const { body } = await test.admin.get(`/audit?entityType=person&entityId=${id}&action=person.identityUnlinked`)
    expect(body.items).toHaveLength(2)
  })
})

it('keeps nothing of an attempt that would let anybody finish it', async () => {
  const { cookie, entrance } = await leave(test)
  const [row] = await test.runtime.database.db.select().from(oidcAttempt).orderBy(sql`started_at DESC`).limit(1)
  const kept = JSON.stringify(row)
  const { state, nonce } = Object.fromEntries(new URL(entrance).searchParams)
  for (const secret of [cookie.split('=')[1]!, state!, nonce!]) expect(kept).not.toContain(secret)
})
