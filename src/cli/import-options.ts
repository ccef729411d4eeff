import { parseArgs } from 'node:util'
import { delimiters, encodings, type ImportDialect, type ImportMapping } from '../contract/imports.ts'
import { type DateOrder, dateOrders } from '../domain/import/date-text.ts'
import { type ImportTarget, importFields, importTargets } from '../domain/import/fields.ts'
import { type DecimalSign, decimalSigns } from '../domain/import/number-text.ts'
import { UsageError, understood } from './command.ts'

const text = { type: 'string' } as const
const many = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

const options = {
  target: text,
  mapping: text,
  map: many,
  value: many,
  default: many,
  'date-order': text,
  decimal: text,
  sheet: text,
  encoding: text,
  delimiter: text,
  'header-row': text,
  'create-assets': flag,
  'asset-type': text,
  site: text,
  'dry-run': flag,
  'skip-errors': flag,
  again: flag,
  json: flag,
  'save-errors': text,
  undo: text,
} as const

/** The text before the first and after the last of two signs, as in `type:PM01=CORRECTIVE`. */
function split(option: string, given: string, sign: ':' | '='): [string, string] {
  const at = sign === ':' ? given.indexOf(sign) : given.lastIndexOf(sign)
  if (at < 1) throw new UsageError(`${option} ${given}: a "${sign}" is missing`)
  return [given.slice(0, at), given.slice(at + 1)]
}

function oneOf<T extends string>(option: string, allowed: readonly T[], given: string | undefined): T | undefined {
  if (given === undefined) return undefined
  const found = allowed.find((one) => one === given)
  if (found === undefined) throw new UsageError(`${option} is one of: ${allowed.join(' ')}`)
  return found
}

const pairs = (option: string, given: readonly string[] = []) => given.map((one) => split(option, one, '='))

/** What the command line asks for; throws `UsageError`. */
export function readOptions(argv: string[]) {
  const { values, positionals } = understood(() => parseArgs({ args: argv, options, allowPositionals: true }))
  if (values.undo === undefined && positionals.length !== 1) throw new UsageError('say which file')
  const newAssets =
    values['asset-type'] !== undefined && values.site !== undefined
      ? { type: values['asset-type'], site: values.site }
      : null
  if (values['create-assets'] && !newAssets) throw new UsageError('--create-assets needs --asset-type and --site')
  const headerRow = values['header-row'] === undefined ? undefined : Number(values['header-row'])
  if (headerRow !== undefined && !(headerRow >= 1 && headerRow <= 50)) throw new UsageError('--header-row is 1 to 50')
  const delimiter = values.delimiter === 'tab' ? '\t' : values.delimiter
  const dialect: ImportDialect = {
    sheet: values.sheet ?? null,
    encoding: oneOf('--encoding', encodings, values.encoding),
    delimiter: oneOf('--delimiter', delimiters, delimiter),
    headerRow,
  }
  const byField: Record<string, Record<string, string>> = {}
  for (const given of values.value ?? []) {
    const [field, pair] = split('--value', given, ':')
    const [theirs, ours] = split('--value', pair, '=')
    byField[field] = { ...byField[field], [theirs]: ours }
  }
  return {
    file: positionals[0] ?? '',
    undo: values.undo,
    target: oneOf<ImportTarget>('--target', importTargets, values.target),
    mappingFile: values.mapping,
    dialect,
    columns: Object.fromEntries(pairs('--map', values.map)),
    values: byField,
    defaults: Object.fromEntries(pairs('--default', values.default)),
    dateOrder: oneOf<DateOrder>('--date-order', dateOrders, values['date-order']),
    decimal: oneOf<DecimalSign>('--decimal', decimalSigns, values.decimal),
    newAssets: values['create-assets'] ? newAssets : null,
    dryRun: values['dry-run'] ?? false,
    skipErrors: values['skip-errors'] ?? false,
    again: values.again ?? false,
    json: values.json ?? false,
    saveErrors: values['save-errors'],
  }
}

export type ImportOptions = ReturnType<typeof readOptions>

/** The proposed mapping with what a file and the command line say instead. */
export function mappingWith(
  proposed: ImportMapping,
  file: Partial<ImportMapping>,
  asked: ImportOptions,
): ImportMapping {
  const target = asked.target ?? file.target ?? proposed.target
  const fields = importFields[target]
  const named = (kind: 'date' | 'number') => fields.filter((field) => field.kind === kind).map(({ name }) => name)
  const every = <T>(names: string[], value: T | undefined) =>
    value === undefined ? {} : Object.fromEntries(names.map((name) => [name, value]))
  const given = { ...file.columns, ...asked.columns }
  const takenOver = new Set(Object.values(given))
  const guessed = Object.entries(proposed.columns).filter(([, column]) => !takenOver.has(column))
  const values = { ...proposed.values }
  for (const source of [file.values ?? {}, asked.values]) {
    for (const [field, equivalents] of Object.entries(source)) values[field] = { ...values[field], ...equivalents }
  }
  return {
    target,
    columns: { ...Object.fromEntries(guessed), ...given },
    dateOrders: { ...proposed.dateOrders, ...file.dateOrders, ...every(named('date'), asked.dateOrder) },
    decimals: { ...proposed.decimals, ...file.decimals, ...every(named('number'), asked.decimal) },
    values,
    defaults: { ...proposed.defaults, ...file.defaults, ...asked.defaults },
    newAssets: asked.newAssets ?? file.newAssets ?? proposed.newAssets,
    newAssetsBy: { ...proposed.newAssetsBy, ...file.newAssetsBy },
  }
}
