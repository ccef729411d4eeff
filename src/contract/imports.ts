import { z } from 'zod'
import { dateOrders } from '../domain/import/date-text.ts'
import { importTargets } from '../domain/import/fields.ts'
import { decimalSigns } from '../domain/import/number-text.ts'
import { instant, pageQuery, uuid } from './common.ts'

export const importStatuses = ['UPLOADED', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'FAILED', 'UNDONE'] as const
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export const delimiters = [',', ';', '\t', '|'] as const
export { dateOrders, decimalSigns, importTargets }

/** Files and spreadsheets up to this many bytes, and this many rows. */
export const importByteLimit = 50 * 1024 * 1024
export const importRowLimit = 200_000

const name = z.string().min(1).max(60)
const cell = z.string().max(500)
const code = z.string().trim().min(1).max(40)

const newAsset = z.strictObject({ type: code, site: code })

/** How the file is to be understood; everything by the names and codes people see. */
export const importMapping = z
  .strictObject({
    target: z.enum(importTargets),
    columns: z.record(name, cell).meta({ description: 'field → column of the file' }),
    dateOrders: z.record(name, z.enum(dateOrders)).meta({ description: 'date field → order of its parts' }),
    decimals: z.record(name, z.enum(decimalSigns)).meta({ description: 'number field → its decimal sign' }),
    values: z
      .record(name, z.record(cell, z.string().max(60)))
      .meta({ description: 'choice field → their value → our code; an equal code needs no entry' }),
    defaults: z.record(name, z.string().max(60)).meta({ description: 'choice field → code for rows without a value' }),
    newAssets: newAsset
      .nullable()
      .meta({ description: 'units that do not exist are created like this; null refuses their rows' }),
    newAssetsBy: z.record(cell, newAsset).meta({ description: 'exceptions to newAssets by unit code' }),
  })
  .meta({ id: 'ImportMapping' })
export type ImportMapping = z.infer<typeof importMapping>

export const importDialect = z.strictObject({
  sheet: z.string().max(60).nullable().optional(),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  headerRow: z.int().min(1).max(50).optional(),
})
export type ImportDialect = z.infer<typeof importDialect>

const columnType = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['empty', 'text', 'category']) }),
  z.object({
    kind: z.literal('date'),
    order: z.enum(dateOrders),
    ambiguous: z.boolean(),
    alternatives: z.array(z.enum(dateOrders)),
  }),
  z.object({ kind: z.literal('number'), decimal: z.enum(decimalSigns), ambiguous: z.boolean() }),
])

const columnShape = z.object({
  name: z.string(),
  type: columnType,
  samples: z.array(z.string()),
  filled: z.int(),
  longest: z.int(),
  values: z.array(z.object({ value: z.string(), count: z.int() })).nullable(),
})

export const importShape = z.object({
  kind: z.enum(['csv', 'xlsx']),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  encoding: z.enum(encodings).nullable(),
  delimiter: z.enum(delimiters).nullable(),
  headerRow: z.int(),
  columns: z.array(columnShape),
})
export type ImportShape = z.infer<typeof importShape>

const counted = z.array(z.object({ key: z.string(), count: z.int() }))

/** What a check found, or what an application did. */
export const importResult = z
  .object({
    rows: z.int(),
    accepted: z.int(),
    refused: z.int(),
    created: z.object({ workOrders: z.int(), assets: z.int(), meterReadings: z.int() }),
    byAsset: counted,
    byType: counted,
    byYear: counted,
    bySystem: counted.meta({ description: 'systems proposed from the text; empty key: none' }),
    cost: z.int().meta({ description: 'minor units of the company currency' }),
    newAssets: z.array(z.object({ code: z.string(), type: z.string(), site: z.string() })),
    errors: z.array(z.object({ code: z.string(), column: z.string().nullable(), count: z.int(), message: z.string() })),
  })
  .meta({ id: 'ImportResult' })
export type ImportResult = z.infer<typeof importResult>

const summary = {
  id: uuid,
  target: z.enum(importTargets),
  status: z.enum(importStatuses),
  fileName: z.string(),
  size: z.int(),
  rowsDone: z.int(),
  rowCount: z.int(),
  error: z.string().nullable().meta({ description: 'why it failed, in the caller’s language' }),
  createdBy: z.string().nullable(),
  createdAt: instant,
  appliedAt: instant.nullable(),
  undoneAt: instant.nullable(),
  version: z.int(),
}

export const importSummary = z
  .object({ ...summary, created: z.int().nullable().meta({ description: 'records created or to be created' }) })
  .meta({ id: 'ImportSummary' })
export type ImportSummary = z.infer<typeof importSummary>

export const importDetail = z
  .object({
    ...summary,
    shape: importShape,
    mapping: importMapping.nullable(),
    result: importResult.nullable(),
    sameFileAppliedAt: instant.nullable().meta({ description: 'when the same content was already imported' }),
  })
  .meta({ id: 'Import' })
export type ImportDetail = z.infer<typeof importDetail>

const option = z.object({ code: z.string(), name: z.string() })

export const importProposal = z
  .object({
    mapping: importMapping,
    remembered: z.boolean().meta({ description: 'the mapping last confirmed for files of this shape' }),
    options: z.object({ orderTypes: z.array(option), assetTypes: z.array(option), sites: z.array(option) }),
    assets: z
      .array(z.object({ value: z.string(), count: z.int(), code: z.string().nullable(), exists: z.boolean() }))
      .meta({ description: 'units the file names, with the unit of ours it probably is' }),
  })
  .meta({ id: 'ImportProposal' })
export type ImportProposal = z.infer<typeof importProposal>

export const importRowError = z.object({
  row: z.int(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  value: z.string().nullable(),
})

export const importProposalQuery = z.strictObject({ target: z.enum(importTargets).optional() })
export const importsQuery = z.strictObject({ ...pageQuery })
export const importErrorsQuery = z.strictObject({ ...pageQuery })

export const applyImport = z.strictObject({
  skipRefused: z.boolean().default(false).meta({ description: 'import the good rows although others are refused' }),
  again: z.boolean().default(false).meta({ description: 'import although the same content was imported before' }),
})
export type ApplyImport = z.infer<typeof applyImport>

/** Described for the documentation; the bytes are read by the multipart parser. */
export const importUpload = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
})
