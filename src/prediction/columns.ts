import { failuresKnownSince, type History, type RecordKind, type Subject } from './history.ts'

/** Failures and preventive work alike renew a component. */
type Counted = RecordKind | 'renewal'
export const groupedBy = ['fleet', 'type', 'model', 'site'] as const
export type GroupBy = (typeof groupedBy)[number]

/** One number of a snapshot; plain data, so that an artefact can carry it. `days` is a window or a half-life. */
export type ColumnSpec =
  | { readonly measure: 'age' | 'open' | 'seasonSine' | 'seasonCosine' | 'shrunkRate' | 'trend' | 'overdue' }
  | { readonly measure: 'since'; readonly kind: Counted; readonly code?: string }
  | { readonly measure: 'count'; readonly kind: Counted; readonly code?: string; readonly days: number }
  | { readonly measure: 'sum'; readonly kind: RecordKind; readonly days: number }
  | { readonly measure: 'last'; readonly kind: RecordKind }
  | { readonly measure: 'decayed'; readonly kind: RecordKind; readonly days: number }
  | { readonly measure: 'exposure'; readonly days: number }
  | { readonly measure: 'meanInterval' | 'lastInterval'; readonly kind: RecordKind }
  | { readonly measure: 'level' | 'sinceService'; readonly meter: string }
  | { readonly measure: 'perDay'; readonly meter: string; readonly days: number }
  | { readonly measure: 'groupRate'; readonly by: GroupBy; readonly days: number }
  | { readonly measure: 'is'; readonly by: 'type' | 'model' | 'site' | 'system'; readonly value: string }

/** Windows, in days, of the failure rates of fleet, types, models and sites: older failures do not enter them. */
export const groupWindows = [30, 365] as const

/** Half-lives, in days, at which the rate models may forget old failures. */
export const halfLives = [120, 365, 1095, 36500] as const

const most = { codes: 12, categories: 12 }
// A code or category seen less often cannot teach anything that would hold.
const leastSeen = 10

/**
 * The columns that the records known by `known` can fill: kinds, codes, meters and categories that do not occur get none.
 * Choosing them looks no further than `known`, so a back-test does not profit from codes introduced later.
 */
export function chooseColumns(history: History, subjects: readonly Subject[], known: number): ColumnSpec[] {
  const records = history.records.filter((record) => record.known <= known)
  const watched = known - failuresKnownSince(history)
  const kinds = new Set(records.map(({ kind }) => kind))
  const has = (kind: RecordKind, specs: () => ColumnSpec[]) => (kinds.has(kind) ? specs() : [])
  const codesOf = (...of: RecordKind[]) =>
    frequent(
      records.flatMap(({ kind, code }) => (of.includes(kind) && code !== undefined ? [code] : [])),
      most.codes,
    )
  const counts = (kind: Counted, windows: readonly number[], code?: string) =>
    windows
      .filter((days) => days <= watched / 2)
      .map((days): ColumnSpec => ({ measure: 'count', kind, days, ...(code === undefined ? {} : { code }) }))

  return [
    { measure: 'age' },
    ...(watched >= 730 ? seasons : []),
    { measure: 'shrunkRate' },
    { measure: 'trend' },
    { measure: 'since', kind: 'failure' },
    ...counts('failure', [7, 14, 30, 90, 180, 365]),
    { measure: 'decayed', kind: 'failure', days: 30 },
    { measure: 'meanInterval', kind: 'failure' },
    { measure: 'lastInterval', kind: 'failure' },
    { measure: 'sum', kind: 'failure', days: 90 },
    { measure: 'last', kind: 'failure' },
    ...groupedBy.flatMap((by) => groupWindows.map((days): ColumnSpec => ({ measure: 'groupRate', by, days }))),
    ...codesOf('failure', 'preventive').flatMap((code): ColumnSpec[] => [
      { measure: 'since', kind: 'renewal', code },
      ...counts('failure', [365], code),
    ]),
    ...has('preventive', () => [
      { measure: 'since', kind: 'preventive' },
      { measure: 'overdue' },
      ...counts('preventive', [30, 90, 365]),
    ]),
    ...has('inspection', () => [
      { measure: 'since', kind: 'inspection' },
      { measure: 'last', kind: 'inspection' },
      { measure: 'sum', kind: 'inspection', days: 30 },
      { measure: 'sum', kind: 'inspection', days: 180 },
    ]),
    ...has('finding', () => [
      { measure: 'since', kind: 'finding' },
      { measure: 'decayed', kind: 'finding', days: 30 },
      ...counts('finding', [1, 3, 7, 14, 30, 90, 365]),
    ]),
    ...codesOf('finding').flatMap((code): ColumnSpec[] => [
      { measure: 'since', kind: 'finding', code },
      ...counts('finding', [3, 14, 90], code),
    ]),
    ...has('opened', () => [{ measure: 'open' }]),
    ...codesOf('meter').flatMap((meter): ColumnSpec[] => [
      { measure: 'level', meter },
      { measure: 'perDay', meter, days: 30 },
      { measure: 'perDay', meter, days: 180 },
      { measure: 'sinceService', meter },
    ]),
    ...(['type', 'model', 'site'] as const).flatMap((by) =>
      categories(
        by,
        subjects.map(({ asset }) => asset[by]),
      ),
    ),
    ...categories(
      'system',
      subjects.map(({ system }) => system ?? undefined),
    ),
    ...rateInputs,
  ]
}

// In less than two years of history the season is only another name for the date.
const seasons: ColumnSpec[] = [{ measure: 'seasonSine' }, { measure: 'seasonCosine' }]

/** Only the rate models read these; to any other they would tell the date rather than the state of the unit. */
const rateInputs = halfLives.flatMap((days): ColumnSpec[] => [
  { measure: 'decayed', kind: 'failure', days },
  { measure: 'exposure', days },
])

/** How many of the columns, all at the front, any model may read. */
export function featureCount(specs: readonly ColumnSpec[]): number {
  return specs.length - rateInputs.length
}

function categories(by: 'type' | 'model' | 'site' | 'system', values: readonly (string | undefined)[]): ColumnSpec[] {
  const known = values.filter((value) => value !== undefined)
  const chosen = frequent(known, most.categories, 1)
  return chosen.length < 2 ? [] : chosen.map((value) => ({ measure: 'is', by, value }))
}

/** The most frequent values, in alphabetical order. */
function frequent(values: readonly string[], limit: number, least = leastSeen): string[] {
  return [...Map.groupBy(values, (value) => value)]
    .map(([value, all]) => ({ value, n: all.length }))
    .filter(({ n }) => n >= least)
    .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
    .map(({ value }) => value)
    .sort()
}

/** A short stable name, for artefacts, tables and tests. */
export function columnName(spec: ColumnSpec): string {
  const { measure, ...rest } = spec
  return [measure, ...Object.values(rest)].join('.')
}
