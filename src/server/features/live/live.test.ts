import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LiveMessage, liveCloseCodes } from '../../../contract/live.ts'
import { buildApp, openRuntime } from '../../app.ts'
import { openServerDatabase } from '../../platform/database/server.ts'
import { databaseFanOut } from '../../platform/fan-out.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type Caller, openTestApp, type TestApp } from '../../testing/app.ts'
import { addUnit } from '../../testing/fleet.ts'
import { orderTypeId } from '../../testing/orders.ts'
import { identityOfSession } from '../people/queries.ts'
import { openSession } from '../people/sessions.ts'
import { openHub } from './hub.ts'

let test: TestApp
let typeId: string
let north: string
let south: string
/** Where sockets are: on a server, another process's worth of the product on the same database. */
let elsewhere: { app: FastifyInstance; runtime: Runtime }

beforeAll(async () => {
  test = await openTestApp()
  typeId = await orderTypeId(test, 'INSPECTION')
  north = (await addUnit(test, test.supervisor)).body.id
  south = (await addUnit(test, test.otherSupervisor)).body.id
  elsewhere = test.databaseUrl ? await anotherInstance(test.databaseUrl) : test
  await elsewhere.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  if (elsewhere && elsewhere !== (test as typeof elsewhere)) {
    await elsewhere.app.close()
    await elsewhere.runtime.jobs.stop()
    await elsewhere.runtime.database.close()
  }
  await test?.close()
})

async function anotherInstance(url: string) {
  const database = await openServerDatabase(url, 5)
  const runtime = await openRuntime(test.runtime.config, { database, log: pino({ level: 'silent' }) })
  return { runtime, app: await buildApp(runtime) }
}

const ticketOf = async (by: Caller) => (await by.post('/live/tickets')).body.ticket as string

interface Listening {
  messages: LiveMessage[]
  /** Waits until such a message has come. */
  heard(message: Partial<LiveMessage>): Promise<LiveMessage>
  closed: Promise<number>
  seq(): number
  close(): Promise<void>
}

