import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedDatabaseIn } from '../src/server/testing/database.ts'

const node = 'node_modules/node/bin/node'

export const administrator = { email: 'jefa@faena.example', password: 'una frase larga para la faena' }

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

export interface Product {
  url: string
  /** Calls the API as the administrator; `path` without the `/api/v1` prefix. */
  call<T>(method: string, path: string, body?: object): Promise<T>
  stop(): Promise<void>
}

/** The built product on an embedded database of its own, with one administrator and nothing else. */
export async function startProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'faena-e2e-'))
  await embeddedDatabaseIn(join(folder, 'database'))
  const port = await freePort()
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'warn' }
  const admin = ['src/cli/main.ts', 'create-admin', '--email', administrator.email, '--password-stdin']
  const made = spawnSync(node, admin, { env, input: administrator.password, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`no administrator: ${made.stderr}`)
  const server = spawn(node, ['src/server/main.ts'], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await new Promise((resolve, reject) => {
    server.once('message', resolve)
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const url = `http://127.0.0.1:${port}`
  const send = async (method: string, path: string, token: string | null, body?: object) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const { accessToken } = await send('POST', '/auth/login', null, administrator)
  return {
    url,
    call: (method, path, body) => send(method, path, accessToken, body),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
