import type { ImportMapping, ImportShape } from '../../../contract/imports.ts'
import type { RowErrorCode } from '../../../contract/refusals/imports.ts'
import { type DateOrder, parseWrittenDate, type WrittenDate } from '../../../domain/import/date-text.ts'
import { importFields } from '../../../domain/import/fields.ts'
import { type DecimalSign, parseWrittenNumber } from '../../../domain/import/number-text.ts'
import type { TableRow } from './table-file.ts'
import { brokenFormula } from './xlsx-rows.ts'

export interface RowError {
  row: number
  column: string | null
  code: RowErrorCode
  value: string | null
}

/** One row read through the mapping. What cannot be read is noted in `errors` and comes back as `null`. */
export interface RowValues {
  line: number
  errors: RowError[]
  /** Notes that the value of `field` cannot stand. */
  refuse(field: string, code: RowErrorCode): void
  text(field: string): string | null
  date(field: string): WrittenDate | null
  number(field: string, limits: { min?: number; max: number; whole?: boolean }): number | null
  /** One of our codes, through the mapping's equivalences and default. */
  choice(field: string, codes: { has(code: string): boolean }): string | null
  /** Their value through the equivalences, whatever it is. */
  translated(field: string): string | null
}

const longestValue = 500

/** Reads rows of a file with this shape as the mapping says. */
export function rowReader(shape: ImportShape, mapping: ImportMapping): (row: TableRow) => RowValues {
  const fields = importFields[mapping.target]
  const columns = new Map(
    fields.map(({ name }) => {
      const column = mapping.columns[name]
      return [name, column === undefined ? -1 : shape.columns.findIndex((one) => one.name === column)] as const
    }),
  )
  const required = new Set(fields.filter((field) => field.required).map(({ name }) => name))
  const equivalents = new Map(
    Object.entries(mapping.values).map(([field, values]) => [field, new Map(Object.entries(values))] as const),
  )
  const defaults = new Map(Object.entries(mapping.defaults))
  const width = shape.columns.length

  return ({ line, cells }) => {
    const errors: RowError[] = []
    const note = (column: string | null, code: RowErrorCode, value: string | null) =>
      errors.push({ row: line, column, code, value: value?.slice(0, longestValue) ?? null })
    const extra = cells.slice(width).some((cell) => cell.trim() !== '')
    if (extra || (shape.kind === 'csv' && cells.length < width)) note(null, 'columnCount', cells.join(' | '))

    const raw = (field: string): string => cells[columns.get(field) ?? -1]?.trim() ?? ''
    const refuse = (field: string, code: RowErrorCode) =>
      note(mapping.columns[field] ?? field, code, raw(field) || null)
    const given = (field: string, fallback: string | undefined): string | null => {
      const value = raw(field)
      if (value === brokenFormula) {
        refuse(field, 'brokenFormula')
        return null
      }
      if (value !== '') return value
      if (fallback === undefined && required.has(field)) refuse(field, 'required')
      return fallback ?? null
    }
    const parsed = <T>(field: string, parse: (text: string) => T | null, code: RowErrorCode): T | null => {
      const value = given(field, undefined)
      if (value === null) return null
      const result = parse(value)
      if (result === null) refuse(field, code)
      return result
    }
    const translate = (field: string, value: string) => equivalents.get(field)?.get(value) ?? value

    return {
      line,
      errors,
      refuse,
      text: (field) => given(field, undefined),
      date: (field) => parsed(field, (text) => parseWrittenDate(text, orderOf(mapping, field)), 'badDate'),
      number(field, { min = Number.NEGATIVE_INFINITY, max, whole = false }) {
        const value = parsed(field, (text) => parseWrittenNumber(text, decimalOf(mapping, field)), 'badNumber')
        if (value === null) return null
        if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value
        refuse(field, 'outOfRange')
        return null
      },
      choice(field, codes) {
        const value = given(field, defaults.get(field))
        if (value === null) return null
        const code = translate(field, value)
        const known = [code, code.toUpperCase()].find((one) => codes.has(one))
        if (known === undefined) refuse(field, 'unknownValue')
        return known ?? null
      },
      translated(field) {
        const value = given(field, undefined)
        return value === null ? null : translate(field, value)
      },
    }
  }
}

const orderOf = (mapping: ImportMapping, field: string): DateOrder => mapping.dateOrders[field] ?? 'YMD'
const decimalOf = (mapping: ImportMapping, field: string): DecimalSign => mapping.decimals[field] ?? '.'