async function connect(ticket: string, since?: number): Promise<Listening> {
  const { port } = elsewhere.app.server.address() as AddressInfo
  const query = new URLSearchParams({ ticket, ...(since === undefined ? {} : { since: String(since) }) })
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws?${query}`)
  const messages: LiveMessage[] = []
  socket.addEventListener('message', ({ data }) => messages.push(JSON.parse(data)))
  const closed = once(socket, 'close').then(([event]) => (event as CloseEvent).code)
  const heard = (message: Partial<LiveMessage>) =>
    vi.waitFor(
      () => {
        const found = messages.find((one) => Object.entries(message).every(([k, v]) => one[k as 'seq'] === v))
        if (!found) throw new Error(`${JSON.stringify(message)} was not among ${JSON.stringify(messages)}`)
        return found
      },
      { timeout: 60_000, interval: 20 },
    )
  return {
    messages,
    heard,
    closed,
    seq: () => messages.at(-1)!.seq,
    async close() {
      socket.close()
      await closed
    },
  }
}

async function listen(by: Caller, since?: number): Promise<Listening> {
  const listening = await connect(await ticketOf(by), since)
  await listening.heard({ topic: 'ready' })
  return listening
}

async function order(by: Caller, assetId: string, fields: object = {}): Promise<{ id: string; version: number }> {
  const answer = await by.post('/work-orders', { title: 'Revisar', assetId, typeId, priority: 'LOW', ...fields })
  expect(answer.status).toBe(201)
  return answer.body
}

const ids = ({ messages }: Listening) => messages.map((message) => ('id' in message ? message.id : null))

describe('a change', () => {
  it('after somebody signed in is told on their first connection', async () => {
    const { runtime, admin } = test
    const device = { ip: '127.0.0.1', userAgent: 'test', requestId: 'test' }
    const { seq } = await runtime.database.transaction((tx) =>
      openSession(runtime, tx, { id: admin.personId, name: 'Ada Admin' }, runtime.now(), device),
    )
    const made = await order(test.supervisor, north)
    const late = await connect(await ticketOf(admin), seq)
    await late.heard({ topic: 'workOrder', id: made.id })
    await late.heard({ topic: 'ready' })
    expect(ids(late).filter((id) => id !== null)).toEqual([made.id])
    await late.close()
  })

  it('reaches those in whose scope it is, through another process, and nobody else', async () => {
    const admin = await listen(test.admin)
    const supervisor = await listen(test.supervisor)
    const stranger = await listen(test.otherSupervisor)
    const operator = await listen(test.operator)
    const otherOperator = await listen(test.otherOperator)
    const mine = await order(test.supervisor, north, { assigneeId: test.operator.personId })
    const theirs = await order(test.otherSupervisor, south)
    const message = { topic: 'workOrder', id: mine.id, version: mine.version } as const
    for (const one of [admin, supervisor, operator]) await one.heard(message)
    await stranger.heard({ topic: 'workOrder', id: theirs.id } as never)
    await admin.heard({ topic: 'workOrder', id: theirs.id } as never)
    expect(ids(stranger)).not.toContain(mine.id)
    for (const one of [supervisor, operator, otherOperator]) expect(ids(one)).not.toContain(theirs.id)
    expect(ids(otherOperator)).not.toContain(mine.id)

    const part = (await test.admin.post('/parts', { number: 'F-1', description: 'Filtro', unit: 'UNIT' })).body.id
    await operator.heard({ topic: 'part', id: null } as never)
    expect(ids(operator)).not.toContain(part)
    await test.supervisor.post('/plans', {})
    for (const one of [admin, supervisor, operator]) {
      for (const told of one.messages) {
        expect(Object.keys(told).sort()).toEqual('id' in told ? ['id', 'seq', 'topic', 'version'] : ['seq', 'topic'])
      }
    }

    await test.supervisor.post(`/work-orders/${mine.id}/assign`, { assigneeId: null })
    await operator.heard({ topic: 'workOrder', id: null } as never)
    await Promise.all([admin, supervisor, stranger, operator, otherOperator].map((one) => one.close()))
  })

  it('of somebody’s notices reaches that person', async () => {
    const operator = await listen(test.operator)
    const other = await listen(test.otherOperator)
    await test.operator.post('/notices/read', { until: new Date().toISOString() })
    await operator.heard({ topic: 'notice' })
    expect(other.messages.filter(({ topic }) => topic === 'notice')).toEqual([])
    await Promise.all([operator.close(), other.close()])
  })
})

describe('coming back', () => {
  it('tells what was missed, in the scope of whoever missed it', async () => {
    const first = await listen(test.supervisor)
    const since = first.seq()
    await first.close()
    const mine = await order(test.supervisor, north)
    const theirs = await order(test.otherSupervisor, south)
    const back = await listen(test.supervisor, since)
    expect(ids(back)).toContain(mine.id)
    expect(ids(back)).not.toContain(theirs.id)
    const again = await listen(test.supervisor, back.seq())
    expect(again.messages.map(({ topic }) => topic)).toEqual(['ready'])
    await Promise.all([back.close(), again.close()])
  })

  it('after too much, or to another database, asks to read everything again', async () => {
    for (const since of [10_000_000, 999_999]) {
      const lost = await connect(await ticketOf(test.supervisor), since)
      expect((await lost.heard({ topic: 'refresh' })).seq).toBeLessThan(999_999)
      await lost.close()
    }
  })
})

describe('a connection', () => {
  it('needs a ticket, which opens one', async () => {
    const ticket = await ticketOf(test.operator)
    const first = await connect(ticket)
    await first.heard({ topic: 'ready' })
    expect(await (await connect(ticket)).closed).toBe(liveCloseCodes.badTicket)
    expect(await (await connect('nothing')).closed).toBe(liveCloseCodes.badTicket)
    const late = await ticketOf(test.operator)
    await test.runtime.database.db.rows(sql`UPDATE live_ticket SET expires_at = now() - interval '1 second'`)
    expect(await (await connect(late)).closed).toBe(liveCloseCodes.badTicket)
    const answer = await test.anonymous({ method: 'POST', url: '/live/tickets' })
    expect(answer.status).toBe(401)
    await first.close()
  })

  it('ends when its client reads too slowly, and with its session', async () => {
    const sockets: Record<string, { sent: string[]; code?: number }> = {}
    const socketOf = (name: string, bufferedAmount: number) => {
      const state: { sent: string[]; code?: number } = { sent: [] }
      sockets[name] = state
      return {
        bufferedAmount,
        send: (text: string) => void state.sent.push(text),
        close: (code: number) => {
          state.code = code
        },
      }
    }
    const patient = { timeout: 60_000 }
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const { runtime } = test
      const [session] = await runtime.database.db.rows<{ id: string }>(sql`
        SELECT id FROM session WHERE person_id = ${test.otherSupervisor.personId}`)
      const identityOf = (id: string) => identityOfSession(runtime.database.db, id, runtime.now())
      const hub = openHub(runtime, databaseFanOut(runtime.database), identityOf)
      const identity = (await identityOf(session!.id))!
      await hub.join(socketOf('slow', 1024 * 1024), identity, null)
      await hub.join(socketOf('quick', 0), identity, null)
      expect(sockets.slow).toEqual({ sent: [], code: liveCloseCodes.tooSlow })
      expect(sockets.quick!.sent).toHaveLength(1)
      vi.advanceTimersByTime(25_000)
      await vi.waitFor(() => expect(sockets.quick!.sent.at(-1)).toContain('"beat"'), patient)
      await runtime.database.db.rows(sql`UPDATE session SET revoked_at = now() WHERE id = ${session!.id}`)
      vi.advanceTimersByTime(25_000)
      await vi.waitFor(() => expect(sockets.quick!.code).toBe(liveCloseCodes.signedOut), patient)
      await hub.stop()
    } finally {
      vi.useRealTimers()
    }
  })

  it.runIf(process.env.TEST_DATABASE_URL)(
    'hears again after the database threw it out, and misses nothing',
    async () => {
      const admin = await listen(test.admin)
      const { db } = test.runtime.database
      const ended = await db.rows(sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'faena live' AND datname = current_database()`)
      expect(ended.length).toBeGreaterThan(0)
      const { id } = await order(test.supervisor, north)
      await admin.heard({ topic: 'workOrder', id } as never)
      await admin.close()
    },
  )
})
