import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { v7 } from 'uuid'
import type { Role } from '../../contract/permissions.ts'
import { buildApp, openRuntime } from '../app.ts'
import { openSession } from '../features/people/sessions.ts'
import { person, personSite } from '../features/people/tables.ts'
import { site } from '../features/sites/tables.ts'
import { readConfig } from '../platform/config.ts'
import { openTestDatabase } from './database.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  body: any
}

/** One signed-in person calling the API; `url` without the `/api/v1` prefix. */
export interface Caller {
  personId: string
  siteId: string | null
  token: string
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  patch(url: string, body: object, headers?: Record<string, string>): Promise<Answer>
  put(url: string, body: object, headers?: Record<string, string>): Promise<Answer>
  delete(url: string, headers?: Record<string, string>): Promise<Answer>
}

const names: Record<Role, string> = { ADMIN: 'Ada Admin', SUPERVISOR: 'Sofía Supervisora', OPERATOR: 'Óscar Operador' }

/**
 * The product on a database of its own: two sites (`north`, `south`), an administrator, and for each site a supervisor
 * and an operator. The queue is not worked unless a test calls `runtime.jobs.work()`.
 */
export async function openTestApp(
  options: { now?: () => string; env?: Record<string, string>; connections?: number } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'faena-'))
  const config = readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    WEB_DIR: folder,
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...options.env,
  })
  const test = await openTestDatabase(options.connections)
  const runtime = await openRuntime(config, {
    log: pino({ level: config.LOG_LEVEL }),
    database: test.database,
    ...(options.now ? { now: options.now } : {}),
  })
  const app = await buildApp(runtime)
  const { db } = runtime.database
  const north = v7()
  const south = v7()
  await db.insert(site).values([
    { id: north, code: 'NORTE', name: 'Faena Norte' },
    { id: south, code: 'SUR', name: 'Faena Sur' },
  ])

  async function request(token: string | null, call: InjectOptions): Promise<Answer> {
    const response = await app.inject({
      ...call,
      url: `/api/v1${String(call.url)}`,
      headers: { 'accept-language': 'es-CL', ...(token ? { authorization: `Bearer ${token}` } : {}), ...call.headers },
    })
    const isJson = String(response.headers['content-type'] ?? '').includes('json')
    return {
      status: response.statusCode,
      headers: response.headers,
      body: isJson ? response.json() : response.rawPayload,
    }
  }

  function callerWith(token: string, personId: string, siteId: string | null): Caller {
    const withBody =
      (method: 'POST' | 'PATCH' | 'PUT') =>
      (url: string, body?: object, headers: Record<string, string> = {}) =>
        request(token, { method, url, headers, ...(body === undefined ? {} : { payload: body }) })
    return {
      personId,
      siteId,
      token,
      get: (url, headers = {}) => request(token, { method: 'GET', url, headers }),
      delete: (url, headers = {}) => request(token, { method: 'DELETE', url, headers }),
      post: withBody('POST'),
      patch: withBody('PATCH'),
      put: withBody('PUT'),
    }
  }

  /** Adds a person and signs them in. */
  async function signIn(role: Role, siteId: string | null, name = names[role]): Promise<Caller> {
    const id = v7()
    await db.insert(person).values({ id, email: `${id}@faena.example`, name, role, mustChangePassword: false })
    if (siteId) await db.insert(personSite).values({ personId: id, siteId })
    const device = { ip: '127.0.0.1', userAgent: 'test', requestId: v7() }
    const signedIn = await runtime.database.transaction((tx) =>
      openSession(runtime, tx, { id, name }, runtime.now(), device),
    )
    return callerWith(signedIn.accessToken, id, siteId)
  }

  return {
    app,
    runtime,
    databaseUrl: test.url,
    sites: { north, south },
    admin: await signIn('ADMIN', null),
    supervisor: await signIn('SUPERVISOR', north),
    operator: await signIn('OPERATOR', north),
    otherSupervisor: await signIn('SUPERVISOR', south),
    otherOperator: await signIn('OPERATOR', south),
    signIn,
    anonymous: (call: InjectOptions) => request(null, call),
    async close() {
      await app.close()
      await runtime.jobs.stop()
      await test.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TestApp = Awaited<ReturnType<typeof openTestApp>>
