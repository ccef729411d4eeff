import { refuse } from '../refusal.ts'
import { checkLives, type Life, type LivesRefusal, tally } from './lives.ts'
import { chiSquareQuantile } from './special-functions.ts'

export type ExponentialFit = {
  readonly n: number
  readonly failures: number
  /** Total time lived. */
  readonly exposure: number
  /** Mean life; without failures it cannot be known, but its lower bound can. */
  readonly mean: number | null
  readonly meanBounds: { readonly lower: number; readonly upper: number | null }
  readonly logLikelihood: number
}

/**
 * Constant failure rate: mean life = time lived / failures, with 95 % bounds from χ² that hold for tests ended by time
 * (lower with 2r + 2 degrees of freedom, upper with 2r; Epstein, Technometrics 2, 1960). Without failures the lower
 * bound is one-sided 95 %: 2T / χ²(0.95; 2).
 */
export function fitExponential(lives: readonly Life[]): ExponentialFit | LivesRefusal {
  const refusal = checkLives(lives)
  if (refusal) return refusal
  const { n, failures } = tally(lives)
  const exposure = lives.reduce((sum, { time, count = 1 }) => sum + time * count, 0)
  if (exposure === 0) return failures > 0 ? refuse('FAILURES_AT_ZERO', { failures }) : refuse('NO_OBSERVATIONS')
  if (failures === 0) {
    const lower = (2 * exposure) / chiSquareQuantile(0.95, 2)
    return { n, failures, exposure, mean: null, meanBounds: { lower, upper: null }, logLikelihood: 0 }
  }
  const mean = exposure / failures
  return {
    n,
    failures,
    exposure,
    mean,
    meanBounds: {
      lower: (2 * exposure) / chiSquareQuantile(0.975, 2 * failures + 2),
      upper: (2 * exposure) / chiSquareQuantile(0.025, 2 * failures),
    },
    logLikelihood: -failures * (Math.log(mean) + 1),
  }
}
