export const abcClasses = ['A', 'B', 'C'] as const
export type AbcClass = (typeof abcClasses)[number]
export const xyzClasses = ['X', 'Y', 'Z'] as const
export type XyzClass = (typeof xyzClasses)[number]

/** A carries the first 80 % of what was consumed in money, B the next 15 %, C the rest. */
const abcLimits = { A: 0.8, B: 0.95 }
/** Coefficient of variation of the monthly demand: steady up to 0.5, varying up to 1, sporadic above. */
const xyzLimits = { X: 0.5, Y: 1 }

export type Consumption = {
  readonly id: string
  /** Minor units consumed in the period. */
  readonly value: number
  /** Quantity of each month of the period, months without any included. */
  readonly months: readonly number[]
}

/**
 * Pareto classes by consumption in money, and by how evenly the demand comes (Silver, Pyke and Thomas, Inventory and
 * Production Management in Supply Chains, 2017, §2.2). A part is in the class in which its own share begins; parts of
 * the same value are in the same class. Without demand there is no class of evenness.
 */
export function classify(parts: readonly Consumption[]): Map<string, { abc: AbcClass; xyz: XyzClass | null }> {
  const total = parts.reduce((sum, { value }) => sum + Math.max(0, value), 0)
  const sorted = parts.toSorted((a, b) => b.value - a.value)
  const classes = new Map<string, { abc: AbcClass; xyz: XyzClass | null }>()
  let [before, reached] = [0, 0]
  let previous = Number.NaN
  for (const { id, value, months } of sorted) {
    if (value !== previous) before = reached
    reached += Math.max(0, value)
    previous = value
    classes.set(id, { abc: abcOf(value, before, total), xyz: xyzOf(months) })
  }
  return classes
}

function abcOf(value: number, before: number, total: number): AbcClass {
  if (value <= 0) return 'C'
  if (before < abcLimits.A * total) return 'A'
  return before < abcLimits.B * total ? 'B' : 'C'
}

function xyzOf(months: readonly number[]): XyzClass | null {
  const mean = months.reduce((sum, quantity) => sum + quantity, 0) / months.length
  if (!(mean > 0)) return null
  const variance = months.reduce((sum, quantity) => sum + (quantity - mean) ** 2, 0) / months.length
  const variation = Math.sqrt(variance) / mean
  if (variation <= xyzLimits.X) return 'X'
  return variation <= xyzLimits.Y ? 'Y' : 'Z'
}
