import { type SQL, sql } from 'drizzle-orm'
import type { JobQuery, JobQueue, JobRecord, JobState, Schedule } from '../../../contract/jobs.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { anyOf, keyset, toPage } from '../../platform/database/keyset.ts'
import type { Runtime } from '../../platform/runtime.ts'

/** How the queue's own states are told. */
const states: Record<JobState, string> = {
  WAITING: 'created',
  RETRYING: 'retry',
  RUNNING: 'active',
  DONE: 'completed',
  DEAD: 'failed',
  CANCELLED: 'cancelled',
}
const state = sql.join(
  [
    sql`CASE j.state`,
    ...Object.entries(states).map(([ours, theirs]) => sql.raw(`WHEN '${theirs}' THEN '${ours}'`)),
    sql`END`,
  ],
  sql` `,
)

/** A refusal is kept by the queue as the error's own fields, or below `value` when it was no error. */
const error = sql`coalesce(j.output->>'message', j.output->'value'->>'message', j.output->>'value')`
const failed = sql`CASE WHEN j.state IN ('failed', 'retry', 'cancelled') THEN ${error} END`
const took = sql`extract(epoch FROM j.completed_on - j.started_on)::float8`

/** The queues of the product; those that the queue keeps for itself are left out. */
const ours = (name: SQL) => sql`${name} NOT LIKE '\\_\\_pgboss%'`

/** What the clock does, each with its last run, in one statement. */
export async function listSchedules({ database, config, jobs }: Runtime, db: Db = database.db): Promise<Schedule[]> {
  const rows = await db.rows<Omit<Schedule, 'zone' | 'nextRunAt'>>(sql`
    SELECT s.name, s.cron, s.paused_at AS "pausedAt",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'name', p.name) END AS "pausedBy", last.run AS "lastRun"
    FROM job_schedule s LEFT JOIN person p ON p.id = s.paused_by
    LEFT JOIN LATERAL (
      SELECT json_build_object('id', j.id, 'state', ${state}, 'startedAt', to_char(j.started_on AT TIME ZONE 'UTC', ${iso}),
        'endedAt', to_char(j.completed_on AT TIME ZONE 'UTC', ${iso}), 'seconds', ${took}, 'error', ${failed}) AS run
      FROM jobs.job j WHERE j.name = s.name AND j.started_on IS NOT NULL ORDER BY j.started_on DESC LIMIT 1
    ) last ON true
    ORDER BY s.name`)
  return rows.map((row) => ({
    ...row,
    zone: config.COMPANY_TIME_ZONE,
    nextRunAt: row.pausedAt ? null : jobs.nextRun(row.cron),
  }))
}

/** When the clock next asks for each of the named schedules; `null` for one that is paused. */
export async function nextRuns<Name extends string>(
  { database, jobs }: Runtime,
  names: readonly Name[],
): Promise<Record<Name, string | null>> {
  const going = await database.db.rows<{ name: string; cron: string }>(sql`
    SELECT name, cron FROM job_schedule WHERE paused_at IS NULL AND name = ${anyOf(names, 'text')}`)
  const cronOf = new Map(going.map(({ name, cron }) => [name, cron]))
  const next = (name: Name) => {
    const cron = cronOf.get(name)
    return [name, cron === undefined ? null : jobs.nextRun(cron)]
  }
  return Object.fromEntries(names.map(next))
}

const iso = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

/** How much waits, runs and has died in each queue. */
export function listQueues(db: Db): Promise<JobQueue[]> {
  return db.rows<JobQueue>(sql`
    SELECT q.name, s.name IS NOT NULL AS scheduled,
      count(j.id) FILTER (WHERE j.state IN ('created', 'retry')) AS waiting,
      count(j.id) FILTER (WHERE j.state = 'active') AS running,
      count(j.id) FILTER (WHERE j.state = 'failed') AS dead,
      min(j.created_on) FILTER (WHERE j.state IN ('created', 'retry')) AS "oldestWaitingAt"
    FROM jobs.queue q LEFT JOIN job_schedule s ON s.name = q.name
    LEFT JOIN jobs.job j ON j.name = q.name AND j.state IN ('created', 'retry', 'active', 'failed')
    WHERE ${ours(sql`q.name`)}
    GROUP BY q.name, s.name ORDER BY dead DESC, waiting DESC, q.name`)
}

/** Jobs, the newest first. */
export async function listJobs(db: Db, query: JobQuery) {
  const { after, orderBy, cursor } = keyset(
    { by: sql`j.created_on`, type: 'timestamptz' },
    sql`j.id`,
    'desc',
    query.cursor,
  )
  const conditions = [
    after,
    ours(sql`j.name`),
    query.queue && sql`j.name = ${query.queue}`,
    query.state && sql`j.state = ${states[query.state]}`,
    query.from && sql`j.created_on >= ${query.from}`,
    query.to && sql`j.created_on < ${query.to}`,
  ].filter((condition) => typeof condition === 'object')
  const rows = await db.rows<JobRecord & { cursor: unknown }>(sql`
    SELECT j.id, j.name AS queue, ${state} AS state, j.created_on AS "createdAt", j.started_on AS "startedAt",
      j.completed_on AS "endedAt", ${took} AS seconds, ${failed} AS error, j.output->>'worker' AS worker,
      CASE WHEN j.started_on IS NULL THEN 0 ELSE j.retry_count + 1 END AS attempts, j.retry_limit + 1 AS most,
      ${cursor} AS cursor
    FROM jobs.job j WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

/** A job that failed for the last time, locked; `undefined` when it is none. */
export async function lockDeadJob(tx: Tx, queue: string, id: string): Promise<{ error: string | null } | undefined> {
  const [row] = await tx.rows<{ error: string | null }>(sql`
    SELECT ${error} AS error FROM jobs.job j
    WHERE j.name = ${queue} AND j.id = ${id} AND j.state = 'failed' AND ${ours(sql`j.name`)} FOR UPDATE`)
  return row
}
