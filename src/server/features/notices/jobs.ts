import { sql } from 'drizzle-orm'
import { noticeDays } from '../../../domain/notice.ts'
import { systemActor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Follower, Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { escalate, tell, watch } from './raise.ts'
import { followedEvents, type NoticeKind, noticeKinds, ruleOf } from './rules.ts'

export const noticeFollower = (runtime: () => Runtime): Follower => ({
  name: 'notice.tell',
  events: followedEvents,
  urgent: followedEvents.filter((kind) => ruleOf(kind).level === 'CRITICAL'),
  async handle({ name, payload }, job) {
    await tell(runtime(), name as NoticeKind, payload, job.id)
  },
})

const emitFailed = command(
  'delivery.manage',
  async ({ emit }, failed: { id: string; queue: string }[]): Promise<void> => {
    for (const job of failed) emit('job.failed', job)
  },
)

/** How far back failed jobs are looked for (ms): each is told of once, however often this runs. */
const lookBack = 10 * 60_000

/** Tells administrators of jobs that failed for good; never of its own telling, which would go on for ever. */
export async function tellFailedJobs(runtime: Runtime, jobId: string): Promise<number> {
  const since = new Date(Date.parse(runtime.now()) - lookBack).toISOString()
  const failed = (await runtime.jobs.failed(since)).filter(({ queue }) => queue !== 'notice.tell')
  if (failed.length === 0) return 0
  const untold = await runtime.database.db.rows<{ id: string; queue: string }>(sql`
    SELECT f.id, f.queue FROM jsonb_to_recordset(${JSON.stringify(failed)}::text::jsonb) AS f(id text, queue text)
    WHERE NOT EXISTS (SELECT FROM happening h WHERE h.key = 'job.failed ' || f.id)`)
  if (untold.length > 0) await emitFailed(runtime, systemActor('job', jobId), untold)
  return untold.length
}

/** Takes away notices, their deliveries and mails that are older than they are kept. */
export async function forgetOldNotices({ database, now }: Runtime): Promise<void> {
  const before = sql`${now()}::timestamptz - make_interval(days => ${noticeDays})`
  await database.db.rows(sql`DELETE FROM happening WHERE created_at < ${before}`)
  await database.db.rows(sql`DELETE FROM outgoing_mail WHERE created_at < ${before}`)
  await database.db.rows(sql`DELETE FROM live_ticket WHERE expires_at < ${now()}`)
}

export const noticeSchedules = (runtime: () => Runtime): Schedule[] => [
  ...noticeKinds
    .filter((kind) => ruleOf(kind).watch)
    .map((kind) => ({
      name: `notice.watch.${kind}`,
      cron: ruleOf(kind).watch!.cron,
      handle: (job: { id: string }) => watch(runtime(), kind, job.id),
    })),
  { name: 'notice.escalate', cron: '* * * * *', handle: async (job) => void (await escalate(runtime(), job.id)) },
  {
    name: 'notice.failedJobs',
    cron: '*/5 * * * *',
    handle: async (job) => void (await tellFailedJobs(runtime(), job.id)),
  },
  { name: 'notice.forget', cron: '50 3 * * *', handle: () => forgetOldNotices(runtime()) },
]
