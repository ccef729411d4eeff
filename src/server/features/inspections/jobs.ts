import { sql } from 'drizzle-orm'
import type { Schedule } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { parameterValues } from '../parameters/queries.ts'

/** Takes away pictures of drafts that nobody sent in time. */
export async function forgetOldDrafts({ database, files, now }: Runtime): Promise<void> {
  const { 'retention.draftDays': days } = await parameterValues(database.db)
  const forgotten = await database.db.rows<{ key: string; thumbnail: string | null }>(sql`
    UPDATE file SET removed_at = ${now()} WHERE owner_type = 'inspectionDraft' AND removed_at IS NULL
      AND created_at < ${now()}::timestamptz - ${days} * interval '1 day'
    RETURNING storage_key AS key, thumbnail_key AS thumbnail`)
  for (const { key, thumbnail } of forgotten) {
    for (const one of [key, thumbnail]) if (one) await files.remove(one)
  }
}

export const inspectionSchedules = (runtime: () => Runtime): Schedule[] => [
  { name: 'inspection.forgetDrafts', cron: '40 3 * * *', handle: () => forgetOldDrafts(runtime()) },
]
