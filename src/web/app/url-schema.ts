import type { Schema } from './url-filter.ts'

/** Whether a parameter of an address says something its page knows. */
type Check = (value: unknown) => boolean

/**
 * The parameters of an address checked without zod, for pages that people open first: zod and a contract's schemas would be
 * most of what their program runs before it shows anything. A test compares each with the contract, which decides.
 */
export function urlSchema<Input extends object>(checks: { [Name in keyof Required<Input>]: Check }): Schema<Input> {
  const known = new Map<string, Check>(Object.entries(checks))
  return {
    '~standard': {
      validate: (value) => ({
        value: Object.fromEntries(Object.entries(value as object).filter(([name, given]) => known.get(name)?.(given))),
      }),
    },
  }
}

const uuidPattern =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(-0{4}){3}-0{12}|f{8}(-f{4}){3}-f{12})$/i

export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string)

/** `a,b,c`, each of them one of `values`. */
export const someOf =
  (...values: readonly string[]): Check =>
  (value) => {
    const given = typeof value === 'string' && value.length <= 4000 ? value.split(',').filter(Boolean) : null
    return given !== null && given.length <= 100 && given.every((one) => values.includes(one))
  }

export const uuid: Check = (value) => typeof value === 'string' && uuidPattern.test(value)

export const flag = oneOf('true', 'false')

/** Free text of up to `longest` characters, not empty. */
export const text =
  (longest: number): Check =>
  (value) => {
    const length = typeof value === 'string' ? value.trim().length : 0
    return length > 0 && length <= longest
  }

/** A day that exists: `2026-11-24`. */
export const civilDate: Check = (value) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const at = Date.parse(value)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}

export const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))
