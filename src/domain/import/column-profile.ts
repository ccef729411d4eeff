import { type DateOrder, parseWrittenDate } from './date-text.ts'
import { type DecimalSign, parseWrittenNumber } from './number-text.ts'

export type ColumnType =
  | { readonly kind: 'empty' | 'text' }
  /** Few values that come again and again: `values` has them all. */
  | { readonly kind: 'category' }
  /** `ambiguous`: `alternatives` explain every value just as well, and a person has to say. */
  | {
      readonly kind: 'date'
      readonly order: DateOrder
      readonly ambiguous: boolean
      readonly alternatives: DateOrder[]
    }
  | { readonly kind: 'number'; readonly decimal: DecimalSign; readonly ambiguous: boolean }

export type ColumnShape = {
  readonly name: string
  readonly type: ColumnType
  readonly samples: string[]
  readonly filled: number
  readonly longest: number
  /** Every distinct value with its count, most frequent first; `null` when there are too many to list. */
  readonly values: { value: string; count: number }[] | null
}

export type ColumnProfile = {
  readonly name: string
  readonly samples: string[]
  filled: number
  longest: number
  values: Map<string, number> | null
  tried: number
  readonly dates: Record<'YMD' | 'DMY' | 'MDY', number>
  readonly decimals: Record<DecimalSign, number>
  signMatters: boolean
  serials: number
}

const triedAtMost = 10_000
const distinctAtMost = 1000
/** A column is what at least this share of its values are: exports have stray rows. */
const share = 0.95

export function columnProfile(name: string): ColumnProfile {
  return {
    name,
    samples: [],
    filled: 0,
    longest: 0,
    values: new Map(),
    tried: 0,
    dates: { YMD: 0, DMY: 0, MDY: 0 },
    decimals: { '.': 0, ',': 0 },
    signMatters: false,
    serials: 0,
  }
}

/** Takes one cell into account; empty ones only by not being counted. */
export function observe(profile: ColumnProfile, cell: string): void {
  const value = cell.trim()
  if (value === '') return
  profile.filled += 1
  profile.longest = Math.max(profile.longest, value.length)
  if (profile.samples.length < 5 && !profile.samples.includes(value)) profile.samples.push(value.slice(0, 120))
  if (profile.values) {
    profile.values.set(value, (profile.values.get(value) ?? 0) + 1)
    if (profile.values.size > distinctAtMost) profile.values = null
  }
  if (profile.tried >= triedAtMost) return
  profile.tried += 1
  for (const order of ['YMD', 'DMY', 'MDY'] as const) if (parseWrittenDate(value, order)) profile.dates[order] += 1
  if (parseWrittenDate(value, 'SERIAL')) profile.serials += 1
  const point = parseWrittenNumber(value, '.')
  const comma = parseWrittenNumber(value, ',')
  if (point !== null) profile.decimals['.'] += 1
  if (comma !== null) profile.decimals[','] += 1
  if (point !== comma) profile.signMatters = true
}

function dateType(profile: ColumnProfile): ColumnType | null {
  const enough = profile.tried * share
  const best = Math.max(...Object.values(profile.dates))
  if (best >= enough && best > 0) {
    // Day before month is the custom where Faena is used, so it leads where both explain the column.
    const orders = (['YMD', 'DMY', 'MDY'] as const).filter((order) => profile.dates[order] === best)
    const [order, ...alternatives] = orders
    return { kind: 'date', order: order!, ambiguous: alternatives.length > 0, alternatives }
  }
  const named = /fecha|date|d[ií]a|day/i.test(profile.name)
  if (!named || profile.serials < enough || profile.serials === 0) return null
  return { kind: 'date', order: 'SERIAL', ambiguous: false, alternatives: [] }
}

function numberType(profile: ColumnProfile): ColumnType | null {
  const { '.': point, ',': comma } = profile.decimals
  const best = Math.max(point, comma)
  if (best === 0 || best < profile.tried * share) return null
  const ambiguous = point === comma && profile.signMatters
  // `1.234` alone is twelve hundred thirty-four where amounts have no decimals and points group thousands.
  const decimal = point > comma ? '.' : comma > point ? ',' : ambiguous && hasPoint(profile) ? ',' : '.'
  return { kind: 'number', decimal, ambiguous }
}

const hasPoint = (profile: ColumnProfile) => profile.samples.some((sample) => sample.includes('.'))

function typeOf(profile: ColumnProfile): ColumnType {
  if (profile.filled === 0) return { kind: 'empty' }
  const distinct = profile.values?.size ?? Number.POSITIVE_INFINITY
  const measured = dateType(profile) ?? numberType(profile)
  if (measured) return measured
  return { kind: distinct <= 20 || distinct * 2 <= profile.filled ? 'category' : 'text' }
}

/** What the observed cells say about the column. */
export function describeColumn(profile: ColumnProfile): ColumnShape {
  const { name, samples, filled, longest, values } = profile
  const listed =
    values &&
    [...values]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return { name, type: typeOf(profile), samples, filled, longest, values: listed }
}
