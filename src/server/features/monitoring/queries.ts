import { sql } from 'drizzle-orm'
import type { Db } from '../../platform/database/database.ts'

/** What the whole installation is like now, whichever process asks. */
export interface Vitals {
  ordersByStatus: Record<string, number>
  assetsByStatus: Record<string, number>
  openSessions: number
  /** Hours since the newest backup; `null` when there never was one. */
  backupAge: number | null
  lastDrillPassed: boolean | null
  /** Jobs whose attempts are used up, of the last hour. */
  failedJobs: number
  /** Seconds since each scheduled job last succeeded, of those that ran in the last weeks. */
  sinceSuccess: Record<string, number>
}

export async function vitals(db: Db, now: string): Promise<Vitals> {
  const [row] = await db.rows<Vitals>(sql`
    SELECT
      (SELECT coalesce(json_object_agg(status, n), '{}') FROM
        (SELECT status, count(*) AS n FROM work_order WHERE status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') GROUP BY status) o
      ) AS "ordersByStatus",
      (SELECT coalesce(json_object_agg(status, n), '{}') FROM
        (SELECT status, count(*) AS n FROM asset WHERE archived_at IS NULL GROUP BY status) a) AS "assetsByStatus",
      (SELECT count(*) FROM session WHERE revoked_at IS NULL AND expires_at > ${now}) AS "openSessions",
      (SELECT extract(epoch FROM ${now}::timestamptz - max(finished_at)) / 3600 FROM backup WHERE status = 'DONE')
        AS "backupAge",
      (SELECT passed FROM backup_drill ORDER BY at DESC LIMIT 1) AS "lastDrillPassed",
      (SELECT count(*) FROM jobs.job WHERE state = 'failed' AND completed_on > ${now}::timestamptz - interval '1 hour')
        AS "failedJobs",
      (SELECT coalesce(json_object_agg(name, age), '{}') FROM
        (SELECT j.name, extract(epoch FROM ${now}::timestamptz - max(j.completed_on)) AS age
         FROM jobs.job j JOIN jobs.schedule s ON s.name = j.name WHERE j.state = 'completed' GROUP BY j.name) ran
      ) AS "sinceSuccess"`)
  return row!
}

/** Jobs by queue and state, of queues that have any. */
export function queueDepths(db: Db): Promise<{ queue: string; state: string; n: number }[]> {
  return db.rows(sql`
    SELECT name AS queue, state::text AS state, count(*) AS n FROM jobs.job
    WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name, state`)
}
