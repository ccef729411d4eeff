import { sql } from 'drizzle-orm'
import type { CorrectInspection } from '../../../contract/inspections.ts'
import { answerRefusals, type Result, resultOf } from '../../../domain/checklist.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { hurriedSections } from '../../../domain/inspection-pace.ts'
import type { Context } from '../../platform/command.ts'
import { Problem } from '../../platform/problem.ts'
import type { LockedAsset } from '../fleet/commands.ts'
import { orderForFailures } from './critical-failure.ts'
import { documentHash, type InspectionRow } from './document.ts'
import { takeInspectionNumber } from './numbers.ts'
import { claimFiles } from './photos.ts'
import { askedBySection } from './queries.ts'
import type { Revision } from './revision.ts'
import { inspection, inspectionFailure, inspectionPhoto } from './tables.ts'

type Kept = 'id' | 'draftId' | 'inspectorId' | 'submittedBy' | 'startedAt' | 'finishedAt' | 'sectionTimes' | 'readings'
type Given = Pick<InspectionRow, Kept | 'noReadingReason' | 'correctsId' | 'correctionReason'> &
  Pick<CorrectInspection, 'answers' | 'signature'>

/** What the version that is corrected led to already: a correction acts only on what is new in it. */
async function knownBefore({ tx }: Context, correctsId: string | null) {
  if (!correctsId) return { points: new Set<string>(), workOrderId: null }
  const [before] = await tx.rows<{ workOrderId: string | null; points: string[] }>(sql`
    SELECT i.work_order_id AS "workOrderId", coalesce((SELECT json_agg(f.point_id) FROM inspection_failure f
      WHERE f.inspection_id = i.id AND f.critical), '[]') AS points
    FROM inspection i WHERE i.id = ${correctsId}`)
  return { points: new Set(before!.points), workOrderId: before!.workOrderId }
}

/** The points as they were asked, in their order, so that what is stored reads like the sheet. */
function inOrder(revision: Revision, answers: Given['answers']): Given['answers'] {
  const order = revision.sections.flatMap(({ points }) => points.map(({ id }) => id))
  return answers.toSorted((a, b) => order.indexOf(a.pointId) - order.indexOf(b.pointId))
}

function assertComplete(revision: Revision, answers: Given['answers']): Result {
  const refusals = answerRefusals(revision, answers)
  if (refusals.length === 0) return resultOf(revision, answers)
  const fields = refusals.map(({ pointId, code }) => ({ field: `answers.${pointId}`, code }))
  throw new Problem('inspection.incomplete', {}, fields)
}

/** Writes a version of an inspection of a locked unit, with all that follows from it; answers its id. */
export async function recordInspection(
  context: Context,
  unit: LockedAsset,
  revision: Revision,
  { answers: given, signature, ...fields }: Given,
): Promise<string> {
  const { tx, now, runtime, audit, emit } = context
  const answers = inOrder(revision, given)
  const result = assertComplete(revision, answers)
  const signatureFileId = signature.kind === 'DRAWN' ? signature.fileId : null
  const files = await claimFiles(context, { id: fields.id, correctsId: fields.correctsId, answers, signatureFileId })
  const year = Number(dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE).slice(0, 4))
  const number = await takeInspectionNumber(tx, year)
  const known = await knownBefore(context, fields.correctsId)
  const critical = result.failed.filter((point) => point.critical)
  const unknown = critical.filter(({ id }) => !known.points.has(id))
  const { workOrderId: opened, alert } = await orderForFailures(context, unit, {
    number,
    points: unknown,
    revision,
    answers,
  })
  const workOrderId = opened ?? (critical.length > 0 ? known.workOrderId : null)
  const row: InspectionRow = {
    ...fields,
    number,
    assetId: unit.id,
    siteId: unit.siteId,
    revisionId: revision.id,
    submittedAt: now,
    answers,
    hurriedSections: hurriedSections(askedBySection(revision.sections, answers), fields.sectionTimes).length,
    signatureKind: signature.kind,
    signatureName: signature.name,
    signatureFileId,
    total: result.total,
    passed: result.passed,
    score: result.score,
    verdict: result.verdict,
    cleared: result.cleared,
    workOrderId,
  }
  const { code, revision: asked, sections } = revision
  const hash = documentHash(row, { checklist: { code, revision: asked, sections }, files: files.all })
  await tx.insert(inspection).values({ ...row, hash })
  if (result.failed.length > 0) {
    await tx.insert(inspectionFailure).values(
      result.failed.map(({ id, es, en, critical }) => ({
        inspectionId: row.id,
        pointId: id,
        es,
        en,
        critical,
        severity: answers.find(({ pointId }) => pointId === id)!.severity!,
      })),
    )
  }
  if (files.photos.length > 0) {
    await tx.insert(inspectionPhoto).values(files.photos.map((photo) => ({ ...photo, inspectionId: row.id })))
  }
  const { sectionTimes: _, hurriedSections: __, ...shown } = row
  audit('inspection.submitted', { type: 'inspection', id: row.id }, null, { ...shown, hash })
  emit('inspection.submitted', { id: row.id, assetId: unit.id })
  if (workOrderId && alert) emit('inspection.criticalFailure', { id: row.id, assetId: unit.id, workOrderId })
  return row.id
}
