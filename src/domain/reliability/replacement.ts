import { normalFrom, seededRandom } from '../random.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { risingRoot } from './root.ts'
import { gammaP } from './special-functions.ts'
import { type WeibullFit, type WeibullLaw, weibullMean, weibullSurvival } from './weibull.ts'

/** What one replacement costs when it is planned, and when a failure forces it; one unit of money for both. */
export type ReplacementCosts = { readonly planned: number; readonly failure: number }

export type ReplacementPlan = {
  /** Age at which to replace, and the cost per unit of time it gives. */
  readonly age: number
  readonly costRate: number
  /** Cost per unit of time of waiting for failures. */
  readonly runToFailureRate: number
  /** Where the best age lies, given what the sample leaves open (95 %); `null` above means it may not pay at all. */
  readonly ageBounds: { readonly lower: number | null; readonly upper: number | null }
  /** Share of the laws compatible with the sample under which a planned replacement pays. */
  readonly confidence: number
}

export type ReplacementRefusal = Refusal<'INVALID_COST' | 'FAILURE_NOT_COSTLIER' | 'NO_WEAR_OUT'>

const draws = 1000

/**
 * Age replacement (Barlow and Hunter, Operations Research 8, 1960): replace at the age that minimises
 * (planned·S(a) + failure·F(a)) / ∫₀ᵃ S. It exists only when the unit wears out (shape > 1) and a failure costs more
 * than a planned replacement. The band repeats the calculation for laws drawn from the fit's normal approximation of
 * (ln scale, ln shape), always the same draws.
 */
export function planReplacement(fit: WeibullFit, costs: ReplacementCosts): ReplacementPlan | ReplacementRefusal {
  if (!(costs.planned > 0 && costs.planned < Infinity)) return refuse('INVALID_COST', { cost: costs.planned })
  if (!(costs.failure > costs.planned && costs.failure < Infinity)) return refuse('FAILURE_NOT_COSTLIER', { ...costs })
  const age = bestAge(fit, costs)
  if (age === null) return refuse('NO_WEAR_OUT', { shape: fit.shape })
  const ages = lawsAround(fit, draws)
    .map((law) => bestAge(law, costs) ?? Infinity)
    .sort((a, b) => a - b)
  const finite = (value: number) => (value === Infinity ? null : value)
  return {
    age,
    costRate: replacementCostRate(fit, costs, age),
    runToFailureRate: costs.failure / weibullMean(fit),
    ageBounds: { lower: finite(ages[draws * 0.025]!), upper: finite(ages[draws * 0.975]!) },
    confidence: ages.filter((a) => a < Infinity).length / draws,
  }
}

/** Cost per unit of time when the unit is replaced at `age` > 0 or at failure, whichever comes first. */
export function replacementCostRate(law: WeibullLaw, { planned, failure }: ReplacementCosts, age: number): number {
  const survival = weibullSurvival(law, age)
  return (planned * survival + failure * (1 - survival)) / livedUpTo(law, age)
}

/** The cost curve with the 95 % band that the fit's uncertainty leaves, for a picture. */
export function replacementCostCurve(fit: WeibullFit, costs: ReplacementCosts, ages: readonly number[]) {
  const laws = lawsAround(fit, draws)
  return ages.map((age) => {
    const rates = laws.map((law) => replacementCostRate(law, costs, age)).sort((a, b) => a - b)
    return {
      age,
      costRate: replacementCostRate(fit, costs, age),
      lower: rates[draws * 0.025]!,
      upper: rates[draws * 0.975]!,
    }
  })
}

/** ∫₀ᵃ S(t) dt: the mean life spent by a unit replaced at `age`. */
function livedUpTo(law: WeibullLaw, age: number): number {
  return weibullMean(law) * gammaP(1 / law.shape, (age / law.scale) ** law.shape)
}

/** The optimum solves h(a)·∫₀ᵃ S − F(a) = planned / (failure − planned), whose left side rises when shape > 1. */
function bestAge(law: WeibullLaw, { planned, failure }: ReplacementCosts): number | null {
  if (law.shape <= 1) return null
  const unit = { shape: law.shape, scale: 1 }
  const balance = (a: number) =>
    law.shape * a ** (law.shape - 1) * livedUpTo(unit, a) -
    (1 - weibullSurvival(unit, a)) -
    planned / (failure - planned)
  // Beyond 1e6 characteristic lives no replacement ever happens: waiting for the failure costs the same.
  const age = risingRoot(balance, 1, 1e6)
  return age === null ? null : age * law.scale
}

function lawsAround({ shape, scale, covariance }: WeibullFit, count: number): WeibullLaw[] {
  const random = seededRandom(1)
  const scaleError = Math.sqrt(covariance.scale)
  const along = covariance.both / scaleError
  const across = Math.sqrt(Math.max(0, covariance.shape - along * along))
  return Array.from({ length: count }, () => {
    const [first, second] = [normalFrom(random), normalFrom(random)]
    return { scale: scale * Math.exp(scaleError * first), shape: shape * Math.exp(along * first + across * second) }
  })
}
