import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { type Answer, login, type Topology } from './topology.ts'

/** A site with one unit, and a mechanic who is told of every order. */
export async function foundCompany({ ask }: Topology) {
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
  const order = { assetId: asset.id, typeId, priority: 'LOW', assigneeId: person.id as string }
  return { token, assigneeId: order.assigneeId, order: (title: string) => ({ ...order, title }) }
}

export type Company = Awaited<ReturnType<typeof foundCompany>>

/** The same answer would come again: whoever asked asks the next one. */
const unanswered = ({ status }: Answer) => status === null || status === 502 || status === 503 || status === 504

/** People who work at the same time: so many requests can be in flight in a part that is killed. */
export const writers = 6

/** Orders written and lists read through nginx, as several people do, until it is stopped. */
export function startLoad({ ask }: Topology, { token, order }: Company, name: string) {
  /** Acknowledged orders: number by title. */
  const kept = new Map<string, string>()
  /** Requests that got no answer, by what was happening when that showed. */
  const unavailable: Record<string, number> = {}
  /** Answers that nobody should ever get. */
  const refused: string[] = []
  let [over, reads, phase, slowest] = [false, 0, 'nothing', 0]

  /** Answers `null` when the request has to be sent again. */
  async function once(...request: Parameters<Topology['ask']>): Promise<Answer | null> {
    const sent = performance.now()
    const answer = await ask(...request)
    const during = phase
    slowest = Math.max(slowest, performance.now() - sent)
    const { status, type, body, hung } = answer
    if (hung) refused.push(`${request[0]} hung while ${during}`)
    if (status === 503 && body?.code !== 'server.unavailable') refused.push(`503 ${type} while ${during}`)
    if (!unanswered(answer)) return answer
    unavailable[during] = (unavailable[during] ?? 0) + 1
    return null
  }

  async function work(writer: number): Promise<void> {
    for (let i = 0; !over; i++) {
      const wanted = order(`${name} ${writer}-${i}`)
      for (;;) {
        // Under its key it has its effect once, however often it is sent.
        const written = await once('POST', '/work-orders', token, wanted, `${name.replaceAll(' ', '-')}-${writer}-${i}`)
        if (written?.status === 201) kept.set(wanted.title, written.body.number)
        else if (written) refused.push(`POST ${written.status} ${written.body?.code} while ${phase}`)
        if (written) break
        await pause(50)
      }
      await pause(250)
      const read = await once('GET', '/work-orders?limit=20', token)
      if (read?.status === 200) reads += 1
      else if (read) refused.push(`GET ${read.status} ${read.body?.code} while ${phase}`)
    }
  }

  const working = Array.from({ length: writers }, (_, writer) => work(writer))
  return {
    /** Says what happens from now on, until `event` has. */
    async during<T>(what: string, event: () => Promise<T>): Promise<T> {
      phase = what
      const result = await event()
      phase = `after ${what}`
      return result
    },
    async stop() {
      over = true
      await Promise.all(working)
      const report = { orders: kept.size, lists: reads, slowestMs: Math.round(slowest), unavailable }
      process.stdout.write(`topology, ${name}: ${JSON.stringify(report)}\n`)
      return { kept, refused, unavailable }
    },
  }
}

/** What was acknowledged is there, once, numbered without a gap, told once, and in an intact audit chain. */
export async function expectNothingLost(topology: Topology, { assigneeId }: Company, kept: Map<string, string>) {
  const database = await topology.openDatabase()
  try {
    const { db } = database
    const { rows } = await db.executeSql('SELECT title, number FROM work_order')
    const found = new Map((rows as { title: string; number: string }[]).map(({ title, number }) => [title, number]))
    expect(found.size, 'no order twice').toBe(rows.length)
    for (const [title, number] of kept) expect(found.get(title)).toBe(number)
    const sequences = [...found.values()].map((number) => Number(number.slice(-6))).sort((a, b) => a - b)
    expect(sequences).toEqual(sequences.map((_, i) => i + 1))

    const told = async () => {
      const answer = await db.executeSql(`
        SELECT count(DISTINCT happening_id)::int AS told, (count(*) - count(DISTINCT happening_id))::int AS doubled
        FROM notice WHERE person_id = '${assigneeId}'`)
      return answer.rows[0]
    }
    await expect.poll(told, { timeout: 120_000, interval: 200 }).toEqual({ told: found.size, doubled: 0 })
    // A job is created up to a minute late when the scheduler that took its turn is killed, so beside that of the next turn:
    // what counts is that there are no more than minutes, the one before the first among them.
    const { rows: twice } = await db.executeSql(`
      SELECT name, count(*)::int AS times FROM jobs.job WHERE name LIKE '%.escalate' OR name LIKE 'mail.%'
      GROUP BY name
      HAVING count(*) > 2 + extract(epoch FROM date_trunc('minute', max(created_on)) - date_trunc('minute', min(created_on))) / 60`)
    expect(twice, 'two schedulers, each schedule once a minute').toEqual([])
    expect(topology.verifyAudit()).toBe(0)
  } finally {
    await database.close()
  }
}

/** How long (ms) until a worker has ended a job from now on: PostgreSQL, queue and workers all work. */
export async function timeUntilWorked(topology: Topology): Promise<number> {
  const database = await topology.openDatabase()
  try {
    const began = performance.now()
    const [{ now }] = (await database.db.rows<{ now: string }>(sql`SELECT now() AS now`)) as [{ now: string }]
    const worked = async () => {
      const [ended] = await database.db.rows<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM jobs.job WHERE name = 'notice.tell' AND completed_on > ${now}::timestamptz`,
      )
      return ended!.n
    }
    await expect.poll(worked, { interval: 50 }).toBeGreaterThan(0)
    return Math.round(performance.now() - began)
  } finally {
    await database.close()
  }
}
