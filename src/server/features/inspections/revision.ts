import { sql } from 'drizzle-orm'
import type { Section } from '../../../domain/checklist.ts'
import type { Tx } from '../../platform/database/database.ts'
import { refuseField } from '../../platform/problem.ts'
import type { LockedAsset } from '../fleet/commands.ts'

export interface Revision {
  id: string
  code: string
  revision: number
  sections: readonly Section[]
  assetTypeId: string
  archivedAt: string | null
  replacedAt: string | null
}

export async function revisionOf(tx: Tx, id: string): Promise<Revision> {
  const [found] = await tx.rows<Revision>(sql`
    SELECT r.id, c.code, r.revision, r.sections, c.asset_type_id AS "assetTypeId", c.archived_at AS "archivedAt",
      (SELECT min(n.published_at) FROM checklist_revision n
        WHERE n.checklist_id = r.checklist_id AND n.revision > r.revision) AS "replacedAt"
    FROM checklist_revision r JOIN checklist c ON c.id = r.checklist_id WHERE r.id = ${id}`)
  if (!found) throw refuseField('revisionId', 'unknown')
  return found
}

/** The revision that a unit was inspected by: of its type, and current when the inspection began. */
export async function revisionFor(tx: Tx, unit: LockedAsset, id: string, startedAt: string): Promise<Revision> {
  const found = await revisionOf(tx, id)
  if (found.assetTypeId !== unit.typeId) throw refuseField('revisionId', 'otherType')
  const endedBefore = (end: string | null) => end !== null && Date.parse(end) < Date.parse(startedAt)
  if (endedBefore(found.replacedAt) || endedBefore(found.archivedAt)) throw refuseField('revisionId', 'outdated')
  return found
}
