import { sql } from 'drizzle-orm'
import type { KpiScope } from '../../../contract/kpi.ts'
import { allowed } from '../../../contract/permissions.ts'
import type { ReportGrouping } from '../../../contract/report.ts'
import type { SavedReportKind } from '../../../contract/saved-reports.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { daysOf, type MovingPeriod, nextTime, type Timing } from '../../../domain/report-schedule.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { queueMail } from '../../platform/mail/outgoing.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { writtenPeriod } from '../../platform/written.ts'
import { type KeptUpload, keepUpload } from '../files/commands.ts'
import { file } from '../files/tables.ts'
import { nameOf, overviewPdf, reportPdf } from '../kpis/papers/queries.ts'
import { actorOf } from '../people/queries.ts'
import { reportDelivery } from './tables.ts'

interface Due extends Timing {
  id: string
  name: string
  report: SavedReportKind
  groupBy: ReportGrouping | null
  siteId: string | null
  typeId: string | null
  assetId: string | null
  period: MovingPeriod
  ownerId: string
  recipients: string[]
  nextAt: string
}

/** At most so many a run; the rest is a few minutes late, not lost. */
const atOnce = 50

function dueReports(runtime: Runtime): Promise<Due[]> {
  return runtime.database.db.rows<Due>(sql`
    SELECT r.id, r.name, r.report, r.group_by AS "groupBy", r.site_id AS "siteId", r.type_id AS "typeId",
      r.asset_id AS "assetId", r.period, r.owner_id AS "ownerId", s.frequency, s.weekday, s.day, s.time,
      array_to_json(s.recipients) AS recipients, s.next_at AS "nextAt"
    FROM report_schedule s JOIN saved_report r ON r.id = s.saved_report_id
    WHERE s.next_at <= ${runtime.now()} ORDER BY s.next_at, r.id LIMIT ${atOnce}`)
}

interface Paper {
  kept: KeptUpload
  subject: string
  text: string
  html: string
}

type Failure = 'OWNER_GONE' | 'REPORT_REFUSED'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

async function paperOf(runtime: Runtime, owner: Actor, due: Due): Promise<Paper> {
  const zone = runtime.config.COMPANY_TIME_ZONE
  // The days as they were when it was due, should it be late.
  const days = daysOf(due.period, dateAt(Date.parse(due.nextAt), zone))
  const scope: KpiScope = {
    ...days,
    siteId: due.siteId ?? undefined,
    typeId: due.typeId ?? undefined,
    assetId: due.assetId ?? undefined,
  }
  const { bytes } =
    due.report === 'overview'
      ? await overviewPdf(runtime, owner, scope)
      : await reportPdf(runtime, owner, due.report, { ...scope, groupBy: due.groupBy ?? undefined })
  const said = { name: due.name, period: writtenPeriod(owner.locale, days) }
  const base = runtime.config.PUBLIC_URL?.replace(/\/$/, '') ?? ''
  const url = `${base}/saved-reports/${due.id}`
  const say = (key: string) => words(owner.locale, `report.mail.${key}`, { ...said, url })
  return {
    kept: await keepUpload(runtime, { kind: 'DOCUMENT', name: `${nameOf(due.report, days)}.pdf`, bytes }),
    subject: say('subject'),
    text: base ? say('text') : say('lead'),
    html: `<p>${escaped(say('lead'))}</p>${base ? `<p><a href="${escaped(url)}">${escaped(say('change'))}</a></p>` : ''}`,
  }
}

/**
 * Takes the turn: moves the schedule on and, with a paper, writes the mail. False when another process has taken it: of two
 * that hold the same turn only one finds it where it was.
 */
const takeTurn = command(
  'report.save',
  async (
    { tx, now, runtime, audit },
    { due, paper, failure }: { due: Due; paper: Paper | null; failure: Failure | null },
  ) => {
    const next = new Date(nextTime(due, Date.parse(now), runtime.config.COMPANY_TIME_ZONE)).toISOString()
    const taken = await tx.rows(sql`
      UPDATE report_schedule SET next_at = ${next}, last_error = ${failure},
        last_at = CASE WHEN ${paper !== null} THEN ${now}::timestamptz ELSE last_at END
      WHERE saved_report_id = ${due.id} AND next_at = ${due.nextAt}::timestamptz RETURNING saved_report_id`)
    if (taken.length === 0) return false
    if (!paper) return true
    const { kept, ...message } = paper
    const attachment = { fileId: kept.kept.id, name: kept.intake.name, type: kept.intake.mediaType }
    const mail = { ...message, recipients: due.recipients, attachments: [attachment] }
    const mailId = await queueMail(tx, mail, now)
    const owner = { ownerType: 'mail', ownerId: mailId, kind: 'DOCUMENT' } as const
    await tx.insert(file).values({ ...owner, ...kept.intake, ...kept.kept, createdBy: due.ownerId, createdAt: now })
    await tx.insert(reportDelivery).values({ savedReportId: due.id, dueAt: due.nextAt, mailId })
    audit('savedReport.sent', { type: 'savedReport', id: due.id }, null, { recipients: due.recipients, mailId })
    return true
  },
)

/** The paper as its owner would see it today; who may no longer read reports sends none. */
async function prepared(runtime: Runtime, due: Due, jobId: string): Promise<Paper | Failure> {
  const owner = await actorOf(runtime.database.db, due.ownerId, jobId)
  if (!owner || !allowed(owner.role, 'kpi.read')) return 'OWNER_GONE'
  try {
    return await paperOf(runtime, owner, due)
  } catch (error) {
    if (error instanceof Problem) return 'REPORT_REFUSED'
    throw error
  }
}

/** Sends what is due, each turn once, whoever else does the same; answers how many mails were written. */
export async function sendDueReports(runtime: Runtime, jobId: string): Promise<number> {
  let sent = 0
  for (const due of await dueReports(runtime)) {
    const made = await prepared(runtime, due, jobId)
    const paper = typeof made === 'string' ? null : made
    const turn = { due, paper, failure: typeof made === 'string' ? made : null }
    const taken = await takeTurn(runtime, systemActor('job', jobId), turn).catch(async (error: unknown) => {
      await paper?.kept.discard()
      throw error
    })
    if (!taken) await paper?.kept.discard()
    else if (paper) sent += 1
  }
  return sent
}
