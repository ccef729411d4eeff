import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { type SQL, sql } from 'drizzle-orm'
import { type Job, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Database, Tx } from './database/database.ts'
import type { EventName, EventPayload, EventPayloads } from './events.ts'
import { activeSpan, follow, type Tracing } from './tracing/tracing.ts'

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
  /** The longest it may take, seconds; a quarter of an hour unless said. */
  longest?: number
  /** How many of its jobs one process works at the same time; one unless said. */
  together?: number
  handle(payload: EventPayload<N>, job: RunningJob): Promise<void>
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
  /** When the clock next asks for a job of this cron expression, in the company's zone. */
  nextRun(cron: string): string
  /** Puts a job of a schedule in its queue when `tx` commits; `false` when one waits or runs already. */
  runNow(tx: Tx, schedule: string): Promise<boolean>
  /** Gives a job that failed for the last time one more attempt. */
  retry(tx: Tx, queue: string, id: string): Promise<void>
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
  /** Where attempts at jobs appear as spans. */
  tracing?: Tracing | null
  /** Told of every attempt that ended. */
  ended?(queue: string, outcome: 'done' | 'failed', seconds: number): void
  /** Writes what else has to commit with these events, in their order; answers events that follow from it. */
  alongside?(tx: Tx, events: readonly HappenedEvent[]): Promise<readonly HappenedEvent[]>
}

export const listener = <N extends EventName>(listening: Listener<N>) => listening as unknown as Listener

/** A job whose worker no longer says that it lives is given to another: the process was killed. */
const retry = { retryLimit: 5, retryDelay: 2, retryBackoff: true, heartbeatSeconds: 30 }
/** The queue forgets nothing by itself: finished jobs go by a schedule, dead ones when somebody discards them. */
const kept = { deleteAfterSeconds: 0 }
const usual = 900
const watch = { superviseIntervalSeconds: 15, monitorIntervalSeconds: 15 }
/** How often all queues together are asked for jobs that are due, and how often one is asked without that, seconds. */
const asked = { together: 1, alone: 60 }

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

/** Wakes who works a queue (`workers`, by queue) when a job of it is due: one statement, instead of one for each worker. */
async function wakeWorkers(
  boss: PgBoss,
  { db }: Database,
  workers: ReadonlyMap<string, readonly string[]>,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const queues = [...workers.keys()]
  while (!signal.aborted) {
    try {
      const due = await db.rows<{ name: string }>(sql`
        SELECT q.name FROM unnest(${sql.param(queues)}::text[]) q(name)
        WHERE EXISTS (
          SELECT FROM jobs.job j WHERE j.name = q.name AND j.state < 'active' AND NOT j.blocked AND j.start_after <= now()
        )`)
      for (const { name } of due) for (const worker of workers.get(name)!) boss.notifyWorker(worker)
    } catch (error) {
      log.error({ err: error }, 'job queue')
    }
    await pause(asked.together * 1000, undefined, { signal }).catch(() => {})
  }
}

const jobAttributes = (queue: string, id: string) => ({
  'messaging.operation.type': 'process',
  'messaging.destination.name': queue,
  'messaging.message.id': id,
})

/** Who does the work, as the monitor shows it. */
const worker = `${hostname()}:${process.pid}`

/**
 * Every schedule of the code is a row, and no other; those that nobody paused are in the clock's own table, the others
 * are not. One transaction: a pause at the same moment comes before or after.
 */
async function synchronise(database: Database, zone: string, schedules: readonly Schedule[]): Promise<void> {
  const wanted = JSON.stringify(schedules.map(({ name, cron }) => ({ name, cron })))
  await database.transaction(async (tx) => {
    await tx.rows(sql`
      INSERT INTO job_schedule (name, cron) SELECT name, cron FROM json_to_recordset(${wanted}::text::json) AS w(name text, cron text)
      ON CONFLICT (name) DO UPDATE SET cron = excluded.cron`)
    await tx.rows(sql`
      DELETE FROM job_schedule WHERE name NOT IN (SELECT w->>'name' FROM json_array_elements(${wanted}::text::json) w)`)
    await tx.rows(sql`
      DELETE FROM jobs.schedule c WHERE NOT EXISTS (SELECT FROM job_schedule s WHERE s.name = c.name AND s.paused_at IS NULL)`)
    await tx.rows(clockRows(zone, sql`true`))
  })
}

