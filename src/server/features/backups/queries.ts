import { sql } from 'drizzle-orm'
import type { Backup, BackupState } from '../../../contract/backups.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { nextRuns } from '../jobs/queries.ts'

/** Hours after which the newest backup is too old: a day and the time one takes. */
const staleAfter = 26

/** Attempts and archives from the newest on, each with the latest drill of it. */
export async function listBackups(db: Db, query: { cursor?: string | undefined; limit: number }) {
  const { after, orderBy, cursor } = keyset(
    { by: sql`b.started_at`, type: 'timestamptz' },
    sql`b.id`,
    'desc',
    query.cursor,
  )
  const rows = await db.rows<Backup & { cursor: unknown }>(sql`
    SELECT b.id, b.origin, b.status, b.started_at AS "startedAt", b.finished_at AS "finishedAt", b.name, b.size, b.sha256,
      (SELECT sum(value::bigint) FROM jsonb_each_text(b.counts)) AS rows, b.files, b.copied,
      b.removed_at IS NOT NULL AS removed, b.error, d.drill, ${cursor} AS cursor
    FROM backup b LEFT JOIN LATERAL (
      SELECT json_build_object('at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'passed', passed,
        'ms', ms, 'tables', tables, 'rows', rows, 'files', files, 'error', error) AS drill
      FROM backup_drill WHERE backup_id = b.id ORDER BY at DESC LIMIT 1) d ON true
    WHERE ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

export async function backupState(runtime: Runtime): Promise<BackupState> {
  const { database, config, now } = runtime
  const [row] = await database.db.rows<{
    running: boolean
    lastDoneAt: string | null
    drillAt: string | null
    passed: boolean | null
    stale: boolean
  }>(sql`
    SELECT EXISTS (SELECT 1 FROM backup WHERE status = 'RUNNING') AS running, b.done AS "lastDoneAt",
      d.at AS "drillAt", d.passed,
      coalesce(b.done < ${now()}::timestamptz - make_interval(hours => ${staleAfter}), true) AS stale
    FROM (SELECT max(finished_at) AS done FROM backup WHERE status = 'DONE') b
    LEFT JOIN LATERAL (SELECT at, passed FROM backup_drill ORDER BY at DESC LIMIT 1) d ON true`)
  const next = await nextRuns(runtime, ['backup.make', 'backup.drill'])
  const { running, lastDoneAt, drillAt, passed, stale } = row!
  return {
    nextAt: next['backup.make'],
    nextDrillAt: next['backup.drill'],
    running,
    lastDoneAt,
    lastDrill: drillAt ? { at: drillAt, passed: passed! } : null,
    copies: config.BACKUP_URL !== undefined,
    stale,
  }
}

/** A whole backup whose archive is still kept. */
export async function keptBackup(db: Db, id: string) {
  const [row] = await db.rows<{ id: string; name: string; size: number; copied: boolean }>(sql`
    SELECT id, name, size, copied FROM backup WHERE id = ${id} AND status = 'DONE' AND removed_at IS NULL`)
  if (!row) throw notFound()
  return row
}
