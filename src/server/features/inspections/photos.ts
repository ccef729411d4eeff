import { inArray, sql } from 'drizzle-orm'
import type { InspectionAnswer } from '../../../contract/inspections.ts'
import type { Context } from '../../platform/command.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { type FieldRefusal, Problem } from '../../platform/problem.ts'
import { file } from '../files/tables.ts'

interface Claim {
  id: string
  correctsId: string | null
  answers: readonly InspectionAnswer[]
  signatureFileId: string | null
}

interface Found {
  id: string
  sha256: string
  ownerType: string
}

/**
 * Takes the pictures that an inspection names from its author's drafts into the inspection, where nobody changes them
 * any more. A correction also keeps pictures of the version it corrects. Answers what there is, by content.
 */
export async function claimFiles({ tx, actor }: Context, { id, correctsId, answers, signatureFileId }: Claim) {
  const named = answers.flatMap(({ pointId, photoIds }) =>
    photoIds.map((fileId) => ({ fileId, pointId, field: `answers.${pointId}` })),
  )
  if (signatureFileId) named.push({ fileId: signatureFileId, pointId: '', field: 'signature.fileId' })
  const ids = named.map(({ fileId }) => fileId)
  if (ids.length === 0) return { all: [], photos: [] }
  const found = await tx.rows<Found>(sql`
    SELECT f.id, f.sha256, f.owner_type AS "ownerType" FROM file f
    WHERE f.id = ${anyOf(ids, 'uuid')} AND f.removed_at IS NULL AND f.media_type LIKE 'image/%' AND (
      (f.owner_type = 'inspectionDraft' AND f.owner_id = ${actor.personId})
      OR EXISTS (SELECT 1 FROM inspection_photo p WHERE p.file_id = f.id AND p.inspection_id = ${correctsId}::uuid)
      OR EXISTS (SELECT 1 FROM inspection o WHERE o.signature_file_id = f.id AND o.id = ${correctsId}::uuid))
    ORDER BY f.id FOR UPDATE OF f`)
  const known = new Map(found.map((one) => [one.id, one]))
  const refusals = named.flatMap(({ fileId, field }, i): FieldRefusal[] => {
    if (!known.has(fileId)) return [{ field, code: 'unknown' }]
    return ids.indexOf(fileId) < i ? [{ field, code: 'duplicate' }] : []
  })
  if (refusals.length > 0) throw new Problem('inspection.incomplete', {}, refusals)
  const drafts = found.filter(({ ownerType }) => ownerType === 'inspectionDraft').map((one) => one.id)
  if (drafts.length > 0) {
    await tx.update(file).set({ ownerType: 'inspection', ownerId: id }).where(inArray(file.id, drafts))
  }
  const photos = named
    .filter(({ pointId }) => pointId !== '')
    .map(({ fileId, pointId }) => ({ fileId, pointId, sha256: known.get(fileId)!.sha256 }))
  return { all: found.map(({ id: fileId, sha256 }) => ({ id: fileId, sha256 })), photos }
}
