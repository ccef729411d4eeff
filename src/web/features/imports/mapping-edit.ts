import { type ImportField, type ImportTarget, importFields } from '../../../domain/import/fields.ts'
import type { ColumnShape, ImportMapping } from './schema.ts'

/** `record` with `key` set, or without it when there is no value. */
function put<T>(record: Record<string, T>, key: string, value: T | null): Record<string, T> {
  const { [key]: _, ...rest } = record
  return value === null ? rest : { ...rest, [key]: value }
}

/** The field comes from another column, or from none; how its dates and numbers are written is taken from the column. */
export function withColumn(mapping: ImportMapping, field: ImportField, column: ColumnShape | null): ImportMapping {
  const { name, kind } = field
  const order = kind === 'date' && column?.type.kind === 'date' ? column.type.order : null
  const decimal = kind === 'number' && column?.type.kind === 'number' ? column.type.decimal : null
  return {
    ...mapping,
    columns: put(mapping.columns, name, column?.name ?? null),
    dateOrders: put(mapping.dateOrders, name, kind === 'date' && column ? (order ?? 'DMY') : null),
    decimals: put(mapping.decimals, name, kind === 'number' && column ? (decimal ?? '.') : null),
    values: put(mapping.values, name, null),
  }
}

type Part = 'dateOrders' | 'decimals' | 'defaults'

export function withChoice<P extends Part>(
  mapping: ImportMapping,
  part: P,
  field: string,
  value: ImportMapping[P][string] | null,
): ImportMapping {
  return { ...mapping, [part]: put(mapping[part] as Record<string, unknown>, field, value) }
}

/** Their value means `code`; `null`: it means nothing of ours. */
export function withEquivalent(
  mapping: ImportMapping,
  field: string,
  theirs: string,
  code: string | null,
): ImportMapping {
  return { ...mapping, values: put(mapping.values, field, put(mapping.values[field] ?? {}, theirs, code)) }
}

/** Required fields that have neither a column nor something to stand in for it. */
export function missingFields(mapping: ImportMapping): ImportField[] {
  return importFields[mapping.target as ImportTarget].filter(
    ({ name, required, hasDefault }) => required && !hasDefault && !mapping.columns[name],
  )
}

/** Fields with a list of codes of ours, in the file or standing in for it. */
export function choiceFields(mapping: ImportMapping): ImportField[] {
  return importFields[mapping.target as ImportTarget].filter(
    ({ name, kind, hasDefault }) => kind === 'choice' && name !== 'asset' && (mapping.columns[name] || hasDefault),
  )
}
