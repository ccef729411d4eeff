import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type LoadResult, load, type Shot } from './load.ts'
import { faena, type Running, startFloor, startProduct } from './product.ts'
import { type Statement, tap } from './wire.ts'

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '200000' },
    assets: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '4' },
    database: { type: 'string', default: process.env.BENCH_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres' },
    embedded: { type: 'boolean', default: false },
    prediction: { type: 'boolean', default: false },
  },
})
const login = { email: 'bench@faena.example', password: 'nieve en la cordillera' }
const duration = Number(options.seconds) * 1000
const say = (line: string) => process.stdout.write(`${line}\n`)

async function call(port: number, token: string | null, method: string, path: string, body?: object) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}
const signIn = async (port: number) => (await call(port, null, 'POST', '/auth/login', login)).accessToken as string

interface Operation {
  name: string
  shots: (n: number) => Shot
  /** Writes change what they repeat, so their statements cannot be replayed beside them. */
  write?: boolean
  /** At most so many requests, as each needs a record of its own. */
  requests?: number
}

/** Reads over the whole table, and the life of orders of its own. */
async function operations(
  port: number,
  token: string,
): Promise<{ reads: Operation[]; writes: () => Promise<Operation[]> }> {
  const get = (path: string): Shot => ({ method: 'GET', path: `/api/v1${path}` })
  const post = (path: string, body: object): Shot => ({ method: 'POST', path: `/api/v1${path}`, body })
  const first = (await call(port, token, 'GET', '/work-orders?limit=1')).items[0]
  const types = (await call(port, token, 'GET', '/order-types')).items
  const typeId = types.find((type: { code: string }) => type.code === 'INSPECTION').id
  const units = (await call(port, token, 'GET', '/assets?kind=UNIT&limit=200')).items
  const order = (n: number) => ({ title: 'Medir', assetId: units[n % units.length].id, typeId, priority: 'LOW' })
  const filtered = '/work-orders?status=COMPLETED,CLOSED&category=CORRECTIVE&priority=HIGH&limit=50'
  return {
    reads: [
      { name: 'list', shots: () => get('/work-orders?limit=50') },
      { name: 'filtered list', shots: () => get(filtered) },
      { name: 'search', shots: () => get('/search?q=bomba&limit=8') },
      { name: 'detail', shots: () => get(`/work-orders/${first.id}`) },
    ],
    async writes() {
      const ids: string[] = []
      for (let i = 0; i < 1200; i++) ids.push((await call(port, token, 'POST', '/work-orders', order(i))).id)
      const one = (n: number) => ids[n % ids.length]!
      return [
        { name: 'create', write: true, shots: (n) => post('/work-orders', order(n)) },
        { name: 'start', write: true, requests: ids.length, shots: (n) => post(`/work-orders/${one(n)}/start`, {}) },
        {
          name: 'complete',
          write: true,
          requests: ids.length,
          shots: (n) => post(`/work-orders/${one(n)}/complete`, { notes: 'Listo', hours: 0.01 }),
        },
      ]
    },
  }
}

const ms = (value: number) => value.toFixed(1)
const row = (cells: (string | number)[]) => say(`| ${cells.join(' | ')} |`)
const headings = (cells: string[]) => {
  row(cells)
  row(cells.map(() => '---'))
}
const figures = (result: LoadResult) => [result.perSecond, ms(result.p50), ms(result.p95), ms(result.p99)]

async function measure(port: number, token: string, operation: Operation, connections: number, offset = 0) {
  const { shots, requests } = operation
  const result = await load({
    port,
    connections,
    ...(requests ? { requests, duration: 120_000 } : { duration }),
    headers: { authorization: `Bearer ${token}` },
    next: (n) => shots(n + offset),
  })
  if (result.failures > 0)
    throw new Error(`${operation.name}: ${result.failures} of ${result.requests} were refused: ${result.refusal}`)
  return result
}

/** What one request of each kind executes, read on the wire; the first of each warms what is cached. */
async function statementsOf(url: URL, env: Record<string, string>): Promise<Record<string, Statement[]>> {
  const relay = await tap({ host: url.hostname, port: Number(url.port || 5432) })
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(relay.port)
  const product = await startProduct(8191, { ...env, DATABASE_URL: through.href })
  const token = await signIn(product.port)
  const { reads, writes } = await operations(product.port, token)
  const found: Record<string, Statement[]> = {}
  for (const { name, shots, write } of [...reads, ...(await writes())]) {
    for (const n of [0, 1]) {
      relay.take()
      const shot = shots(n)
      await call(product.port, token, shot.method, shot.path.slice('/api/v1'.length), shot.body)
      found[name] = relay.take().filter(({ text }) => write || !/pgboss|jobs\./.test(text))
    }
  }
  await product.stop()
  relay.close()
  return found
}

