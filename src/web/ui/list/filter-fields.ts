import type { Lookup, Option } from '../form/option.ts'

type Name<F> = keyof F & string

/** One way of narrowing a list; `name` is the parameter of the API it fills. */
export type FilterField<F> =
  /** Free text, sent as one types. */
  | { kind: 'search'; name: Name<F>; label: string }
  /** Any of a few; held as `a,b`. */
  | { kind: 'options'; name: Name<F>; label: string; options: readonly Option[] }
  /** One of a few. */
  | { kind: 'option'; name: Name<F>; label: string; options: readonly Option[] }
  /** One record of many, found by typing. */
  | { kind: 'lookup'; name: Name<F>; label: string; lookup: Lookup }
  /** Two civil dates, both included. */
  | { kind: 'dates'; from: Name<F>; to: Name<F>; label: string }
  /** On or not at all. */
  | { kind: 'flag'; name: Name<F>; label: string }

export type Values = Readonly<Record<string, unknown>>

export const textOf = (values: Values, name: string) => (typeof values[name] === 'string' ? values[name] : '')
export const listOf = (values: Values, name: string) => textOf(values, name).split(',').filter(Boolean)

/** The parameters a field fills. */
export const namesOf = (field: FilterField<Values>): string[] =>
  field.kind === 'dates' ? [field.from, field.to] : [field.name]

export const isSet = (field: FilterField<Values>, values: Values) =>
  namesOf(field).some((name) => textOf(values, name) !== '')
