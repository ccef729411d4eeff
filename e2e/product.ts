import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serverCommand } from '../scripts/server-command.js'
import { prepareFolder } from '../src/server/testing/database.ts'

const node = 'node_modules/node/bin/node'

export const administrator = { email: 'jefa@faena.example', password: 'una frase larga para la faena' }

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

function createAdministrator(env: NodeJS.ProcessEnv): void {
  const admin = ['src/cli/start.js', 'create-admin', '--email', administrator.email, '--password-stdin']
  const made = spawnSync(node, admin, { env, input: administrator.password, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`no administrator: ${made.stderr}`)
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>

export interface Product {
  url: string
  /** Calls the API as the administrator; `path` without the `/api/v1` prefix. */
  call: Call
  /** The same as somebody else. */
  as(login: { email: string; password: string }): Promise<Call>
  stop(): Promise<void>
}

/** Logins of the demo fleet, as the start prints them. */
export const demo = {
  admin: { email: 'admin@faena.example', password: 'faena-demo-admin' },
  supervisor: { email: 'supervisor@faena.example', password: 'faena-demo-supervisor' },
  operator: { email: 'operador@faena.example', password: 'faena-demo-operador' },
}

type Options = { demo?: boolean; env?: NodeJS.ProcessEnv }

/** The built product on an embedded database of its own: with one administrator and nothing else, or with the demo fleet. */
export async function startProduct(options: Options = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'faena-e2e-'))
  const prepared = await (options.demo ? once('demo', fillWithDemo) : once('empty', addAdministrator))
  cpSync(prepared, folder, { recursive: true })
  const product = await startIn(folder, options)
  return {
    ...product,
    async stop() {
      await product.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Where the journeys of one run find what was prepared for all of them. */
export const preparedPlace = (run: number) => join(tmpdir(), `faena-e2e-prepared-${run}`)

/** The folder `name` that `prepare` fills: whoever of a run needs it first does it, the others wait and copy it. */
async function once(name: string, prepare: (folder: string) => Promise<void>): Promise<string> {
  const place = join(preparedPlace(process.ppid), name)
  const [folder, ready] = [join(place, 'data'), join(place, 'ready')]
  mkdirSync(preparedPlace(process.ppid), { recursive: true })
  try {
    mkdirSync(place)
  } catch {
    while (!existsSync(ready)) {
      if (!existsSync(place)) throw new Error(`what journeys begin with could not be made: ${name}`)
      await pause(500)
    }
    return folder
  }
  try {
    await prepareFolder(join(folder, 'database'))
    await prepare(folder)
    writeFileSync(ready, '')
  } catch (error) {
    rmSync(place, { recursive: true, force: true })
    throw error
  }
  return folder
}

async function addAdministrator(folder: string): Promise<void> {
  createAdministrator({ ...process.env, DATA_DIR: folder, DATABASE_URL: '' })
}

/** As the demo stands when its first model is trained and its first predictions are made. */
async function fillWithDemo(folder: string): Promise<void> {
  const product = await startIn(folder, { demo: true })
  const { items: models } = await product.call<{ items: { id: string }[] }>('GET', '/predictions/models')
  const trained = () => product.call<{ finishedAt: string | null }>('GET', `/predictions/models/${models[0]!.id}`)
  while ((await trained()).finishedAt === null) await pause(500)
  const predicted = () => product.call<{ items: object[] }>('GET', '/predictions?limit=1')
  while ((await predicted()).items.length === 0) await pause(500)
  await product.stop()
}

async function startIn(folder: string, options: Options): Promise<Product> {
  const env = {
    ...process.env,
    DATA_DIR: folder,
    // The system gives one that nobody else takes between two looks.
    PORT: '0',
    DATABASE_URL: '',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '100000',
    ...options.env,
  }
  const server = spawn(node, serverCommand, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const url = await new Promise<string>((resolve, reject) => {
    server.once('message', (address) => resolve(String(address)))
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const send = async (method: string, path: string, token: string | null, body?: object) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
  const as = async (login: object): Promise<Call> => {
    const { accessToken } = await send('POST', '/auth/login', null, login)
    return (method, path, body) => send(method, path, accessToken, body)
  }
  return {
    url,
    call: await as(options.demo ? demo.admin : administrator),
    as,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
    },
  }
}
