import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CorrectInspection, Inspection, SubmitInspection } from '../../../contract/inspections.ts'
import { command } from '../../platform/command.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { lockActiveAsset, lockAsset } from '../fleet/commands.ts'
import { getInspection, inspectionScope } from './queries.ts'
import { recordReadings } from './readings.ts'
import { recordInspection } from './record.ts'
import { revisionFor, revisionOf } from './revision.ts'
import { inspection } from './tables.ts'

/** The inspection that this draft already became: the answer to it was lost on the way. */
async function sentBefore(context: Parameters<typeof recordInspection>[0], draftId: string): Promise<string | null> {
  const { tx, actor } = context
  const [row] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM inspection WHERE inspector_id = ${actor.personId} AND draft_id = ${draftId}`)
  return row?.id ?? null
}

/**
 * Records a finished inspection. In one transaction: its meter readings by the rules of meters, its photos, and, when a
 * critical point failed, the corrective order, the stop of the unit and the alert.
 */
export const submitInspection = command<SubmitInspection, Inspection>('inspection.submit', async (context, input) => {
  const { tx, actor, now } = context
  if (!actor.personId) throw refuseField('inspector', 'required')
  // The unit's lock also makes a draft that is sent twice at once wait for itself.
  const unit = await lockActiveAsset(tx, input.assetId, actor).catch((error) => {
    throw error instanceof Problem && error.code === 'record.notFound' ? refuseField('assetId', 'unknown') : error
  })
  const sent = await sentBefore(context, input.draftId)
  if (sent) return getInspection(tx, actor, sent)
  // A device's clock that runs ahead must not keep an inspection from being recorded.
  const earlier = (instant: string, limit: string) => (Date.parse(instant) < Date.parse(limit) ? instant : limit)
  const finishedAt = new Date(earlier(input.finishedAt ?? now, now)).toISOString()
  const startedAt = new Date(earlier(input.startedAt, finishedAt)).toISOString()
  const revision = await revisionFor(tx, unit, input.revisionId, startedAt)
  await recordReadings(context, unit, { ...input, finishedAt })
  const id = await recordInspection(context, unit, revision, {
    id: v7(),
    draftId: input.draftId,
    inspectorId: actor.personId,
    submittedBy: actor.personId,
    startedAt,
    finishedAt,
    answers: input.answers,
    signature: input.signature,
    sectionTimes: input.sectionTimes,
    readings: input.readings,
    noReadingReason: input.readings.length > 0 ? null : (input.noReadingReason ?? null),
    correctsId: null,
    correctionReason: null,
  })
  return getInspection(tx, actor, id)
})

/** A new version of a submitted inspection, linked to it: what was submitted stays as it was. */
export const correctInspection = command<CorrectInspection & { id: string }, Inspection>(
  'inspection.correct',
  async (context, { id, reason, answers, signature }) => {
    const { tx, actor } = context
    if (!actor.personId) throw refuseField('submittedBy', 'required')
    const [seen] = await tx.rows<{ assetId: string }>(sql`
      SELECT i.asset_id AS "assetId" FROM inspection i WHERE i.id = ${id} AND ${inspectionScope(actor)}`)
    if (!seen) throw notFound()
    // Who may see the inspection corrects it, wherever the unit is by now.
    const unit = await lockAsset(tx, seen.assetId, { ...actor, siteIds: null })
    const [before] = await tx.select().from(inspection).where(eq(inspection.id, id))
    const [newer] = await tx.rows<{ number: string }>(sql`SELECT number FROM inspection WHERE corrects_id = ${id}`)
    if (newer) throw new Problem('inspection.alreadyCorrected', { number: newer.number })
    const { startedAt, finishedAt, sectionTimes, readings, noReadingReason, inspectorId } = before!
    const recorded = await recordInspection(context, unit, await revisionOf(tx, before!.revisionId), {
      id: v7(),
      draftId: null,
      inspectorId,
      submittedBy: actor.personId,
      startedAt,
      finishedAt,
      sectionTimes,
      readings,
      noReadingReason,
      answers,
      signature,
      correctsId: id,
      correctionReason: reason,
    })
    return getInspection(tx, actor, recorded)
  },
)
