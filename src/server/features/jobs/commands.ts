import { sql } from 'drizzle-orm'
import type { Schedule } from '../../../contract/jobs.ts'
import { type Context, command } from '../../platform/command.ts'
import { setPaused } from '../../platform/jobs.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { listSchedules, lockDeadJob } from './queries.ts'

async function lockSchedule({ tx }: Context, name: string): Promise<{ paused: boolean }> {
  const [row] = await tx.rows<{ paused: boolean }>(
    sql`SELECT paused_at IS NOT NULL AS paused FROM job_schedule WHERE name = ${name} FOR UPDATE`,
  )
  if (!row) throw notFound()
  return row
}

const scheduleNow = async ({ runtime, tx }: Context, name: string): Promise<Schedule> =>
  (await listSchedules(runtime, tx)).find((one) => one.name === name)!

/** Stops or resumes a schedule; asking for what it is already changes nothing. */
const pausing = (paused: boolean) =>
  command('job.manage', async (context, { name }: { name: string }) => {
    const { tx, actor, now, audit, runtime } = context
    const before = await lockSchedule(context, name)
    if (before.paused !== paused) {
      await setPaused(tx, runtime.config.COMPANY_TIME_ZONE, name, paused ? { by: actor.personId, at: now } : null)
      audit(paused ? 'schedule.paused' : 'schedule.resumed', { type: 'schedule', id: name }, before, { paused })
    }
    return scheduleNow(context, name)
  })
export const pauseSchedule = pausing(true)
export const resumeSchedule = pausing(false)

/** Runs a schedule out of its turn, paused or not. */
export const runSchedule = command('job.manage', async (context, { name }: { name: string }) => {
  const { tx, audit, runtime } = context
  await lockSchedule(context, name)
  if (!(await runtime.jobs.runNow(tx, name))) throw new Problem('job.running')
  audit('schedule.started', { type: 'schedule', id: name }, null, null)
  return scheduleNow(context, name)
})

type OneJob = { queue: string; id: string }

/** One more attempt for a job that was given up. */
export const retryJob = command('job.manage', async ({ tx, audit, runtime }, { queue, id }: OneJob) => {
  const dead = await lockDeadJob(tx, queue, id)
  if (!dead) throw notFound()
  await runtime.jobs.retry(tx, queue, id)
  audit('job.retried', { type: 'job', id }, null, { queue, ...dead })
  return null
})

/** Gives a job up for good; the audit log keeps what it was and why it failed. */
export const discardJob = command('job.manage', async ({ tx, audit }, { queue, id }: OneJob) => {
  const dead = await lockDeadJob(tx, queue, id)
  if (!dead) throw notFound()
  const [row] = await tx.rows<{ data: object | null }>(
    sql`DELETE FROM jobs.job WHERE name = ${queue} AND id = ${id} RETURNING data`,
  )
  audit('job.discarded', { type: 'job', id }, { queue, ...dead, data: row?.data ?? null }, null)
  return null
})
