import { and, eq, sql } from 'drizzle-orm'
import { escalationSteps, nextEscalation } from '../../../domain/notice.ts'
import { systemActor } from '../../platform/actor.ts'
import { type Context, command } from '../../platform/command.ts'
import { signalNotices } from '../../platform/fan-out.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { planDeliveries } from './deliveries.ts'
import { administrators, everySupervisor, recipientsOf } from './recipients.ts'
import { type NoticeKind, ruleOf, type Told } from './rules.ts'
import { happening, notice } from './tables.ts'

/** Writes a happening once, whoever tells of it how often: into lists, and on its way out. */
const raise = command('delivery.manage', async (context, { kind, told }: { kind: NoticeKind; told: Told }) => {
  const { tx, now } = context
  const { level, to } = ruleOf(kind)
  const escalates = level === 'CRITICAL' ? nextEscalation(Date.parse(now), 0) : null
  const [raised] = await tx
    .insert(happening)
    .values({
      kind,
      level,
      key: `${kind} ${told.key}`,
      siteId: told.siteId,
      params: told.params,
      path: told.path,
      createdAt: now,
      escalatesAt: escalates === null ? null : new Date(escalates).toISOString(),
    })
    .onConflictDoNothing()
    .returning({ id: happening.id })
  if (!raised) return false
  const people = await recipientsOf(tx, to, told)
  await putInLists(context, raised.id, people)
  await planDeliveries(context, { happeningId: raised.id, kind, level, reminder: 0, people })
  return true
})

async function putInLists({ tx, now }: Context, happeningId: string, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  await tx
    .insert(notice)
    .values(people.map((personId) => ({ happeningId, personId, createdAt: now })))
    .onConflictDoNothing()
  await signalNotices(tx, people)
}

/** Turns one event, or one find of a watch, into notices; answers whether somebody had not been told yet. */
export async function tell(runtime: Runtime, kind: NoticeKind, payload: unknown, occurrence: string): Promise<boolean> {
  const moment = { db: runtime.database.db, now: runtime.now(), occurrence }
  const told = await ruleOf(kind).tell(moment, payload)
  return told !== null && raise(runtime, systemActor('job', occurrence), { kind, told })
}

/** Looks for what only the clock tells of. */
export async function watch(runtime: Runtime, kind: NoticeKind, jobId: string): Promise<void> {
  const found = await ruleOf(kind).watch!.find({ db: runtime.database.db, now: runtime.now() })
  for (const [index, payload] of found.entries()) await tell(runtime, kind, payload, `${jobId} ${index}`)
}

/** Whom the next step of escalation tells for the first time. */
async function climb({ tx }: Context, siteId: string | null, taken: number): Promise<string[]> {
  const { to } = escalationSteps[taken]!
  if (to === 'ADMINISTRATORS') return administrators(tx)
  const above = await everySupervisor(tx, siteId)
  return to === 'EVERYBODY' ? [...above, ...(await administrators(tx))] : above
}

/** Takes one due step of one happening, unless somebody acknowledged it or another process was faster. */
const escalateOne = command('delivery.manage', async (context, { id }: { id: string }): Promise<boolean> => {
  const { tx, now } = context
  const [row] = await tx
    .select()
    .from(happening)
    .where(and(eq(happening.id, id), sql`${happening.escalatesAt} <= ${now}`))
    .for('update')
  if (!row || row.acknowledgedAt) return false
  const next = nextEscalation(Date.parse(row.createdAt), row.escalations + 1)
  await tx
    .update(happening)
    .set({
      escalations: row.escalations + 1,
      escalatesAt: next === null ? null : new Date(next).toISOString(),
    })
    .where(eq(happening.id, id))
  const told = await tx
    .update(notice)
    .set({ readAt: null })
    .where(eq(notice.happeningId, id))
    .returning({ personId: notice.personId })
  const people = [
    ...new Set([...told.map(({ personId }) => personId), ...(await climb(context, row.siteId, row.escalations))]),
  ]
  await putInLists(context, id, people)
  const kind = row.kind as NoticeKind
  await planDeliveries(context, { happeningId: id, kind, level: row.level, reminder: row.escalations + 1, people })
  return true
})

/** Every critical notice that nobody acknowledged in time climbs one step; answers how many did. */
export async function escalate(runtime: Runtime, jobId: string): Promise<number> {
  const due = await runtime.database.db.rows<{ id: string }>(sql`
    SELECT id FROM happening WHERE escalates_at <= ${runtime.now()} ORDER BY escalates_at LIMIT 100`)
  let climbed = 0
  for (const one of due) if (await escalateOne(runtime, systemActor('job', jobId), one)) climbed++
  return climbed
}
