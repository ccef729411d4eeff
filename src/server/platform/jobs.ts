import { sql } from 'drizzle-orm'
import { type Job, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Database, Tx } from './database/database.ts'
import type { EventName, EventPayload, EventPayloads } from './events.ts'

/** Follows an event: a queue of its own, so that a slow or failing listener holds back nobody else. */
export interface Listener<N extends EventName = EventName> {
  /** Names the queue: `<event>.<name>`. */
  name: string
  event: N
  /** The longest it may take, seconds; a quarter of an hour unless said. */
  longest?: number
  handle(payload: EventPayload<N>, job: { id: string }): Promise<void>
}

/** Follows several events through one queue, for whoever does the same with all of them. */
export interface Follower {
  /** Names the queue. */
  name: string
  events: readonly EventName[]
  /** Those that overtake the others. */
  urgent?: readonly EventName[]
  handle(event: HappenedEvent, job: { id: string }): Promise<void>
}

export interface HappenedEvent<N extends EventName = EventName> {
  name: N
  payload: EventPayload<N>
}

/** Runs by the clock of the company's zone. */
export interface Schedule {
  name: string
  cron: string
  /** The longest it may take, seconds; a quarter of an hour unless said. */
  longest?: number
  handle(job: { id: string }): Promise<void>
}

export interface Jobs {
  /** One job for each listener of each event, written by `tx` itself. */
  enqueueEvents(tx: Tx, events: { name: EventName; payload: EventPayload<EventName> }[]): Promise<void>
  /** Starts to work the queues in this process. */
  work(): Promise<void>
  /** Waits for running jobs, then stops. */
  stop(): Promise<void>
  /** Throws when the queue's tables cannot be reached. */
  check(): Promise<void>
  /** Jobs waiting or running, all queues together. */
  pending(): Promise<number>
  /** Jobs that failed for the last time at `since` or later, the oldest first, at most a hundred. */
  failed(since: string): Promise<{ id: string; queue: string }[]>
}

export interface JobSettings {
  /** IANA zone of the schedules. */
  zone: string
  /** Jobs run at the same time by this process. */
  concurrency: number
  /** This process puts scheduled jobs in their queues when it is time. */
  schedules: boolean
  /** This process looks after jobs whose worker died. */
  supervises: boolean
  /** Told of every attempt that ended. */
  ended?(queue: string, outcome: 'done' | 'failed', seconds: number): void
}

export const listener = <N extends EventName>(listening: Listener<N>) => listening as unknown as Listener

/** A job whose worker no longer says that it lives is given to another: the process was killed. */
const retry = { retryLimit: 5, retryDelay: 2, retryBackoff: true, heartbeatSeconds: 30 }
const usual = 900
const watch = { superviseIntervalSeconds: 15, monitorIntervalSeconds: 15 }

/** Lets at most `most` of the works it is given run at the same time; the others wait their turn in order. */
function atMost(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}

/**
 * The queue in the same database as the data, so that a change and its consequences commit together. Every listener's
 * queue exists from here on; `work` decides whether this process also empties them.
 */
export async function openJobs(
  database: Database,
  log: Logger,
  { zone, concurrency, schedules: schedulesHere, supervises, ended }: JobSettings,
  listeners: Listener[],
  schedules: Schedule[],
  followers: Follower[] = [],
): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.db.executeSql(text, values) },
    backend: database.engine === 'embedded' ? 'pglite' : 'postgres',
    schema: 'jobs',
    supervise: supervises,
    ...watch,
    schedule: schedulesHere,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  const queuesOf = new Map<EventName, string[]>()
  for (const { event, name, longest = usual } of listeners) {
    await boss.createQueue(`${event}.${name}`, { ...retry, expireInSeconds: longest })
    queuesOf.set(event, [...(queuesOf.get(event) ?? []), `${event}.${name}`])
  }
  for (const { name } of followers) await boss.createQueue(name, retry)
  for (const { name, cron, longest = usual } of schedules) {
    await boss.createQueue(name, { ...retry, policy: 'exclusive', expireInSeconds: longest })
    if (schedulesHere) await boss.schedule(name, cron, null, { tz: zone })
  }

  const inTurn = atMost(concurrency)

  /** One attempt at a job, in its turn, measured. */
  const attempt = (queue: string, work: () => Promise<void>) =>
    inTurn(async () => {
      const started = performance.now()
      const end = (outcome: 'done' | 'failed') => ended?.(queue, outcome, (performance.now() - started) / 1000)
      try {
        await work()
        end('done')
      } catch (error) {
        end('failed')
        log.warn({ err: error, queue }, 'job failed')
        throw error
      }
    })

  async function enqueue(tx: Tx, queue: string, jobs: { data: object; priority?: number }[]): Promise<void> {
    await boss.insert(queue, jobs, { db: { executeSql: (text, values) => tx.executeSql(text, values) } })
  }

  return {
    async enqueueEvents(tx, events) {
      const byQueue = new Map<string, { data: object; priority?: number }[]>()
      const add = (queue: string, job: { data: object; priority?: number }) =>
        byQueue.set(queue, [...(byQueue.get(queue) ?? []), job])
      for (const { name, payload } of events) {
        for (const queue of queuesOf.get(name) ?? []) add(queue, { data: payload })
        for (const { name: queue, events: followed, urgent } of followers) {
          if (followed.includes(name)) add(queue, { data: { name, payload }, priority: urgent?.includes(name) ? 1 : 0 })
        }
      }
      for (const [queue, jobs] of byQueue) await enqueue(tx, queue, jobs)
    },
    async work() {
      for (const { event, name, handle } of listeners) {
        const options = { batchSize: 1, pollingIntervalSeconds: 1 }
        await boss.work(`${event}.${name}`, options, async (jobs: Job<EventPayloads[EventName]>[]) => {
          for (const job of jobs) await attempt(`${event}.${name}`, () => handle(job.data, { id: job.id }))
        })
      }
      for (const { name, handle } of followers) {
        await boss.work(name, { batchSize: 1, pollingIntervalSeconds: 1 }, async (jobs: Job<HappenedEvent>[]) => {
          for (const job of jobs) await attempt(name, () => handle(job.data, { id: job.id }))
        })
      }
      for (const { name, handle } of schedules) {
        await boss.work(name, { batchSize: 1, pollingIntervalSeconds: 5 }, async (jobs) => {
          for (const job of jobs) await attempt(name, () => handle({ id: job.id }))
        })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
    async check() {
      await boss.schemaVersion()
    },
    async pending() {
      const queues = await boss.getQueues()
      return queues.reduce((sum, queue) => sum + (queue.queuedCount ?? 0) + (queue.activeCount ?? 0), 0)
    },
    failed: (since) =>
      database.db.rows(sql`
        SELECT id, name AS queue FROM jobs.job WHERE state = 'failed' AND completed_on >= ${since}::timestamptz
        ORDER BY completed_on, id LIMIT 100`),
  }
}