/** Puts schedules that nobody paused in the clock's table, as the code has them. */
const clockRows = (zone: string, which: SQL) => sql`
  INSERT INTO jobs.schedule (name, cron, timezone)
  SELECT s.name, s.cron, ${zone} FROM job_schedule s WHERE s.paused_at IS NULL AND ${which}
  ON CONFLICT (name, key) DO UPDATE SET cron = excluded.cron, timezone = excluded.timezone, updated_on = now()
  WHERE schedule.cron <> excluded.cron OR schedule.timezone IS DISTINCT FROM excluded.timezone`

/** Stops or resumes a schedule, for every process and after every restart. */
export async function setPaused(
  tx: Tx,
  zone: string,
  name: string,
  pause: { by: string | null; at: string } | null,
): Promise<void> {
  await tx.rows(sql`
    UPDATE job_schedule SET paused_at = ${pause?.at ?? null}, paused_by = ${pause?.by ?? null} WHERE name = ${name}`)
  if (pause) await tx.rows(sql`DELETE FROM jobs.schedule WHERE name = ${name}`)
  else await tx.rows(clockRows(zone, sql`s.name = ${name}`))
}

/**
 * The queue in the same database as the data, so that a change and its consequences commit together. Every listener's
 * queue exists from here on; `work` decides whether this process also empties them.
 */
