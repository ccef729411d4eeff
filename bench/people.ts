import { setTimeout as pause } from 'node:timers/promises'
import { call, headings, ms, row, say, signIn } from './client.ts'
import { percentile } from './load.ts'
import { type Running, startFloor, startProduct } from './product.ts'
import { statementsOf } from './statements.ts'

const duration = 120_000
const floorDuration = 30_000
/** Between two requests of one person (ms). */
const thinking = () => 500 + Math.random() * 1000
const crew = { ADMIN: 3, SUPERVISOR: 12, OPERATOR: 35 }

interface Person {
  token: string
  role: keyof typeof crew
  /** Those that they may open orders for. */
  units: string[]
}

/** Fifty accounts with passwords of their own, signed in. */
async function hire(port: number): Promise<Person[]> {
  const admin = await signIn(port)
  const sites = (await call(port, admin, 'GET', '/sites')).items as { id: string }[]
  const people: Person[] = []
  for (const [role, count] of Object.entries(crew) as [Person['role'], number][]) {
    for (let i = 0; i < count; i++) {
      const email = `${role.toLowerCase()}-${i}@bench.example`
      const siteIds = role === 'ADMIN' ? [] : [sites[i % sites.length]!.id]
      const { temporaryPassword } = await call(port, admin, 'POST', '/people', {
        name: `Banco ${i}`,
        email,
        role,
        siteIds,
      })
      const password = `una frase larga de ${email}`
      const first = await signIn(port, { email, password: temporaryPassword })
      await call(port, first, 'POST', '/me/password', { current: temporaryPassword, next: password })
      const token = await signIn(port, { email, password })
      const units = (await call(port, token, 'GET', '/assets?kind=UNIT&limit=200')).items
      people.push({ role, token, units: units.map(({ id }: { id: string }) => id) })
    }
  }
  return people
}

/** Latencies (ms) by what was asked. */
type Latencies = Map<string, number[]>

async function timed<T>(latencies: Latencies, name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  const known = latencies.get(name) ?? []
  known.push(performance.now() - began)
  latencies.set(name, known)
  await pause(thinking())
  return result
}

const lists = {
  list: '/work-orders?limit=50',
  'filtered list': '/work-orders?status=COMPLETED,CLOSED&category=CORRECTIVE&priority=HIGH&limit=50',
  search: '/search?q=bomba&limit=8',
}

/** One person's rounds: look, open, note; whoever plans also opens an order, starts and completes it. */
async function round(
  port: number,
  { token, role, units }: Person,
  typeId: string,
  latencies: Latencies,
): Promise<void> {
  const get = (name: string, path: string) => timed(latencies, name, () => call(port, token, 'GET', path))
  const post = (name: string, path: string, body: object) =>
    timed(latencies, name, () => call(port, token, 'POST', path, body))
  const { items } = await get('list', lists.list)
  await get('filtered list', lists['filtered list'])
  await get('search', lists.search)
  if (items.length > 0) {
    const { id } = items[Math.floor(Math.random() * items.length)]
    await get('detail', `/work-orders/${id}`)
    await post('comment', `/work-orders/${id}/comments`, { text: 'Visto en terreno' })
  }
  if (role === 'OPERATOR' || units.length === 0) return
  const assetId = units[Math.floor(Math.random() * units.length)]
  const { id } = await post('create', '/work-orders', {
    title: 'Medir',
    assetId,
    typeId,
    priority: 'LOW',
  })
  // Papers of some simulated units are expired; a planner may have them worked on all the same.
  await post('start', `/work-orders/${id}/start`, { overrideReason: 'Solo se mide' })
  await post('complete', `/work-orders/${id}/complete`, { notes: 'Listo', hours: 0.01 })
}

async function inspectionType(port: number): Promise<string> {
  const types = (await call(port, await signIn(port), 'GET', '/order-types')).items
  return types.find(({ code }: { code: string }) => code === 'INSPECTION').id
}

/** The same reads at the same pace, of nothing but `pg` and `node:http`. */
async function atFloor(floor: Running, people: number): Promise<Latencies> {
  const latencies: Latencies = new Map()
  const until = performance.now() + floorDuration
  await Promise.all(
    Array.from({ length: people }, async () => {
      await pause(thinking())
      while (performance.now() < until) {
        for (const name of [...Object.keys(lists), 'detail']) {
          const url = `http://127.0.0.1:${floor.port}/${encodeURIComponent(name)}`
          await timed(latencies, name, async () => (await fetch(url)).arrayBuffer())
        }
      }
    }),
  )
  return latencies
}

function report(latencies: Latencies, bare: Latencies): void {
  headings(['operation', 'requests', 'p50 ms', 'p95 ms', 'p99 ms', 'floor p95 ms'])
  const line = (name: string, values: number[], floor: number[]) => {
    const [sorted, under] = [values.toSorted((a, b) => a - b), floor.toSorted((a, b) => a - b)]
    const figures = [0.5, 0.95, 0.99].map((p) => ms(percentile(sorted, p)))
    row([name, values.length, ...figures, under.length > 0 ? ms(percentile(under, 0.95)) : ''])
  }
  const reads = [...Object.keys(lists), 'detail']
  for (const [name, values] of latencies) line(name, values, bare.get(name) ?? [])
  const all = (which: Latencies, isRead: boolean) =>
    [...which].flatMap(([name, values]) => (reads.includes(name) === isRead ? values : []))
  line('all reads', all(latencies, true), all(bare, true))
  line('all writes', all(latencies, false), [])
}

/** Fifty people of three roles for two minutes, on two API processes, a worker and a scheduler. */
export async function workday(url: URL, env: Record<string, string>): Promise<void> {
  const statements = await statementsOf(url, env, async (port, token) => {
    const [first] = (await call(port, token, 'GET', '/work-orders?limit=1')).items
    const paths = { ...lists, detail: `/work-orders/${first.id}` }
    return Object.entries(paths).map(([name, path]) => ({
      name,
      shots: () => ({ method: 'GET' as const, path: `/api/v1${path}` }),
    }))
  })
  const limits = { LOGIN_LIMIT_PER_MINUTE: '100000' }
  const roles = { 'API 1': 'api', 'API 2': 'api', worker: 'worker', scheduler: 'scheduler' }
  const processes = new Map<string, Running>()
  let port = 8193
  for (const [name, role] of Object.entries(roles)) {
    processes.set(name, await startProduct(port++, { ...env, ...limits, FAENA_ROLES: role }))
  }
  const apis = [processes.get('API 1')!, processes.get('API 2')!]
  const people = await hire(apis[0]!.port)
  const typeId = await inspectionType(apis[0]!.port)
  const latencies: Latencies = new Map()
  const until = performance.now() + duration
  await Promise.all(
    people.map(async (person, i) => {
      await pause(thinking())
      while (performance.now() < until) await round(apis[i % apis.length]!.port, person, typeId, latencies)
    }),
  )
  const memory = [...processes].map(([name, running]) => `${name} ${running.memory()}`)
  for (const running of processes.values()) await running.stop()
  const floor = await startFloor(url.href, statements)
  try {
    report(latencies, await atFloor(floor, people.length))
  } finally {
    await floor.stop()
  }
  say(`\nResident memory after the load, MB: ${memory.join(', ')}`)
}
