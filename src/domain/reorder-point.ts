import { type Refusal, refuse } from './refusal.ts'
import { stockForService } from './reliability/spare-demand.ts'
import { lnGamma } from './reliability/special-functions.ts'

export type ReorderSuggestion = {
  /** Whole units: order when what is available and on order is down to this. */
  readonly reorderPoint: number
  /** Demand expected while waiting for the supplier, and its standard deviation. */
  readonly expected: number
  readonly deviation: number
  /** Demand of a month, on average. */
  readonly monthly: number
}

export type ReorderRefusal = Refusal<'TOO_LITTLE_DEMAND' | 'LEAD_TIME_UNKNOWN'>

const fewestMonthsWithDemand = 3
const daysPerMonth = 365.25 / 12

/**
 * Stock that covers the demand of the lead time with at least probability `service`, from the demand of whole months.
 * Demand of spare parts comes in clumps: counts are taken as negative binomial with the mean and variance observed,
 * Poisson where they vary no more than that (Syntetos and Boylan, Intermittent Demand Forecasting, 2021, ch. 5).
 *
 * @param months demand of each of the last months, months without any included
 * @param leadTimeDays days between order and receipt
 */
export function suggestReorderPoint(
  months: readonly number[],
  leadTimeDays: number | null,
  service: number,
): ReorderSuggestion | ReorderRefusal {
  if (leadTimeDays === null || leadTimeDays <= 0) return refuse('LEAD_TIME_UNKNOWN')
  const used = months.filter((demand) => demand > 0).length
  if (used < fewestMonthsWithDemand)
    return refuse('TOO_LITTLE_DEMAND', { months: used, needed: fewestMonthsWithDemand })
  const monthly = months.reduce((sum, demand) => sum + demand, 0) / months.length
  const variance = months.reduce((sum, demand) => sum + (demand - monthly) ** 2, 0) / (months.length - 1)
  const lead = leadTimeDays / daysPerMonth
  const expected = monthly * lead
  const deviation = Math.sqrt(variance * lead)
  const probabilities = demandProbabilities(expected, Math.max(variance * lead, expected), service)
  return {
    reorderPoint: stockForService({ expected, deviation, probabilities }, service),
    expected,
    deviation,
    monthly,
  }
}

/** Probability of 0, 1, 2, … units, as far as `service` needs it. */
function demandProbabilities(mean: number, variance: number, service: number): number[] {
  const excess = variance - mean
  // Below this the negative binomial is the Poisson law to every digit that matters, and its size overflows.
  const poisson = excess < 1e-6 * mean
  const size = mean ** 2 / excess
  const logs = poisson
    ? (k: number) => k * Math.log(mean) - mean - lnGamma(k + 1)
    : (k: number) =>
        lnGamma(k + size) -
        lnGamma(size) -
        lnGamma(k + 1) +
        size * Math.log(size / (size + mean)) +
        k * Math.log(mean / (size + mean))
  const probabilities: number[] = []
  const furthest = Math.ceil(mean + 60 * Math.sqrt(variance) + 60)
  for (let k = 0, covered = 0; covered < service && k <= furthest; k++) {
    const p = Math.exp(logs(k))
    probabilities.push(p)
    covered += p
  }
  return probabilities
}
