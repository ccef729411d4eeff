import { refuse } from '../refusal.ts'
import { checkSystems, type System, type SystemsRefusal, sharesOfWatch } from './repairable.ts'
import { chiSquareCdf, normalCdf } from './special-functions.ts'

export type Trend = 'IMPROVING' | 'WORSENING' | 'NONE'

export type TrendTest = {
  readonly statistic: number
  /** Two-sided. */
  readonly pValue: number
  /** What the test says at the 5 % level. */
  readonly trend: Trend
}

export type TrendTests = { readonly events: number; readonly laplace: TrendTest; readonly milHandbook: TrendTest }

/**
 * Does the failure rate change with age? Two tests against a constant rate in each system, pooled:
 * Laplace (standard normal; Cox and Lewis, The Statistical Analysis of Series of Events, 1966, 3.3) is strong against a
 * log-linear trend, MIL-HDBK-189 (2·Σ ln(T/t) is χ² with 2n degrees of freedom) against a power law.
 */
export function trendTests(systems: readonly System[]): TrendTests | SystemsRefusal {
  const refusal = checkSystems(systems)
  if (refusal) return refusal
  const shares = systems.flatMap(sharesOfWatch)
  const events = shares.length
  if (events < 2) return refuse('TOO_FEW_FAILURES', { failures: events, needed: 2 })
  const atZero = shares.filter((share) => share === 0).length
  if (atZero > 0) return refuse('FAILURES_AT_ZERO', { failures: atZero })
  return { events, laplace: laplace(systems), milHandbook: milHandbook(shares) }
}

function laplace(systems: readonly System[]): TrendTest {
  const seen = systems
    .map((system) => ({ watched: system.end - (system.start ?? 0), shares: sharesOfWatch(system) }))
    .filter(({ shares }) => shares.length > 0)
  // In units of the longest watch: squares of tiny or huge times would leave the range of a number.
  const longest = seen.reduce((most, { watched }) => Math.max(most, watched), 0)
  let [excess, variance] = [0, 0]
  for (const { watched, shares } of seen) {
    const weight = watched / longest
    excess += shares.reduce((sum, share) => sum + weight * (share - 0.5), 0)
    variance += (shares.length * weight ** 2) / 12
  }
  const statistic = excess / Math.sqrt(variance)
  return verdict(statistic, 2 * normalCdf(-Math.abs(statistic)), statistic > 0)
}

function milHandbook(shares: readonly number[]): TrendTest {
  const statistic = -2 * shares.reduce((sum, share) => sum + Math.log(share), 0)
  const below = chiSquareCdf(statistic, 2 * shares.length)
  return verdict(statistic, Math.min(1, 2 * Math.min(below, 1 - below)), below < 0.5)
}

function verdict(statistic: number, pValue: number, late: boolean): TrendTest {
  return { statistic, pValue, trend: pValue >= 0.05 ? 'NONE' : late ? 'WORSENING' : 'IMPROVING' }
}
