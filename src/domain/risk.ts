import type { Priority } from './work-order.ts'

export const riskClasses = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const
export type RiskClass = (typeof riskClasses)[number]

/** Days ahead that are predicted; the middle one is the default everywhere. */
export const horizons = [7, 14, 30] as const
export type Horizon = (typeof horizons)[number]

/** What follows from a high risk: nothing but the notice, a suggestion to accept, or an order at once. */
export const orderModes = ['off', 'suggest', 'auto'] as const
export type OrderMode = (typeof orderModes)[number]

/** What became of an alert. `PREVENTED`: something was found and mended before it failed. */
export const outcomes = ['HIT', 'PREVENTED', 'FALSE', 'UNKNOWN'] as const
export type Outcome = (typeof outcomes)[number]

/** What was made of an alert: told only, suggested, then decided by somebody, or ordered by the product itself. */
export const adviceStates = ['TOLD', 'SUGGESTED', 'ACCEPTED', 'REJECTED', 'DONE', 'ORDERED'] as const
export type AdviceState = (typeof adviceStates)[number]

/** Class of a calibrated probability. */
export function riskClass(probability: number): RiskClass {
  if (probability >= 0.8) return 'CRITICAL'
  if (probability >= 0.6) return 'HIGH'
  return probability >= 0.4 ? 'MEDIUM' : 'LOW'
}

/** Priority and days to the due date of the order that a class of risk calls for. */
export function orderFor(risk: RiskClass): { priority: Priority; dueInDays: number } {
  return risk === 'CRITICAL' ? { priority: 'URGENT', dueInDays: 2 } : { priority: 'HIGH', dueInDays: 7 }
}

/** Whether anybody is told of a risk, and what is made of it. */
export function adviceFor(risk: RiskClass, mode: OrderMode): 'TOLD' | 'SUGGESTED' | 'ORDERED' | null {
  if (risk === 'LOW') return null
  if (risk === 'MEDIUM') return mode === 'off' ? null : 'SUGGESTED'
  return ({ off: 'TOLD', suggest: 'SUGGESTED', auto: 'ORDERED' } as const)[mode]
}

export type RiskCandidate = { readonly assetId: string; readonly system: string | null; readonly probability: number }

/**
 * Of the day's risks those worth an alert, highest first. A unit as a whole is left out where one of its systems says
 * more precisely what is wrong. With a budget the highest go out, whatever their class, as long as it lasts.
 */
export function worthAlerting<C extends RiskCandidate>(candidates: readonly C[], budget: number | null): C[] {
  const floor = budget === null ? 0.4 : 0
  const worth = candidates.filter(({ probability }) => probability >= floor)
  const withSystem = new Set(worth.filter(({ system }) => system !== null).map(({ assetId }) => assetId))
  const best = new Map<string, number>()
  for (const { assetId, system, probability } of worth) {
    if (system !== null) best.set(assetId, Math.max(best.get(assetId) ?? 0, probability))
  }
  const chosen = worth
    .filter(({ assetId, system }) => system !== null || !withSystem.has(assetId) || best.get(assetId)! < 0.4)
    .sort((a, b) => b.probability - a.probability || compare(keyOf(a), keyOf(b)))
  return budget === null ? chosen : chosen.slice(0, Math.max(0, budget))
}

const keyOf = ({ assetId, system }: RiskCandidate) => `${assetId} ${system ?? ''}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

export type ResolvableAlert = {
  /** A failure of the same subject within the horizon. */
  readonly failed: boolean
  /** Its order was completed, and nobody said what was found. */
  readonly worked: boolean
}

/** How an alert that nobody judged ends when its horizon has passed. */
export function outcomeByFacts({ failed, worked }: ResolvableAlert): Outcome {
  if (failed) return 'HIT'
  return worked ? 'UNKNOWN' : 'FALSE'
}

/** 95 % interval of a share (Wilson, JASA 22, 1927); `n` may be an effective number of rows. */
export function wilsonInterval(share: number, n: number): [lower: number, upper: number] {
  if (n <= 0) return [0, 1]
  const z2 = 1.959964 ** 2
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n)
  const half = (1.959964 / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  return [Math.max(0, middle - half), Math.min(1, middle + half)]
}

/** One tenth of the probabilities in the back-test: how many rows it had, and how many of them failed. */
export type RiskBand = { readonly rows: number; readonly predicted: number; readonly observed: number }

/**
 * What became of units that were given such a probability in the back-test: share that failed, its interval and how many
 * independent rows that is; `null` where there were none. `weight` is what one overlapping row counts for.
 */
export function alike(bands: readonly RiskBand[], probability: number, weight: number) {
  const tenth = (p: number) => Math.min(9, Math.floor(p * 10))
  const band = bands.find(({ predicted }) => tenth(predicted) === tenth(probability))
  if (!band) return null
  const [low, high] = wilsonInterval(band.observed, band.rows * weight)
  return { observed: band.observed, rows: band.rows, low, high }
}

/**
 * What inspecting `perWeek` of `units` riskiest units would find: the share of the failures, by the gain curve of the
 * back-test, and the share of those inspected that then fail.
 */
export function budgetEffect(
  gain: readonly { readonly inspected: number; readonly found: number }[],
  { perWeek, units, baseRate }: { perWeek: number; units: number; baseRate: number },
): { found: number; precision: number } {
  const share = Math.min(1, perWeek / Math.max(1, units))
  let [x0, y0] = [0, 0]
  let found = gain.at(-1)?.found ?? 0
  for (const { inspected: x1, found: y1 } of gain) {
    if (share <= x1) {
      found = y0 + ((share - x0) / (x1 - x0)) * (y1 - y0)
      break
    }
    ;[x0, y0] = [x1, y1]
  }
  return { found, precision: share > 0 ? Math.min(1, (found * baseRate) / share) : 0 }
}
