import { type SQL, sql } from 'drizzle-orm'
import type { Delivery, SavedReport } from '../../../contract/saved-reports.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { daysOf } from '../../../domain/report-schedule.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'

export interface ReportContext {
  actor: Actor
  now: string
  zone: string
}

/** Of table alias `r`: one's own, and what others share. */
const savedReportScope = (actor: Actor): SQL => sql`(r.owner_id = ${actor.personId}::uuid OR r.shared)`

async function savedReports(db: Db, { actor, now, zone }: ReportContext, condition: SQL): Promise<SavedReport[]> {
  const today = dateAt(Date.parse(now), zone)
  const rows = await db.rows<Omit<SavedReport, 'from' | 'to'>>(sql`
    SELECT r.id, r.name, r.report, r.group_by AS "groupBy", r.site_id AS "siteId", r.type_id AS "typeId",
      r.asset_id AS "assetId", r.period, r.shared, p.name AS owner, r.owner_id = ${actor.personId}::uuid AS mine,
      CASE WHEN s.saved_report_id IS NOT NULL THEN json_build_object('frequency', s.frequency, 'weekday', s.weekday,
        'day', s.day, 'time', s.time, 'recipients', s.recipients,
        'nextAt', to_char(s.next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'lastAt', to_char(s.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'lastError', s.last_error) END AS schedule, r.version
    FROM saved_report r JOIN person p ON p.id = r.owner_id LEFT JOIN report_schedule s ON s.saved_report_id = r.id
    WHERE ${savedReportScope(actor)} AND ${condition} ORDER BY r.owner_id = ${actor.personId}::uuid DESC, r.name, r.id`)
  return rows.map((row) => ({ ...row, ...daysOf(row.period, today) }))
}

export const listSavedReports = (db: Db, context: ReportContext): Promise<SavedReport[]> =>
  savedReports(db, context, sql`true`)

export async function getSavedReport(db: Db, context: ReportContext, id: string): Promise<SavedReport> {
  const [found] = await savedReports(db, context, sql`r.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** The last times a report went out, and what became of each mail. */
export async function deliveriesOf(db: Db, context: ReportContext, id: string): Promise<Delivery[]> {
  const { mine } = await getSavedReport(db, context, id)
  if (!mine && context.actor.role !== 'ADMIN') throw notFound()
  return db.rows<Delivery>(sql`
    SELECT d.id, d.due_at AS "dueAt", m.recipients, m.attempts, m.sent_at AS "sentAt", m.last_error AS "lastError",
      CASE WHEN m.sent_at IS NOT NULL THEN 'SENT' WHEN m.failed_at IS NOT NULL THEN 'FAILED' ELSE 'QUEUED' END AS state
    FROM report_delivery d JOIN outgoing_mail m ON m.id = d.mail_id
    WHERE d.saved_report_id = ${id} ORDER BY d.due_at DESC LIMIT 20`)
}
