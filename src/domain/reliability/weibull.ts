import { refuse } from '../refusal.ts'
import { type Bounds, checkLives, type Life, type LivesRefusal, logBounds, tally, z95 } from './lives.ts'
import { risingRoot } from './root.ts'
import { digamma, lnGamma } from './special-functions.ts'

/** S(t) = exp(−(t / scale)^shape); shape > 1 wears out, < 1 dies young, 1 fails at random. */
export type WeibullLaw = { readonly shape: number; readonly scale: number }

export type Estimate = { readonly value: number; readonly bounds: Bounds }

export type WeibullFit = WeibullLaw & {
  readonly n: number
  readonly failures: number
  readonly logLikelihood: number
  readonly shapeBounds: Bounds
  readonly scaleBounds: Bounds
  readonly mean: Estimate
  /** Variances and covariance of ln scale and ln shape, from the observed information. */
  readonly covariance: { readonly scale: number; readonly shape: number; readonly both: number }
}

// Above this the sample says "all at once" and the likelihood is flat: no finite shape is meant. Below the other, lives
// differ by so many orders of magnitude that their mean is not a number anybody can use.
const steepest = 1e5
const flattest = 0.02

/**
 * Maximum likelihood of the two-parameter Weibull law with right censoring, and 95 % bounds from the observed Fisher
 * information on the log scale (Meeker, Escobar and Pascual, Statistical Methods for Reliability Data, 2nd ed., ch. 8).
 * The shape solves the profile equation; the scale follows in closed form.
 */
export function fitWeibull(lives: readonly Life[]): WeibullFit | LivesRefusal {
  const refusal = checkLives(lives) ?? checkFailures(lives)
  if (refusal) return refusal
  const { n, failures } = tally(lives)
  // A life censored at zero says nothing; in units of the longest life the powers neither overflow nor vanish.
  const longest = lives.reduce((most, { time }) => Math.max(most, time), 0)
  const seen = lives.filter(({ time }) => time > 0)
  const logs = seen.map(({ time }) => Math.log(time) - Math.log(longest))
  const weights = seen.map(({ count = 1 }) => count)
  const meanLog = seen.reduce((sum, { failed }, i) => (failed ? sum + weights[i]! * logs[i]! : sum), 0) / failures
  const power = (shape: number, of: (log: number) => number) =>
    logs.reduce((sum, log, i) => sum + weights[i]! * Math.exp(shape * log) * of(log), 0)
  const shape = risingRoot((k) => power(k, (log) => log) / power(k, () => 1) - 1 / k - meanLog, 1, steepest)
  if (shape === null) return refuse('FAILURES_ALL_EQUAL', { time: longest })
  if (shape < flattest) return refuse('LIVES_TOO_SPREAD', { shape })
  const logScale = Math.log(power(shape, () => 1) / failures) / shape
  const scale = longest * Math.exp(logScale)
  const logLikelihood =
    failures * (Math.log(shape) - shape * logScale - Math.log(longest)) + (shape - 1) * failures * meanLog - failures

  // With z = shape·ln(t / scale), the information of (ln scale, ln shape) at the maximum is
  // [[shape²·r, −shape·Σ z eᶻ], [·, r + Σ z² eᶻ]] with r failures.
  const moment = (order: number) =>
    logs.reduce((sum, log, i) => {
      const z = shape * (log - logScale)
      return sum + weights[i]! * z ** order * Math.exp(z)
    }, 0)
  const [ii, ik, kk] = [shape * shape * failures, -shape * moment(1), failures + moment(2)]
  const determinant = ii * kk - ik * ik
  const covariance = { scale: kk / determinant, shape: ii / determinant, both: -ik / determinant }

  const mean = weibullMean({ shape, scale })
  const law = { shape, scale, covariance }
  return {
    n,
    failures,
    logLikelihood,
    ...law,
    shapeBounds: logBounds(shape, Math.sqrt(covariance.shape)),
    scaleBounds: logBounds(scale, Math.sqrt(covariance.scale)),
    mean: { value: mean, bounds: logBounds(mean, errorOfLog(law, -digamma(1 + 1 / shape) / shape)) },
  }
}

function checkFailures(lives: readonly Life[]): LivesRefusal | null {
  const failed = lives.filter((life) => life.failed)
  const { failures } = tally(failed)
  if (failures < 2) return refuse('TOO_FEW_FAILURES', { failures, needed: 2 })
  const atZero = tally(failed.filter(({ time }) => time === 0)).failures
  return atZero > 0 ? refuse('FAILURES_AT_ZERO', { failures: atZero }) : null
}

/** Standard error of ln scale + `weight`·ln shape. */
function errorOfLog({ covariance }: Pick<WeibullFit, 'covariance'>, weight: number): number {
  return Math.sqrt(covariance.scale + weight * weight * covariance.shape + 2 * weight * covariance.both)
}

/** Time by which the share `p` has failed (B10 is p = 0.1), with 95 % bounds on the log scale. */
export function weibullQuantile(fit: WeibullFit, p: number): Estimate {
  const logHazard = Math.log(-Math.log1p(-p))
  const value = fit.scale * Math.exp(logHazard / fit.shape)
  return { value, bounds: logBounds(value, errorOfLog(fit, -logHazard / fit.shape)) }
}

/**
 * Share that has failed by `time` > 0, with 95 % bounds: Wald's on ln(−ln S), where the law is a straight line and the
 * bounds stay between 0 and 1 (Meeker, Escobar and Pascual, 8.4.3).
 */
export function weibullFailedBy(fit: WeibullFit, time: number): Estimate {
  const { shape, scale, covariance } = fit
  const along = Math.log(time / scale)
  // u = shape·(ln time − ln scale): its slopes are −shape in ln scale and u in ln shape.
  const u = shape * along
  const variance = shape ** 2 * covariance.scale + u ** 2 * covariance.shape - 2 * shape * u * covariance.both
  const share = (at: number) => -Math.expm1(-Math.exp(at))
  const width = z95 * Math.sqrt(Math.max(0, variance))
  return { value: share(u), bounds: { lower: share(u - width), upper: share(u + width) } }
}

/** Share that survives beyond `time`. */
export function weibullSurvival({ shape, scale }: WeibullLaw, time: number): number {
  return Math.exp(-((time / scale) ** shape))
}

/** Mean life: scale · Γ(1 + 1/shape). */
export function weibullMean({ shape, scale }: WeibullLaw): number {
  return scale * Math.exp(lnGamma(1 + 1 / shape))
}
