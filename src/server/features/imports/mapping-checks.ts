import type { ImportMapping, ImportShape } from '../../../contract/imports.ts'
import { importField, importFields } from '../../../domain/import/fields.ts'
import { type FieldRefusal, Problem } from '../../platform/problem.ts'
import type { References } from './references.ts'

/** Refuses a mapping that names columns, fields or codes which do not exist; it may still be unfinished. */
export function assertMappingFits(mapping: ImportMapping, shape: ImportShape, references: References): void {
  const refusals: FieldRefusal[] = []
  const unknown = (field: string) => refusals.push({ field, code: 'unknown' })
  const columns = new Set(shape.columns.map(({ name }) => name))
  for (const [field, column] of Object.entries(mapping.columns)) {
    if (!importField(mapping.target, field) || !columns.has(column)) unknown(`columns.${field}`)
  }
  for (const part of ['dateOrders', 'decimals', 'values', 'defaults'] as const) {
    for (const field of Object.keys(mapping[part])) {
      if (!importField(mapping.target, field)) unknown(`${part}.${field}`)
    }
  }
  const groups = [['newAssets', mapping.newAssets] as const, ...Object.entries(mapping.newAssetsBy)]
  for (const [name, like] of groups) {
    if (like && !references.assetTypes.has(like.type)) unknown(`${name}.type`)
    if (like && !references.sites.has(like.site)) unknown(`${name}.site`)
  }
  if (refusals.length > 0) throw new Problem('request.invalid', {}, refusals)
}

/** Refuses a mapping with which no row could be read: a required field has neither a column nor a default. */
export function assertMappingComplete(mapping: ImportMapping): void {
  const missing = importFields[mapping.target].filter(
    ({ name, required }) => required && !mapping.columns[name] && !mapping.defaults[name],
  )
  if (missing.length === 0) return
  throw new Problem(
    'request.invalid',
    {},
    missing.map(({ name }) => ({ field: `columns.${name}`, code: 'required' })),
  )
}
