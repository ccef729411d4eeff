import { sql } from 'drizzle-orm'
import { dateAt } from '../../../domain/civil-time.ts'
import { reminderDays, reminderDue } from '../../../domain/document-expiry.ts'
import { systemActor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { isCurrent } from './queries.ts'
import { documentReminder } from './tables.ts'

interface Due {
  documentId: string
  days: number
}

/** Writes the reminders that nobody has written yet, and tells of each of them in the same transaction. */
const remind = command('document.manage', async ({ tx, now, emit }, due: Due[]): Promise<number> => {
  const written = await tx
    .insert(documentReminder)
    .values(due.map((one) => ({ ...one, createdAt: now })))
    .onConflictDoNothing()
    .returning()
  for (const { documentId, days } of written) emit('document.expiring', { id: documentId, days })
  return written.length
})

/** One event for each document in use and threshold reached, however often it runs; answers how many were new. */
export async function remindOfExpiry(runtime: Runtime, jobId: string): Promise<number> {
  const today = dateAt(Date.parse(runtime.now()), runtime.config.COMPANY_TIME_ZONE)
  const documents = await runtime.database.db.rows<{ id: string; expiresOn: string }>(sql`
    SELECT d.id, d.expires_on AS "expiresOn" FROM document d
    LEFT JOIN asset a ON a.id = d.asset_id LEFT JOIN person p ON p.id = d.person_id
    WHERE d.expires_on BETWEEN ${today}::date AND ${today}::date + ${reminderDays[0]}::int AND ${isCurrent}
      AND a.archived_at IS NULL AND p.deactivated_at IS NULL
    ORDER BY d.expires_on, d.id`)
  const due = documents.flatMap(({ id, expiresOn }): Due[] => {
    const days = reminderDue(expiresOn, today)
    return days === null ? [] : [{ documentId: id, days }]
  })
  return due.length === 0 ? 0 : remind(runtime, systemActor('job', jobId), due)
}