export async function openJobs(
  database: Database,
  log: Logger,
  { zone, concurrency, schedules: schedulesHere, supervises, tracing, ended, alongside }: JobSettings,
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
  const stopping = new AbortController()
  const { signal } = stopping
  let waking: Promise<void> | undefined
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  /** A queue is made once; what the code says of it since then is brought up to date. */
  async function ensureQueue(name: string, longest: number, exclusive: boolean): Promise<void> {
    const options = { ...retry, ...kept, expireInSeconds: longest }
    const queue = known.get(name)
    if (!queue) await boss.createQueue(name, { ...options, policy: exclusive ? 'exclusive' : 'standard' })
    else if (queue.deleteAfterSeconds !== kept.deleteAfterSeconds || queue.expireInSeconds !== longest) {
      await boss.updateQueue(name, options)
    }
  }
  const queuesOf = new Map<EventName, string[]>()
  for (const { event, name, longest = usual } of listeners) {
    await ensureQueue(`${event}.${name}`, longest, false)
    queuesOf.set(event, [...(queuesOf.get(event) ?? []), `${event}.${name}`])
  }
  for (const { name } of followers) await ensureQueue(name, usual, false)
  for (const { name, cron, longest = usual } of schedules) {
    boss.previewSchedule(cron, { tz: zone, count: 1 })
    await ensureQueue(name, longest, true)
  }
  if (schedulesHere) await synchronise(database, zone, schedules)

  const inTurn = atMost(concurrency)
  const over = (tx: Tx) => ({ executeSql: (text: string, values?: unknown[]) => tx.executeSql(text, values) })

  /** One attempt at a job, in its turn, measured. */
  const attempt = (queue: string, id: string, work: () => Promise<void>) =>
    inTurn(async () => {
      const started = performance.now()
      const end = (outcome: 'done' | 'failed') => ended?.(queue, outcome, (performance.now() - started) / 1000)
      // Said before it begins: if this process is killed, the monitor still knows who had the job.
      const [job] = await database.db.rows<{ traceparent: string | null }>(sql`
        UPDATE jobs.job SET output = jsonb_build_object('worker', ${worker}::text) WHERE name = ${queue} AND id = ${id}
        RETURNING data ->> 'traceparent' AS traceparent`)
      try {
        const span = tracing?.begin('consumer', `process ${queue}`, jobAttributes(queue, id), job?.traceparent)
        await (span ? follow(span, work) : work())
        end('done')
        return { worker }
      } catch (error) {
        end('failed')
        log.warn({ err: error, queue }, 'job failed')
        throw error instanceof Error ? Object.assign(error, { worker }) : error
      }
    })

  async function enqueue(tx: Tx, queue: string, jobs: { data: object; priority?: number }[]): Promise<void> {
    const traceparent = activeSpan()?.traceparent
    const traced = traceparent ? jobs.map((job) => ({ ...job, data: { ...job.data, traceparent } })) : jobs
    await boss.insert(queue, traced, { db: over(tx) })
  }

  return {
    async enqueueEvents(tx, events) {
      const byQueue = new Map<string, { data: object; priority?: number }[]>()
      const add = (queue: string, job: { data: object; priority?: number }) =>
        byQueue.set(queue, [...(byQueue.get(queue) ?? []), job])
      const following = alongside ? await alongside(tx, events) : []
      for (const { name, payload } of [...events, ...following]) {
        for (const queue of queuesOf.get(name) ?? []) add(queue, { data: payload })
        for (const { name: queue, events: followed, urgent } of followers) {
          if (followed.includes(name)) add(queue, { data: { name, payload }, priority: urgent?.includes(name) ? 1 : 0 })
        }
      }
      for (const [queue, jobs] of byQueue) await enqueue(tx, queue, jobs)
    },
    async work() {
      /** Who works each queue. */
      const workers = new Map<string, string[]>()
      /** Works a queue, one job after the other. */
      async function workQueue<T extends object>(queue: string, handle: (job: Job<T>) => Promise<void>) {
        const id = await boss.work(queue, { pollingIntervalSeconds: asked.alone }, async ([job]: Job<T>[]) => {
          try {
            return job && (await attempt(queue, job.id, () => handle(job)))
          } finally {
            // Where one job was there may be more: the queue is asked at once, and waited for only when it is empty.
            boss.notifyWorker(id)
          }
        })
        workers.set(queue, [...(workers.get(queue) ?? []), id])
      }
      for (const { event, name, together = 1, handle } of listeners) {
        for (let i = 0; i < together; i++) {
          await workQueue<EventPayloads[EventName]>(`${event}.${name}`, ({ id, data }) => handle(data, { id, signal }))
        }
      }
      for (const { name, handle } of followers) {
        await workQueue<HappenedEvent>(name, ({ id, data }) => handle(data, { id }))
      }
      for (const { name, handle } of schedules) await workQueue(name, ({ id }) => handle({ id, signal }))
      waking = wakeWorkers(boss, database, workers, log, signal)
    },
    async stop() {
      stopping.abort(new Error('the process is ending'))
      await waking
      await boss.stop({ graceful: true, timeout: 20_000 })
    },
    async check() {
      await boss.schemaVersion()
    },
    async pending() {
      const queues = await boss.getQueues()
      return queues.reduce((sum, queue) => sum + (queue.queuedCount ?? 0) + (queue.activeCount ?? 0), 0)
    },
    nextRun(cron) {
      const [next] = boss.previewSchedule(cron, { tz: zone, count: 1 })
      return next!.toISOString()
    },
    async runNow(tx, schedule) {
      const ids = await boss.insert(schedule, [{}], { db: over(tx), returnId: true })
      return (ids?.length ?? 0) > 0
    },
    async retry(tx, queue, id) {
      await boss.retry(queue, id, { db: over(tx) })
    },
    failed: (since) =>
      database.db.rows(sql`
        SELECT id, name AS queue FROM jobs.job WHERE state = 'failed' AND completed_on >= ${since}::timestamptz
        ORDER BY completed_on, id LIMIT 100`),
  }
}
