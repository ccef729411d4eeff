import { type Job, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Database, Tx } from './database/database.ts'
import type { EventName, EventPayload, EventPayloads } from './events.ts'

/** A job as its handler sees it. `signal` fires when the process ends: what takes long gives up, and is tried again. */
export interface RunningJob {
  id: string
  signal: AbortSignal
}

/** Follows an event: a queue of its own, so that a slow or failing listener holds back nobody else. */
export interface Listener<N extends EventName = EventName> {
  /** Names the queue: `<event>.<name>`. */
  name: string
  event: N
  handle(payload: EventPayload<N>, job: RunningJob): Promise<void>
}

/** Runs by the clock of the company's zone. */
export interface Schedule {
  name: string
  cron: string
  handle(job: RunningJob): Promise<void>
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
}

export const listener = <N extends EventName>(listening: Listener<N>) => listening as unknown as Listener

/** A job whose worker no longer says that it lives is given to another: the process was killed. */
const retry = { retryLimit: 5, retryDelay: 2, retryBackoff: true, heartbeatSeconds: 30 }
const watch = { superviseIntervalSeconds: 15, monitorIntervalSeconds: 15 }

/**
 * The queue in the same database as the data, so that a change and its consequences commit together. Every listener's
 * queue exists from here on; `work` decides whether this process also empties them.
 */
export async function openJobs(
  database: Database,
  log: Logger,
  zone: string,
  listeners: Listener[],
  schedules: Schedule[],
): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.db.executeSql(text, values) },
    backend: database.engine === 'embedded' ? 'pglite' : 'postgres',
    schema: 'jobs',
    supervise: true,
    ...watch,
    schedule: true,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  await boss.start()
  const stopping = new AbortController()
  const { signal } = stopping
  const queuesOf = new Map<EventName, string[]>()
  for (const { event, name } of listeners) {
    await boss.createQueue(`${event}.${name}`, retry)
    queuesOf.set(event, [...(queuesOf.get(event) ?? []), `${event}.${name}`])
  }
  for (const { name, cron } of schedules) {
    await boss.createQueue(name, { ...retry, policy: 'exclusive' })
    await boss.schedule(name, cron, null, { tz: zone })
  }

  async function enqueue(tx: Tx, queue: string, payloads: object[]): Promise<void> {
    await boss.insert(
      queue,
      payloads.map((data) => ({ data })),
      { db: { executeSql: (text, values) => tx.executeSql(text, values) } },
    )
  }

  return {
    async enqueueEvents(tx, events) {
      const byQueue = new Map<string, object[]>()
      for (const { name, payload } of events) {
        for (const queue of queuesOf.get(name) ?? []) {
          byQueue.set(queue, [...(byQueue.get(queue) ?? []), payload])
        }
      }
      for (const [queue, payloads] of byQueue) await enqueue(tx, queue, payloads)
    },
    async work() {
      for (const { event, name, handle } of listeners) {
        const options = { batchSize: 1, pollingIntervalSeconds: 1 }
        await boss.work(`${event}.${name}`, options, async (jobs: Job<EventPayloads[EventName]>[]) => {
          for (const job of jobs) await handle(job.data, { id: job.id, signal })
        })
      }
      for (const { name, handle } of schedules) {
        await boss.work(name, { batchSize: 1, pollingIntervalSeconds: 5 }, async (jobs) => {
          for (const job of jobs) await handle({ id: job.id, signal })
        })
      }
    },
    stop() {
      stopping.abort(new Error('the process is ending'))
      return boss.stop({ graceful: true, timeout: 20_000 })
    },
    async check() {
      await boss.schemaVersion()
    },
    async pending() {
      const queues = await boss.getQueues()
      return queues.reduce((sum, queue) => sum + (queue.queuedCount ?? 0) + (queue.activeCount ?? 0), 0)
    },
  }
}
