import { z } from 'zod'
import { meterKinds } from '../domain/asset-type.ts'
import { choices, severities, verdicts } from '../domain/checklist.ts'
import { openStatuses } from '../domain/work-order.ts'
import { checklistItem, checklistSection } from './checklists.ts'
import { civilDate, flag, instant, optionalText, page, pageQuery, reference, text, uuid } from './common.ts'

const verdict = z.enum(verdicts)
const choice = z.enum(choices)
const severity = z.enum(severities)
const dial = z.number().min(0).max(99_999_999_999).multipleOf(0.1)
const numbered = z.object({ id: uuid, number: z.string() })
const pointId = z.string().min(1).max(80)

export const inspectionAnswer = z
  .object({
    pointId,
    choice: choice.nullable(),
    number: z.number().min(-1_000_000_000_000).max(1_000_000_000_000).nullable(),
    text: z.string().trim().max(2000).nullable(),
    note: z.string().trim().max(1000).nullable(),
    severity: severity.nullable().meta({ description: 'required of a failure' }),
    photoIds: z.array(uuid).max(6).meta({ description: 'files; a failed critical point needs one' }),
  })
  .meta({ id: 'InspectionAnswer' })
export type InspectionAnswer = z.infer<typeof inspectionAnswer>

const sectionTime = z.object({ sectionId: pointId, seconds: z.number().min(0).max(1_000_000) })

const signature = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('DRAWN'), name: text(120), fileId: uuid }),
  z.strictObject({ kind: z.literal('TYPED'), name: text(120) }),
])

const answered = {
  answers: z.array(inspectionAnswer).max(400),
  signature,
}

export const submitInspection = z.strictObject({
  draftId: uuid.meta({
    description: 'chosen by the device; the same draft is recorded once, however often it is sent',
  }),
  assetId: uuid,
  revisionId: uuid.meta({ description: 'the revision of the checklist that was answered' }),
  startedAt: instant,
  finishedAt: instant.optional().meta({ description: 'now when absent, or when it is in the future' }),
  readings: z.array(z.strictObject({ meter: z.enum(meterKinds), value: dial })).max(2),
  noReadingReason: optionalText(200).meta({ description: 'why the meter could not be read' }),
  sectionTimes: z.array(sectionTime).max(40).default([]),
  ...answered,
})
export type SubmitInspection = z.output<typeof submitInspection>

export const correctInspection = z.strictObject({ reason: text(500), ...answered })
export type CorrectInspection = z.output<typeof correctInspection>

export const inspectionItem = z
  .object({
    id: uuid,
    number: z.string(),
    asset: z.object({ id: uuid, code: z.string(), name: z.string() }),
    site: reference,
    checklist: z.object({ id: uuid, code: z.string(), revision: z.int() }),
    inspector: reference,
    finishedAt: instant,
    score: z.number().meta({ description: 'percent of the points asked that passed' }),
    verdict,
    cleared: z.boolean().meta({ description: 'false: a critical point failed and the unit may not work' }),
    failures: z.int(),
    correctedBy: numbered.nullable().meta({ description: 'a newer version of this inspection' }),
    hurried: z.boolean().optional().meta({ description: 'for supervisors: hints of haste' }),
  })
  .meta({ id: 'InspectionItem' })
export type InspectionItem = z.infer<typeof inspectionItem>

export const inspectionHints = z.object({
  hurriedSections: z.array(z.object({ sectionId: z.string(), seconds: z.number(), points: z.int() })),
  samePhotos: z
    .array(z.object({ pointId: z.string(), fileId: uuid, inspection: numbered }))
    .meta({ description: 'photos identical to one of another inspection' }),
})
export type InspectionHints = z.infer<typeof inspectionHints>

export const inspection = z
  .object({
    ...inspectionItem.shape,
    checklistName: z.object({ es: z.string(), en: z.string().nullable() }),
    plate: z.string().nullable(),
    sections: z.array(checklistSection),
    answers: z.array(inspectionAnswer),
    passed: z.int(),
    total: z.int(),
    startedAt: instant,
    submittedAt: instant,
    submittedBy: reference,
    readings: z.array(z.object({ meter: z.enum(meterKinds), value: z.number() })),
    noReadingReason: z.string().nullable(),
    signature: z.object({ kind: z.enum(['DRAWN', 'TYPED']), name: z.string(), fileId: uuid.nullable() }),
    workOrder: numbered.nullable().meta({ description: 'the corrective order of its failed critical points' }),
    corrects: numbered.nullable(),
    correctionReason: z.string().nullable(),
    hash: z.string().meta({ description: 'SHA-256 of the submitted document' }),
    hints: inspectionHints.optional().meta({ description: 'for supervisors' }),
  })
  .meta({ id: 'Inspection' })
export type Inspection = z.infer<typeof inspection>

export const inspectionFilter = {
  assetId: uuid.optional(),
  siteId: uuid.optional().meta({ description: 'with the sites below it' }),
  checklistId: uuid.optional(),
  inspectorId: z.union([uuid, z.literal('me')]).optional(),
  workOrderId: uuid.optional().meta({ description: 'those whose failed critical points the order is for' }),
  verdict: verdict.optional(),
  cleared: flag.optional(),
  superseded: flag.default(false).meta({ description: 'true: also the versions that were corrected' }),
  from: civilDate.optional(),
  to: civilDate.optional(),
}
export const inspectionQuery = z.strictObject({ ...inspectionFilter, ...pageQuery })
export type InspectionQuery = z.output<typeof inspectionQuery>
export const inspectionPage = page(inspectionItem)

/** A unit as inspections see it: what may be asked of it, the last time, and what forbids it to work. */
export const assetInspections = z
  .object({
    checklists: z.array(checklistItem),
    last: inspectionItem.nullable(),
    blockedBy: z
      .array(
        z.object({
          inspection: numbered,
          workOrder: numbered.extend({ status: z.enum(openStatuses) }),
          points: z.array(z.object({ es: z.string(), en: z.string().nullable() })),
        }),
      )
      .meta({ description: 'failed critical points whose corrective order is open: the unit is not cleared' }),
  })
  .meta({ id: 'AssetInspections' })
export type AssetInspections = z.infer<typeof assetInspections>

/** What anybody with the printed sheet may know: whether it is genuine, and no names of people. */
export const verification = z
  .object({
    number: z.string(),
    assetCode: z.string(),
    checklistCode: z.string(),
    checklistRevision: z.int(),
    finishedAt: instant,
    score: z.number(),
    verdict,
    cleared: z.boolean(),
    hash: z.string(),
    genuine: z.boolean().meta({ description: 'records, photos and audit log still agree with the hash' }),
    correctedBy: z.string().nullable().meta({ description: 'number of the version that replaces this one' }),
    corrects: z.string().nullable(),
  })
  .meta({ id: 'Verification' })
export type Verification = z.infer<typeof verification>
