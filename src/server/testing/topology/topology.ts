import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as send } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openServerDatabase } from '../../platform/database/server.ts'
import { faena, runFaena, startServer } from '../process.ts'
import { createCluster } from './cluster.ts'

export const login = { email: 'jefa@faena.example', password: 'nieve en la cordillera' }

/** A request that takes longer (ms) hangs. */
const patience = 60_000

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => found(port))
    })
  })
}

export interface Answer {
  /** `null` when the connection broke before an answer. */
  status: number | null
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  body: any
  /** Nothing came for longer than anybody waits. */
  hung?: true
}

export const parts = ['api-1', 'api-2', 'worker-1', 'worker-2', 'scheduler-1', 'scheduler-2'] as const
export type Part = (typeof parts)[number]

const since = (began: number) => Math.round(performance.now() - began)

/**
 * What `compose.yaml` describes, on loopback: PostgreSQL, Redis, nginx with TLS, and processes of one role each; with
 * one worker and one scheduler more.
 */
export async function openTopology() {
  const folder = mkdtempSync(join(tmpdir(), 'faena-topology-'))
  const [redisPort, front, insecure, databasePort] = await Promise.all(Array.from({ length: 4 }, freePort))
  const ports = new Map<Part, number>()
  for (const part of parts) ports.set(part, await freePort())
  const cluster = await createCluster(databasePort!)
  const running = new Map<Part, ReturnType<typeof startServer>>()
  const settings = { DATABASE_URL: cluster.url, DATA_DIR: folder }
  /** Of the version that is started from now on. */
  let code: string | undefined

  function startRedis(): ChildProcess {
    const quiet = ['--port', String(redisPort), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
    return spawn('redis-server', quiet, { stdio: 'ignore' })
  }

  const statusOf = async (part: Part) => {
    const answer = await fetch(`http://127.0.0.1:${ports.get(part)}/api/v1/health/ready`).catch(() => null)
    return answer?.status ?? null
  }
  async function untilReady(part: Part): Promise<void> {
    while ((await statusOf(part)) !== 200) {
      const { child, output } = running.get(part)!
      if (child.exitCode !== null) throw new Error(`${part} ended: ${output().slice(-2000)}`)
      await pause(50)
    }
  }

  async function start(part: Part): Promise<void> {
    const started = startServer(
      folder,
      {
        ...settings,
        ...{ FAENA_ROLES: part.split('-')[0]!, NODE_ENV: 'test', DATABASE_POOL: '10' },
        ...{ PORT: String(ports.get(part)), REDIS_URL: `redis://127.0.0.1:${redisPort}` },
        ...{ TRUST_PROXY: '127.0.0.1', LOG_LEVEL: 'error', WEB_DIR: resolve('dist/web') },
      },
      code,
    )
    running.set(part, started)
    await untilReady(part)
  }

  function startNginx(): ChildProcess {
    const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')]
    const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=faena.example']
    spawnSync('openssl', [...asked, '-keyout', key, '-out', certificate])
    const configuration = readFileSync(new URL('../../../../deploy/nginx.conf', import.meta.url), 'utf8')
      .replace('api-1:8000', `127.0.0.1:${ports.get('api-1')}`)
      .replace('api-2:8000', `127.0.0.1:${ports.get('api-2')}`)
      .replaceAll('tls/', `${folder}/`)
      .replace('/tmp/nginx.pid', join(folder, 'nginx.pid'))
      .replace(/listen 80 [^;]*;\s*listen \[::\]:80 [^;]*;/, `listen 127.0.0.1:${insecure};`)
      .replace(/listen 443 [^;]*;\s*listen \[::\]:443 [^;]*;/, `listen 127.0.0.1:${front} ssl;`)
    writeFileSync(join(folder, 'nginx.conf'), configuration)
    return spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: 'ignore' })
  }

  /** A request through nginx and TLS. */
  function ask(method: string, path: string, token: string | null, body?: object, key?: string): Promise<Answer> {
    return new Promise((found) => {
      const headers = {
        host: 'faena.example',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      }
      const where = { host: '127.0.0.1', port: front!, path: `/api/v1${path}`, timeout: patience }
      const broken = () => found({ status: null, type: '', body: null })
      const call = send({ ...where, method, headers, rejectUnauthorized: false }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('error', broken)
        answer.on('end', () => {
          const type = String(answer.headers['content-type'])
          found({ status: answer.statusCode!, type, body: type.includes('json') ? JSON.parse(text) : text })
        })
      })
      call.on('timeout', () => {
        found({ status: null, type: '', body: null, hung: true })
        call.destroy()
      })
      call.on('error', broken)
      call.end(body ? JSON.stringify(body) : undefined)
    })
  }

  const quiet = { ...settings, LOG_LEVEL: 'silent' }
  const made = faena(folder, quiet, ['create-admin', '--email', login.email, '--password-stdin'], login.password)
  if (made.status !== 0) throw new Error(made.stderr)
  let redis = startRedis()
  await Promise.all(parts.map(start))
  const nginx = startNginx()
  while ((await ask('GET', '/health', null)).status !== 200) await pause(100)

  return {
    folder,
    url: cluster.url,
    front: front!,
    ask,
    statusOf,
    /** Parts that ended without being told to, with what they said. */
    fallen: () =>
      [...running]
        .filter(([, { child }]) => child.exitCode !== null)
        .map(([part, { output }]) => `${part}: ${output().slice(-2000)}`),
    /** kill -9, then started again after a while; answers how long until it was ready (ms). */
    async kill(part: Part): Promise<number> {
      running.get(part)!.child.kill('SIGKILL')
      await pause(1500)
      const began = performance.now()
      await start(part)
      return since(began)
    },
    /** Told to end, as a new version is rolled out, and started again in that version. */
    async replace(part: Part): Promise<number> {
      const began = performance.now()
      const { child, exited } = running.get(part)!
      child.kill('SIGTERM')
      await exited
      await start(part)
      return since(began)
    },
    async killRedis() {
      redis.kill('SIGKILL')
      await pause(1500)
      redis = startRedis()
      await pause(1500)
    },
    /** Ends PostgreSQL for a while; answers how long (ms) after it answers again every part is ready. */
    async restartDatabase(signal: 'SIGINT' | 'SIGKILL'): Promise<number> {
      await cluster.end(signal)
      await pause(2000)
      await cluster.start()
      const began = performance.now()
      await Promise.all(parts.map(untilReady))
      return since(began)
    },
    /** Applies the migrations of another version's `src`, and starts that version from now on. */
    async migrateTo(other: string) {
      code = other
      return runFaena(folder, quiet, ['migrate'], '', other)
    },
    verifyAudit: () => faena(folder, quiet, ['audit', 'verify']).status,
    openDatabase: () => openServerDatabase(cluster.url, 2),
    async close() {
      const gone = [...running.values()].map(({ child, exited }) => {
        child.kill('SIGKILL')
        return exited
      })
      redis.kill('SIGKILL')
      const over = once(nginx, 'exit')
      nginx.kill('SIGTERM')
      await Promise.all([...gone, over])
      await cluster.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Topology = Awaited<ReturnType<typeof openTopology>>
