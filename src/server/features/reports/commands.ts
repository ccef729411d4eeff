import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreateSavedReport, SavedReport, SetSchedule, UpdateSavedReport } from '../../../contract/saved-reports.ts'
import { nextTime, type Timing } from '../../../domain/report-schedule.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { assertVisibleAsset } from '../fleet/queries.ts'
import { assertAskable } from '../kpis/reports/queries.ts'
import { siteScope } from '../sites/queries.ts'
import { getSavedReport } from './queries.ts'
import { reportSchedule, savedReport } from './tables.ts'

/** More would no longer be found in a list. */
const mostReports = 50

interface Target {
  id: string
  expectedVersion?: number | undefined
}

const contextOf = ({ actor, now, runtime }: Context) => ({ actor, now, zone: runtime.config.COMPANY_TIME_ZONE })

async function assertQuestion(context: Context, input: CreateSavedReport): Promise<void> {
  const { tx, actor } = context
  const { report, groupBy, siteId, typeId, assetId } = input
  if (report === 'overview' && groupBy) throw refuseField('groupBy', 'notApplicable')
  if (report !== 'overview') {
    assertAskable(report, {
      groupBy: groupBy ?? undefined,
      typeId: typeId ?? undefined,
      assetId: assetId ?? undefined,
    })
  }
  if (siteId) {
    const found = await tx.rows(sql`SELECT 1 FROM site s WHERE s.id = ${siteId} AND ${siteScope(actor)}`)
    if (found.length === 0) throw refuseField('siteId', 'unknown')
  }
  if (typeId) {
    const found = await tx.rows(sql`SELECT 1 FROM asset_type WHERE id = ${typeId}`)
    if (found.length === 0) throw refuseField('typeId', 'unknown')
  }
  if (assetId) {
    await assertVisibleAsset(tx, actor, assetId).catch(() => {
      throw refuseField('assetId', 'unknown')
    })
  }
}

export const createSavedReport = command(
  'report.save',
  async (context, input: CreateSavedReport): Promise<SavedReport> => {
    const { tx, actor, now, audit } = context
    const ownerId = actor.personId
    if (!ownerId) throw notFound()
    await assertQuestion(context, input)
    await tx.rows(sql`SELECT id FROM person WHERE id = ${ownerId} FOR NO KEY UPDATE`)
    const [own] = await tx.rows<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM saved_report WHERE owner_id = ${ownerId}`)
    if (own!.count >= mostReports) throw new Problem('savedReport.tooMany', { count: mostReports })
    const id = v7()
    await tx.insert(savedReport).values({ id, ownerId, ...input, createdAt: now })
    const created = await getSavedReport(tx, contextOf(context), id)
    audit('savedReport.created', { type: 'savedReport', id }, null, created)
    return created
  },
)

/** The report, locked, for its owner to change; an administrator may tidy up what others share. */
async function lockOwn(context: Context, { id, expectedVersion }: Target): Promise<SavedReport> {
  const { tx, actor } = context
  await tx.rows(sql`SELECT 1 FROM saved_report WHERE id = ${id} FOR UPDATE`)
  const found = await getSavedReport(tx, contextOf(context), id)
  if (!found.mine && actor.role !== 'ADMIN') throw new Problem('auth.forbidden')
  assertVersion(found.version, expectedVersion)
  return found
}

async function changed(context: Context, before: SavedReport, action: string): Promise<SavedReport> {
  const { id, version } = before
  await context.tx
    .update(savedReport)
    .set({ version: version + 1 })
    .where(eq(savedReport.id, id))
  const after = await getSavedReport(context.tx, contextOf(context), id)
  context.audit(action, { type: 'savedReport', id }, before, after)
  return after
}

export const updateSavedReport = command(
  'report.save',
  async (context, { change, ...target }: Target & { change: UpdateSavedReport }) => {
    const before = await lockOwn(context, target)
    if (Object.keys(change).length > 0) {
      await context.tx.update(savedReport).set(change).where(eq(savedReport.id, target.id))
    }
    return changed(context, before, 'savedReport.changed')
  },
)

export const removeSavedReport = command('report.save', async (context, target: Target): Promise<null> => {
  const before = await lockOwn(context, target)
  await context.tx.delete(savedReport).where(eq(savedReport.id, target.id))
  context.audit('savedReport.removed', { type: 'savedReport', id: target.id }, before, null)
  return null
})

function timingOf({ frequency, weekday, day, time }: SetSchedule): Timing {
  if (frequency === 'WEEKLY' && !weekday) throw refuseField('weekday', 'required')
  if (frequency === 'MONTHLY' && !day) throw refuseField('day', 'required')
  return {
    frequency,
    weekday: frequency === 'WEEKLY' ? weekday! : null,
    day: frequency === 'MONTHLY' ? day! : null,
    time,
  }
}

/** Reports tell costs, which operators never receive. */
async function assertNoOperators(tx: Tx, recipients: readonly string[]): Promise<void> {
  const [operator] = await tx.rows<{ email: string }>(sql`
    SELECT email FROM person WHERE role = 'OPERATOR' AND deactivated_at IS NULL
      AND lower(email) = ANY (${sql.param(recipients.map((email) => email.toLowerCase()))}::text[]) LIMIT 1`)
  if (operator) throw refuseField('recipients', 'RECIPIENT_IS_OPERATOR', { email: operator.email })
}

/** Sends the report by mail from the next time on. Only the owner: it goes out in their name, with the figures of their sites. */
export const setSchedule = command('report.save', async (context, { id, ...input }: SetSchedule & { id: string }) => {
  const { tx, now, runtime } = context
  const before = await lockOwn(context, { id })
  if (!before.mine) throw new Problem('auth.forbidden')
  const timing = timingOf(input)
  await assertNoOperators(tx, input.recipients)
  const nextAt = new Date(nextTime(timing, Date.parse(now), runtime.config.COMPANY_TIME_ZONE)).toISOString()
  const row = { ...timing, recipients: [...new Set(input.recipients)], nextAt, lastError: null }
  await tx
    .insert(reportSchedule)
    .values({ savedReportId: id, ...row })
    .onConflictDoUpdate({ target: reportSchedule.savedReportId, set: row })
  return changed(context, before, 'savedReport.scheduled')
})

export const removeSchedule = command('report.save', async (context, { id }: { id: string }) => {
  const before = await lockOwn(context, { id })
  await context.tx.delete(reportSchedule).where(eq(reportSchedule.savedReportId, id))
  return changed(context, before, 'savedReport.unscheduled')
})
