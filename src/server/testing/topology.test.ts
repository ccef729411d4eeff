import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as send } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, testServer } from './database.ts'
import { faena, startServer } from './process.ts'

const has = (program: string, asked: string) => spawnSync(program, [asked]).error === undefined
const installed = has('nginx', '-v') && has('openssl', 'version') && has('redis-server', '--version')
const login = { email: 'jefa@faena.example', password: 'nieve en la cordillera' }

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

interface Answer {
  /** Null when the connection broke before an answer. */
  status: number | null
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  body: any
}

const parts = ['api-1', 'api-2', 'worker-1', 'worker-2', 'scheduler-1', 'scheduler-2'] as const
type Part = (typeof parts)[number]

/** What `compose.yaml` describes, on loopback: PostgreSQL, Redis, nginx with TLS, and processes of one role each. */
async function openTopology() {
  const folder = mkdtempSync(join(tmpdir(), 'faena-topology-'))
  const database = await openTestDatabase()
  const url = database.url!
  const [redisPort, front, insecure] = [await freePort(), await freePort(), await freePort()]
  const ports = new Map<Part, number>()
  for (const part of parts) ports.set(part, await freePort())
  const running = new Map<Part, ChildProcess>()
  const addressOf = (part: Part) => `http://127.0.0.1:${ports.get(part)}/api/v1`

  function startRedis(): ChildProcess {
    const quiet = ['--port', String(redisPort), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1']
    return spawn('redis-server', quiet, { stdio: 'ignore' })
  }

  async function start(part: Part): Promise<void> {
    const { child } = startServer(folder, {
      ...{ DATABASE_URL: url, DATA_DIR: folder, FAENA_ROLES: part.split('-')[0]!, NODE_ENV: 'test' },
      ...{ PORT: String(ports.get(part)), REDIS_URL: `redis://127.0.0.1:${redisPort}` },
      ...{ TRUST_PROXY: '127.0.0.1', LOG_LEVEL: 'error' },
    })
    running.set(part, child)
    while ((await fetch(`${addressOf(part)}/health/ready`).catch(() => null))?.status !== 200) await pause(100)
  }

  function startNginx(): ChildProcess {
    const [key, certificate] = [join(folder, 'privkey.pem'), join(folder, 'fullchain.pem')]
    const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=faena.example']
    spawnSync('openssl', [...asked, '-keyout', key, '-out', certificate])
    const configuration = readFileSync(new URL('../../../deploy/nginx.conf', import.meta.url), 'utf8')
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
    return new Promise((resolve) => {
      const headers = {
        host: 'faena.example',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      }
      const where = { host: '127.0.0.1', port: front, path: `/api/v1${path}` }
      const broken = () => resolve({ status: null, body: null })
      const call = send({ ...where, method, headers, rejectUnauthorized: false }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('error', broken)
        answer.on('end', () => {
          const isJson = String(answer.headers['content-type']).includes('json')
          resolve({ status: answer.statusCode!, body: isJson ? JSON.parse(text) : null })
        })
      })
      call.on('error', broken)
      call.end(body ? JSON.stringify(body) : undefined)
    })
  }

  const made = faena(
    folder,
    { DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'silent' },
    ['create-admin', '--email', login.email, '--password-stdin'],
    login.password,
  )
  expect(made.stderr).toBe('')
  let redis = startRedis()
  await Promise.all(parts.map(start))
  const nginx = startNginx()
  while ((await ask('GET', '/health', null)).status !== 200) await pause(100)
  return {
    folder,
    database,
    url,
    ask,
    /** kill -9, then started again after a while; answers how long until it was ready (ms). */
    async kill(part: Part): Promise<number> {
      running.get(part)!.kill('SIGKILL')
      await pause(1500)
      const began = performance.now()
      await start(part)
      return Math.round(performance.now() - began)
    },
    async killRedis() {
      redis.kill('SIGKILL')
      await pause(1500)
      redis = startRedis()
      await pause(1500)
    },
    async close() {
      for (const child of [...running.values(), redis]) child.kill('SIGKILL')
      nginx.kill('SIGQUIT')
      await pause(300)
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const unanswered = (status: number | null) => status === null || status === 502 || status === 503 || status === 504

describe.skipIf(!testServer || !installed)('the production topology', () => {
  let topology: Awaited<ReturnType<typeof openTopology>>
  beforeAll(async () => {
    topology = await openTopology()
  })
  afterAll(() => topology?.close())

  it('loses nothing acknowledged and doubles nothing while each part is killed in turn under load', async () => {
    const { ask } = topology
    const { body: session } = await ask('POST', '/auth/login', null, login)
    const token: string = session.accessToken
    const { body: site } = await ask('POST', '/sites', token, { code: 'MINA', name: 'Mina' })
    const { body: types } = await ask('GET', '/asset-types', token)
    const unit = { code: 'RE-01', name: 'Retro', typeId: types.items[0].id, siteId: site.id }
    const { body: asset } = await ask('POST', '/assets', token, unit)
    const { body: kinds } = await ask('GET', '/order-types', token)
    const typeId = kinds.items.find(({ code }: { code: string }) => code === 'INSPECTION').id
    const mechanic = { name: 'Rosa Mecánica', email: 'rosa@faena.example', role: 'OPERATOR', siteIds: [site.id] }
    const { body: person } = await ask('POST', '/people', token, mechanic)
    const assigneeId = (person.person ?? person).id

    const kept = new Map<string, string>()
    const refused: string[] = []
    let [over, unavailable, reads] = [false, 0, 0]
    const work = async (writer: number) => {
      for (let i = 0; !over; i++) {
        const order = { title: `Orden ${writer}-${i}`, assetId: asset.id, typeId, priority: 'LOW', assigneeId }
        const key = `${writer}-${i}-topology`
        for (;;) {
          const { status, body } = await ask('POST', '/work-orders', token, order, key)
          if (status === 201) kept.set(order.title, body.number)
          else if (unanswered(status)) {
            // The part that was asked is gone: the same request again, under its key, has its effect once.
            unavailable += 1
            await pause(50)
            continue
          } else refused.push(`${status} ${body?.code}`)
          break
        }
        await pause(250)
        const read = await ask('GET', '/work-orders?limit=20', token)
        if (read.status === 200) reads += 1
        else if (!unanswered(read.status)) refused.push(`GET ${read.status}`)
      }
    }
    const writers = Array.from({ length: 6 }, (_, writer) => work(writer))
    const recovery: Record<string, number> = {}
    for (const part of parts) recovery[part] = await topology.kill(part)
    await topology.killRedis()
    over = true
    await Promise.all(writers)
    process.stdout.write(
      `topology: ${kept.size} orders, ${reads} lists, ${unavailable} requests of killed parts; ready again (ms) ${JSON.stringify(recovery)}\n`,
    )

    expect(refused).toEqual([])
    const { db } = topology.database.database
    const { rows } = await db.executeSql('SELECT title, number FROM work_order')
    const found = new Map((rows as { title: string; number: string }[]).map(({ title, number }) => [title, number]))
    expect(found.size, 'no order twice').toBe(rows.length)
    for (const [title, number] of kept) expect(found.get(title)).toBe(number)
    const sequences = [...found.values()].map((number) => Number(number.slice(-6))).sort((a, b) => a - b)
    expect(sequences).toEqual(sequences.map((_, i) => i + 1))

    // Told, or still waiting to be: a job is counted with its notice until it has ended, so it is asked until they agree.
    const known = async () => {
      const answer = await db.executeSql(`
        SELECT ((SELECT count(DISTINCT happening_id) FROM notice WHERE person_id = '${assigneeId}')
          + (SELECT count(*) FROM jobs.job WHERE name = 'notice.tell' AND state < 'completed'
            AND data ->> 'name' = 'workOrder.assigned'))::int AS known,
          (SELECT count(*) - count(DISTINCT happening_id) FROM notice WHERE person_id = '${assigneeId}')::int AS doubled`)
      return answer.rows[0]
    }
    await expect.poll(known, { timeout: 60_000, interval: 70 }).toEqual({ known: found.size, doubled: 0 })
    const { rows: twice } = await db.executeSql(`
      SELECT name FROM jobs.job WHERE name LIKE '%.escalate' OR name LIKE 'mail.%'
      GROUP BY name, date_trunc('minute', created_on) HAVING count(*) > 1`)
    expect(twice, 'two schedulers, each schedule once a minute').toEqual([])
    expect(faena(topology.folder, { DATABASE_URL: topology.url }, ['audit', 'verify']).status).toBe(0)
  }, 400_000)
})
