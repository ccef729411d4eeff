import { z } from 'zod'
import { documentStates } from '../domain/document-expiry.ts'
import { licenceClasses } from '../domain/licence.ts'
import { documentSubjects } from '../domain/predefined-documents.ts'
import { lights } from '../domain/readiness.ts'
import {
  civilDate,
  codedReference,
  commaSeparated,
  flag,
  instant,
  optionalText,
  pageQuery,
  reference,
  text,
  uuid,
} from './common.ts'

const expiryRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ON_DATE'), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  z.strictObject({ kind: z.literal('PLATE_DIGIT') }),
  z.strictObject({ kind: z.literal('MONTHS'), months: z.int().min(1).max(240) }),
])

const documentRule = z.strictObject({
  assetTypeIds: z.array(uuid).max(100).meta({ description: 'empty: every type' }),
  onlyOnRoad: z.boolean().meta({ description: 'only units with a plate: those that use public roads' }),
  expiry: expiryRule.nullable(),
})

export const documentType = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string().meta({ description: "in the caller's language" }),
    nameEs: z.string(),
    nameEn: z.string(),
    subject: z.enum(documentSubjects),
    critical: z.boolean().meta({ description: 'once expired, the unit or person may not be assigned' }),
    required: z.boolean().meta({ description: 'missing counts like expired' }),
    hasClasses: z.boolean(),
    rules: z.array(documentRule).meta({ description: 'the first that fits applies; none at all: for everything' }),
    predefined: z.boolean(),
    archived: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'DocumentType' })
export type DocumentType = z.infer<typeof documentType>

export const documentTypeQuery = z.strictObject({
  subject: z.enum(documentSubjects).optional(),
  archived: flag.default(false),
})
export type DocumentTypeQuery = z.output<typeof documentTypeQuery>

const typeFields = {
  nameEs: text(80),
  nameEn: text(80),
  critical: z.boolean(),
  required: z.boolean(),
  hasClasses: z.boolean(),
  rules: z.array(documentRule).max(20),
}
export const createDocumentType = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9](?:[A-Z0-9_-]{0,28}[A-Z0-9])?$/),
  subject: z.enum(documentSubjects),
  ...typeFields,
})
export type CreateDocumentType = z.output<typeof createDocumentType>
/** The subject stays: documents of the type are of units or of people already. */
export const updateDocumentType = z.strictObject({ ...typeFields, archived: z.boolean() }).partial()
export type UpdateDocumentType = z.output<typeof updateDocumentType>

export const documentStatuses = [...documentStates, 'RENEWED', 'VOIDED'] as const

export const heldDocument = z
  .object({
    id: uuid,
    type: codedReference.extend({ critical: z.boolean(), hasClasses: z.boolean() }),
    number: z.string().nullable(),
    classes: z.array(z.enum(licenceClasses)),
    issuedOn: civilDate,
    expiresOn: civilDate.nullable().meta({ description: 'the last day it is valid; null: it never expires' }),
    daysLeft: z.int().nullable(),
    state: z.enum(documentStatuses),
    note: z.string().nullable(),
    renewsId: uuid.nullable().meta({ description: 'the document this one renewed' }),
    files: z.array(reference),
    voidReason: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'HeldDocument' })
export type HeldDocument = z.infer<typeof heldDocument>
export const heldDocuments = z.object({
  items: z.array(heldDocument).meta({ description: 'those that count now first, then renewed and voided ones' }),
  mayManage: z.boolean(),
})

const documentFields = {
  number: optionalText(60),
  classes: z.array(z.enum(licenceClasses)).max(licenceClasses.length).default([]),
  issuedOn: civilDate,
  expiresOn: civilDate.nullable().optional().meta({ description: 'when absent, what the rule of its type says' }),
  note: optionalText(500),
}
export const addDocument = z.strictObject({ typeId: uuid, ...documentFields })
export type AddDocument = z.output<typeof addDocument>
export const renewDocument = z.strictObject(documentFields)
export type RenewDocument = z.output<typeof renewDocument>
export const voidDocument = z.strictObject({ reason: text(500) })

export const readiness = z
  .object({
    ready: z.boolean(),
    reasons: z.array(z.object({ code: z.string(), message: z.string(), refusesWork: z.boolean() })),
  })
  .meta({ id: 'WorkReadiness' })
export type Readiness = z.infer<typeof readiness>

export const fleetDocumentQuery = z.strictObject({
  q: z.string().trim().max(100).optional().meta({ description: 'code, name or plate' }),
  siteId: uuid.optional().meta({ description: 'this site and all below it' }),
  typeId: commaSeparated(uuid).optional(),
  light: commaSeparated(z.enum(lights)).optional(),
  documentTypeId: uuid.optional().meta({ description: 'only documents of this type' }),
  ...pageQuery,
})
export type FleetDocumentQuery = z.output<typeof fleetDocumentQuery>

const fleetDocumentItem = z
  .object({
    id: uuid.meta({ description: 'of the unit' }),
    code: z.string(),
    name: z.string(),
    plate: z.string().nullable(),
    type: codedReference,
    site: codedReference,
    light: z.enum(lights),
    nextExpiry: civilDate.nullable(),
    documents: z.array(
      z.object({
        id: uuid,
        name: z.string(),
        critical: z.boolean(),
        expiresOn: civilDate.nullable(),
        state: z.enum(documentStates),
      }),
    ),
    missing: z.array(z.string()).meta({ description: 'required documents that nobody recorded' }),
  })
  .meta({ id: 'FleetDocumentItem' })
export const fleetDocumentPage = z.object({
  items: z.array(fleetDocumentItem),
  nextCursor: z.string().nullable(),
  totals: z.record(z.enum(lights), z.int()).meta({ description: 'units by light, whatever light is asked for' }),
})
export type FleetDocumentPage = z.infer<typeof fleetDocumentPage>
