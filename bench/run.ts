import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { call, headings, login, ms, row, say, signIn } from './client.ts'
import { companyCosts } from './companies.ts'
import { liveFigures } from './live.ts'
import { type LoadResult, load, median, type Shot } from './load.ts'
import { workday } from './people.ts'
import { measureQueue } from './prediction-queue.ts'
import { faena, type Running, startFloor, startProduct } from './product.ts'
import { slowReads } from './reads.ts'
import { withScratch } from './scratch.ts'
import { withFleet } from './seeded.ts'
import { type Operation, statementsOf } from './statements.ts'
import type { Statement } from './wire.ts'

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '200000' },
    assets: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    database: { type: 'string', default: process.env.BENCH_DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/postgres' },
    embedded: { type: 'boolean', default: false },
    prediction: { type: 'boolean', default: false },
    people: { type: 'boolean', default: false },
    live: { type: 'boolean', default: false },
    reads: { type: 'boolean', default: false },
    units: { type: 'string', default: '10000' },
    companies: { type: 'boolean', default: false },
  },
})
const duration = Number(options.seconds) * 1000
/**
 * Ours and the floor are measured in turns, and the ratio is the median of the turns': a machine's speed can change by
 * half from one second to the next.
 */
const turns = 5
/** A unit has some 193 orders by nature, and the simulator refuses to leave any out. */
const size = { ...options, assets: options.assets ?? String(Math.ceil(Number(options.orders) / 200)) }

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
        {
          name: 'start',
          write: true,
          requests: ids.length,
          // Papers of some simulated units are expired; a planner may have them worked on all the same.
          shots: (n) => post(`/work-orders/${one(n)}/start`, { overrideReason: 'Solo se mide' }),
        },
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

async function measure(port: number, token: string, operation: Operation, connections: number, during: number) {
  const { shots, requests } = operation
  const result = await load({
    port,
    connections,
    ...(requests ? { requests, duration: 120_000 } : { duration: during }),
    headers: { authorization: `Bearer ${token}` },
    next: shots,
  })
  if (result.failures > 0)
    throw new Error(`${operation.name}: ${result.failures} of ${result.requests} were refused: ${result.refusal}`)
  return result
}

/** One API process: what waits for a worker (a first training, above all) waits until the measurement is done. */
async function onServer(url: URL, fleet: Record<string, string>): Promise<void> {
  const env = { ...fleet, FAENA_ROLES: 'api' }
  const statements = await statementsOf(url, env, async (port, token) => {
    const { reads, writes } = await operations(port, token)
    return [...reads, ...(await writes())]
  })
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
}

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
      const compared = floor && !operation.write ? floor : null
      const ours: LoadResult[] = []
      const bare: number[] = []
      const rounds = compared ? turns : 1
      for (let turn = 0; turn < rounds; turn++) {
        ours.push(await measure(product.port, token, operation, connections, duration / rounds))
        if (compared) bare.push((await floorOf(compared, operation.name, connections)).perSecond)
      }
      const of = (figure: 'perSecond' | 'p50' | 'p95' | 'p99') => median(ours.map((result) => result[figure]))
      row([
        operation.name,
        connections,
        of('perSecond'),
        ...[of('p50'), of('p95'), of('p99')].map(ms),
        statements[operation.name]?.length ?? '',
        compared ? median(bare) : '',
        compared ? median(bare.map((perSecond, turn) => perSecond / ours[turn]!.perSecond)).toFixed(2) : '',
      ])
    }
  }
  say(`\nResident memory after the load: ${product.memory()} MB\n`)
}

const floorOf = (floor: Running, name: string, connections: number) =>
  load({
    port: floor.port,
    connections,
    duration: duration / turns,
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
async function onPrediction(): Promise<void> {
  const script = fileURLToPath(new URL('./prediction.ts', import.meta.url))
  say('\nPrediction engine')
  const bounded = ['--max-semi-space-size=2', '--max-old-space-size=150']
  for (const [part, flags] of [
    ['trees', []],
    ['fleet', bounded],
  ] as const) {
    spawnSync(process.execPath, [...flags, script, part], { stdio: 'inherit' })
  }
  if (!options.embedded) await withScratch(options.database, (scratch) => measureQueue(scratch, Number(options.units)))
}

if (options.people) await withFleet(size, workday)
else if (options.live) await withFleet(size, liveFigures)
else if (options.reads) await withFleet(size, slowReads)
else if (options.companies) await companyCosts(options.database)
else {
  if (!options.prediction) {
    if (!options.embedded) await withFleet(size, onServer)
    await onEmbedded()
  }
  await onPrediction()
}
