import { z } from 'zod'
import { choices, pointKinds } from '../domain/checklist.ts'
import { codedReference, flag, instant, optionalText, text, uuid } from './common.ts'

/** Stays the same from version to version; chosen by the editor, seen by nobody. */
const key = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/)
const limit = z.number().min(-1_000_000_000).max(1_000_000_000).nullable()

export const checklistPoint = z
  .object({
    id: key,
    kind: z.enum(pointKinds),
    es: text(200),
    en: text(200).nullable(),
    critical: z.boolean().meta({ description: 'a failure needs a photo and forbids the unit to work' }),
    required: z.boolean(),
    unit: text(20).nullable().meta({ description: 'of a number' }),
    min: limit,
    max: limit,
    shownIf: z
      .object({ pointId: key, choice: z.enum(choices) })
      .nullable()
      .meta({ description: 'asked only when an earlier yes/no point was answered so' }),
  })
  .meta({ id: 'ChecklistPoint' })

export const checklistSection = z
  .object({ id: key, es: text(100), en: text(100).nullable(), points: z.array(checklistPoint).max(100) })
  .meta({ id: 'ChecklistSection' })

export const checklistItem = z
  .object({
    id: uuid,
    code: z.string(),
    nameEs: z.string(),
    nameEn: z.string().nullable(),
    assetType: codedReference,
    predefined: z.boolean().meta({ description: 'read-only; a copy of it may be changed' }),
    revision: z.int().meta({ description: 'the newest one' }),
    points: z.int(),
    publishedAt: instant,
    archivedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'ChecklistItem' })
export type ChecklistItem = z.infer<typeof checklistItem>

export const checklistRevision = z.object({
  id: uuid,
  revision: z.int(),
  publishedAt: instant,
  publishedBy: z.string().nullable(),
  points: z.int(),
})

export const checklist = z
  .object({
    ...checklistItem.shape,
    revisionId: uuid.meta({ description: 'of the revision whose sections are given' }),
    shownRevision: z.int(),
    sections: z.array(checklistSection),
    revisions: z.array(checklistRevision),
  })
  .meta({ id: 'Checklist' })
export type Checklist = z.infer<typeof checklist>

export const checklistQuery = z.strictObject({ assetTypeId: uuid.optional(), archived: flag.default(false) })
export type ChecklistQuery = z.output<typeof checklistQuery>
export const checklistRevisionQuery = z.strictObject({
  revision: z.coerce.number().int().min(1).max(1_000_000).optional().meta({ description: 'the newest when absent' }),
})

export const publishChecklist = z.strictObject({
  nameEs: text(120),
  nameEn: optionalText(120),
  sections: z.array(checklistSection).min(1).max(40),
})
export type PublishChecklist = z.output<typeof publishChecklist>

export const createChecklist = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9](?:[A-Z0-9-]{0,28}[A-Z0-9])?$/)
    .meta({ example: 'F-PR-050-CH01' }),
  assetTypeId: uuid,
  ...publishChecklist.shape,
})
export type CreateChecklist = z.output<typeof createChecklist>
