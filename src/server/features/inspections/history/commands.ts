import { sql } from 'drizzle-orm'
import { resultOf, type Section } from '../../../../domain/checklist.ts'
import { hurriedSections } from '../../../../domain/inspection-pace.ts'
import type { Actor } from '../../../platform/actor.ts'
import { appendAudit } from '../../../platform/audit/append.ts'
import { changesBetween } from '../../../platform/audit/chain.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { documentHash, type InspectionRow } from '../document.ts'
import { askedBySection } from '../queries.ts'
import { inspection, inspectionFailure, inspectionPhoto } from '../tables.ts'

type Derived = 'total' | 'passed' | 'score' | 'verdict' | 'cleared' | 'hurriedSections'

export interface PastInspection {
  row: Omit<InspectionRow, Derived>
  checklist: { code: string; revision: number; sections: readonly Section[] }
  photos: readonly { fileId: string; pointId: string; sha256: string }[]
}

/** Rows of one statement: far below the parameters that PostgreSQL takes. */
const atOnce = 400

async function inChunks<T>(rows: readonly T[], write: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) await write(rows.slice(from, from + atOnce))
}

function complete({ row, checklist, photos }: PastInspection) {
  const { failed, ...result } = resultOf(checklist, row.answers)
  const sections = askedBySection(checklist.sections, [...row.answers] as never)
  const whole = { ...row, ...result, hurriedSections: hurriedSections(sections, row.sectionTimes).length }
  const files = photos.map(({ fileId, sha256 }) => ({ id: fileId, sha256 }))
  return { whole: { ...whole, hash: documentHash(whole, { checklist, files }) }, failed }
}

/**
 * Writes inspections that were made elsewhere or are simulated, as they were: nothing follows from them any more. Each
 * is in the audit log, so that it can be verified like any other.
 */
export async function recordHistory(tx: Tx, actor: Actor, now: string, past: readonly PastInspection[]): Promise<void> {
  const written = past.map((one) => ({ ...one, ...complete(one) }))
  await inChunks(written, (chunk) => tx.insert(inspection).values(chunk.map(({ whole }) => whole)))
  const failures = written.flatMap(({ whole, failed }) =>
    failed.map(({ id, es, en, critical }) => ({
      inspectionId: whole.id,
      pointId: id,
      es,
      en,
      critical,
      severity: whole.answers.find(({ pointId }) => pointId === id)!.severity!,
    })),
  )
  await inChunks(failures, (chunk) => tx.insert(inspectionFailure).values(chunk))
  const photos = written.flatMap(({ whole, photos: taken }) =>
    taken.map((photo) => ({ ...photo, inspectionId: whole.id })),
  )
  await inChunks(photos, (chunk) => tx.insert(inspectionPhoto).values(chunk))
  const { personId: actorId, name: actorName, channel, requestId } = actor
  const facts = written.map(({ whole: { id, number, hash } }) => ({
    ...{ at: now, actorId, actorName, channel, requestId, action: 'inspection.submitted' },
    ...{ entityType: 'inspection', entityId: id, changes: changesBetween(null, { number, hash }) },
  }))
  await inChunks(facts, (chunk) => appendAudit(tx, chunk))
  await tx.rows(sql`
    INSERT INTO counter (name, value)
    SELECT 'inspection-' || substr(number, 5, 4), max(substr(number, 10)::int) FROM inspection GROUP BY 1
    ON CONFLICT (name) DO UPDATE SET value = greatest(counter.value, excluded.value)`)
}