async function onServer(): Promise<void> {
  const name = `faena_bench_${process.pid}`
  const admin = new pg.Client({ connectionString: options.database })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(options.database)
  url.pathname = `/${name}`
  const folder = mkdtempSync(join(tmpdir(), 'faena-bench-'))
  const env = { DATABASE_URL: url.href, DATA_DIR: folder }
  try {
    const began = performance.now()
    faena(['seed', '--demo', '--assets', options.assets, '--orders', options.orders], env)
    say(`Seeded ${options.orders} orders in ${((performance.now() - began) / 1000).toFixed(1)} s\n`)
    faena(['create-admin', '--email', login.email, '--password-stdin'], env, login.password)
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    await client.query('VACUUM ANALYZE')
    await client.end()

    const statements = await statementsOf(url, env)
    const product = await startProduct(8190, env)
    const floor = await startFloor(url.href, statements)
    say(`PostgreSQL, ready in ${product.startup.toFixed(1)} s\n`)
    try {
      await everything(product, statements, floor)
    } finally {
      await floor.stop()
    }
    await dashboards(product.port)
    await product.stop()
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** The planner's dashboard: with the summaries behind by all that the load wrote, computed anew, and kept. */
async function dashboards(port: number): Promise<void> {
  let token = await signIn(port)
  const timed = async () => {
    const from = performance.now()
    await call(port, token, 'GET', '/dashboard')
    return performance.now() - from
  }
  const behind = await timed()
  const [anew, kept]: [number[], number[]] = [[], []]
  for (let round = 0; round < 5; round++) {
    // Signing in is written down, and nothing is kept over a write.
    token = await signIn(port)
    anew.push(await timed())
    kept.push(await timed())
  }
  say(`Dashboard: ${ms(behind)} ms behind the load, ${ms(median(anew))} ms computed anew, ${ms(median(kept))} ms kept`)
}

async function everything(product: Running, statements: Record<string, Statement[]>, floor: Running | null) {
  const token = await signIn(product.port)
  const { reads, writes } = await operations(product.port, token)
  headings([
    'operation',
    'connections',
    'req/s',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'statements',
    'floor req/s',
    'time ÷ floor',
  ])
  for (const operation of [...reads, ...(await writes())]) {
    const used = operation.requests ? [10] : [1, 10, 50]
    for (const connections of used) {
      await load({
        port: product.port,
        connections,
        duration: 300,
        requests: operation.requests ? 0 : 200,
        headers: { authorization: `Bearer ${token}` },
        next: operation.shots,
      })
      const ours = await measure(product.port, token, operation, connections)
      const bare = floor && !operation.write ? await floorOf(floor, operation.name, connections) : null
      row([
        operation.name,
        connections,
        ...figures(ours),
        statements[operation.name]?.length ?? '',
        bare?.perSecond ?? '',
        bare ? (bare.perSecond / ours.perSecond).toFixed(2) : '',
      ])
    }
  }
  say(`\nResident memory after the load: ${product.memory()} MB\n`)
}

const floorOf = (floor: Running, name: string, connections: number) =>
  load({
    port: floor.port,
    connections,
    duration,
    next: () => ({ method: 'GET', path: `/${encodeURIComponent(name)}` }),
  })

async function onEmbedded(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'faena-bench-'))
  const env = { DATA_DIR: folder, DATABASE_URL: '' }
  try {
    const first = await startProduct(8192, env)
    await first.stop()
    const again = await startProduct(8192, env)
    say(
      `\nEmbedded database with the demo fleet of 40 units: first start ${first.startup.toFixed(1)} s, restart ${again.startup.toFixed(1)} s\n`,
    )
    await again.stop()
    faena(['create-admin', '--email', login.email, '--password-stdin'], env, login.password)
    const product = await startProduct(8192, env)
    await everything(product, {}, null)
    await product.stop()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In processes of their own: memory means something only where nothing else was done before. */
function onPrediction(): void {
  const script = fileURLToPath(new URL('./prediction.ts', import.meta.url))
  say('\nPrediction engine')
  const bounded = ['--max-semi-space-size=2', '--max-old-space-size=150']
  for (const [part, flags] of [
    ['trees', []],
    ['fleet', bounded],
  ] as const) {
    spawnSync(process.execPath, [...flags, script, part], { stdio: 'inherit' })
  }
}

if (!options.prediction) {
  if (!options.embedded) await onServer()
  await onEmbedded()
}
onPrediction()
