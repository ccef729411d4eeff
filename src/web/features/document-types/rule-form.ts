import { z } from 'zod'
import { createDocumentType, type DocumentType } from '../../../contract/documents.ts'

type Rule = DocumentType['rules'][number]

/** A rule as a form holds it: flat, with the figures of every kind side by side. */
const rule = z
  .object({
    assetTypeIds: z.array(z.string()),
    onlyOnRoad: z.boolean(),
    kind: z.enum(['NONE', 'ON_DATE', 'PLATE_DIGIT', 'MONTHS']),
    day: z.int().min(1).max(31).nullable(),
    month: z.int().min(1).max(12).nullable(),
    months: z.int().min(1).max(240).nullable(),
  })
  .superRefine(({ kind, day, month, months }, context) => {
    const missing = [
      kind === 'ON_DATE' && day === null && 'day',
      kind === 'ON_DATE' && month === null && 'month',
      kind === 'MONTHS' && months === null && 'months',
    ].filter((field) => field !== false)
    for (const field of missing)
      context.addIssue({ code: 'invalid_type', expected: 'number', input: null, path: [field] })
  })
export type RuleForm = z.infer<typeof rule>

export const documentTypeForm = z.object({ ...createDocumentType.shape, rules: z.array(rule).max(20) })

export const emptyRule: RuleForm = {
  ...{ assetTypeIds: [], onlyOnRoad: false, kind: 'NONE', day: null, month: null, months: null },
}

export function asForm({ assetTypeIds, onlyOnRoad, expiry }: Rule): RuleForm {
  const { kind, ...figures } = expiry ?? { kind: 'NONE' as const }
  return { ...emptyRule, assetTypeIds, onlyOnRoad, kind, ...figures }
}

export function asRule({ assetTypeIds, onlyOnRoad, kind, day, month, months }: RuleForm): Rule {
  const expiry = {
    NONE: null,
    ON_DATE: { kind: 'ON_DATE', month: month!, day: day! },
    PLATE_DIGIT: { kind: 'PLATE_DIGIT' },
    MONTHS: { kind: 'MONTHS', months: months! },
  } as const
  return { assetTypeIds, onlyOnRoad, expiry: expiry[kind] }
}
