import { sql } from 'drizzle-orm'
import { addDays, dateAt } from '../../../domain/civil-time.ts'
import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { parameterValues } from '../parameters/queries.ts'

/**
 * Forgets what nobody needs any more: answers of requests that can no longer be repeated, sign-ins nobody returned from,
 * sessions long over, finished jobs (never a dead one, and of each schedule not its last run), delivered messages, and how
 * the web app was used.
 */
export async function forgetOldRecords({ config, database: { db }, now }: Runtime): Promise<void> {
  const at = now()
  const values = await parameterValues(db)
  const before = (days: number) => sql`${at}::timestamptz - ${days} * interval '1 day'`
  await db.rows(sql`DELETE FROM idempotency_key WHERE created_at < ${before(1)}`)
  await db.rows(sql`DELETE FROM oidc_attempt WHERE started_at < ${before(1)}`)
  await db.rows(sql`
    DELETE FROM session WHERE least(expires_at, revoked_at) < ${before(values['retention.sessionDays'])}`)
  await db.rows(sql`
    DELETE FROM jobs.job j WHERE j.state IN ('completed', 'cancelled')
      AND j.completed_on < ${before(values['retention.jobDays'])}
      AND NOT (EXISTS (SELECT FROM job_schedule s WHERE s.name = j.name)
        AND NOT EXISTS (SELECT FROM jobs.job n WHERE n.name = j.name AND n.started_on > j.started_on))`)
  await db.rows(sql`
    DELETE FROM webhook_delivery
    WHERE state = 'DELIVERED' AND created_at < ${before(values['retention.deliveryDays'])}`)
  const firstDay = addDays(dateAt(Date.parse(at), config.COMPANY_TIME_ZONE), -values['retention.analyticsDays'])
  for (const table of ['page_view_count', 'page_step_count', 'web_vital_count']) {
    await db.rows(sql`DELETE FROM ${sql.identifier(table)} WHERE day < ${firstDay}`)
  }
  await db.rows(sql`DELETE FROM script_error WHERE last_seen_at < ${before(values['retention.analyticsDays'])}`)
}

export const retentionSchedules = (runtime: () => Runtime): Schedule[] => [
  { name: 'retention.nightly', cron: '20 4 * * *', handle: () => forgetOldRecords(runtime()) },
]
