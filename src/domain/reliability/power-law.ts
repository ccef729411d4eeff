import { refuse } from '../refusal.ts'
import { type Bounds, logBounds } from './lives.ts'
import { checkSystems, type System, type SystemsRefusal, sharesOfWatch } from './repairable.ts'
import { risingRoot } from './root.ts'
import { chiSquareQuantile } from './special-functions.ts'

/** Failures happen at the rate rate·shape·t^(shape − 1): shape > 1 worsens with age, < 1 improves, 1 stays. */
export type PowerLaw = { readonly shape: number; readonly rate: number }

export type PowerLawFit = PowerLaw & {
  readonly systems: number
  readonly events: number
  readonly logLikelihood: number
  /** Twice the log-likelihood gained over a constant rate; χ² with one degree of freedom when the rate is constant. */
  readonly likelihoodRatio: number
  readonly unbiasedShape: number
  readonly shapeBounds: Bounds
  /** Exact, known when every system was watched from age zero to the same end. */
  readonly exactShapeBounds: Bounds | null
  /** Mean time between failures at the greatest age seen. */
  readonly mtbf: { readonly age: number; readonly value: number; readonly unbiased: number; readonly bounds: Bounds }
  readonly goodness: GoodnessOfFit
}

export type GoodnessOfFit = {
  readonly cramerVonMises: number
  /** Critical value at the 5 % level. */
  readonly critical: number
  readonly rejected: boolean
}

const steepest = 1e5

/**
 * Power-law process (Crow–AMSAA) by maximum likelihood for any number of systems, time- or failure-truncated, possibly
 * first seen at an age above zero. Estimates, unbiasing, exact bounds and goodness of fit as in MIL-HDBK-189C, 6.2
 * (L. H. Crow, AMSAA TR-138, 1974); 95 % bounds otherwise from the observed information on the log scale.
 */
export function fitPowerLaw(systems: readonly System[]): PowerLawFit | SystemsRefusal {
  const refusal = checkSystems(systems)
  if (refusal) return refusal
  const times = systems.flatMap(({ events }) => events)
  const n = times.length
  const informative = systems.flatMap(sharesOfWatch).length
  if (informative < 2) return refuse('TOO_FEW_FAILURES', { failures: informative, needed: 2 })
  const atZero = times.filter((time) => time === 0).length
  if (atZero > 0) return refuse('FAILURES_AT_ZERO', { failures: atZero })

  const age = systems.reduce((most, { end }) => Math.max(most, end), 0)
  const sumLog = times.reduce((sum, time) => sum + Math.log(time) - Math.log(age), 0)
  const profile = (shape: number) => {
    const [v0, v1, v2] = [0, 1, 2].map((order) => exposure(systems, age, shape, order)) as [number, number, number]
    return { exposure: v0, slope: v1 / v0, curvature: v2 / v0 - (v1 / v0) ** 2 }
  }
  const shape = risingRoot((k) => profile(k).slope - 1 / k - sumLog / n, 1, steepest)
  if (shape === null) return refuse('FAILURES_ALL_EQUAL', { time: age })

  const best = profile(shape)
  const logLikelihoodAt = (k: number) =>
    n * (Math.log((n * k) / profile(k).exposure) - 1 - Math.log(age)) + (k - 1) * sumLog
  const shapeVariance = 1 / (n * best.curvature + n / shape ** 2)
  const intensity = (n * shape) / best.exposure / age
  // The rate at `age` is n·shape / exposure, whose logarithm has slope 1/shape − V'/V in the shape.
  const mtbfError = Math.sqrt(1 / n + (1 / shape - best.slope) ** 2 * shapeVariance)
  const unbiasing = (informative - 1) / n
  return {
    systems: systems.length,
    events: n,
    shape,
    rate: (n / best.exposure) * Math.exp(-shape * Math.log(age)),
    logLikelihood: logLikelihoodAt(shape),
    likelihoodRatio: Math.max(0, 2 * (logLikelihoodAt(shape) - logLikelihoodAt(1))),
    unbiasedShape: shape * unbiasing,
    shapeBounds: logBounds(shape, Math.sqrt(shapeVariance) / shape),
    exactShapeBounds: exactBounds(systems, shape, n, informative),
    mtbf: {
      age,
      value: 1 / intensity,
      unbiased: 1 / (intensity * unbiasing),
      bounds: logBounds(1 / intensity, mtbfError),
    },
    goodness: goodnessOfFit(systems, shape * unbiasing),
  }
}

/** Σ (T^shape·lnᵒT − S^shape·lnᵒS) over the systems' ends T and starts S, in units of the greatest age. */
function exposure(systems: readonly System[], age: number, shape: number, order: number): number {
  const at = (time: number) => {
    if (time === 0) return 0
    const log = Math.log(time) - Math.log(age)
    return Math.exp(shape * log) * log ** order
  }
  return systems.reduce((sum, { start = 0, end }) => sum + at(end) - at(start), 0)
}

/** 2·n·shape/estimate is χ² with 2·(informative failures) degrees of freedom, given their number. */
function exactBounds(systems: readonly System[], shape: number, n: number, informative: number): Bounds | null {
  const { end } = systems[0]!
  if (systems.some((system) => (system.start ?? 0) > 0 || system.end !== end)) return null
  return {
    lower: (shape * chiSquareQuantile(0.025, 2 * informative)) / (2 * n),
    upper: (shape * chiSquareQuantile(0.975, 2 * informative)) / (2 * n),
  }
}

/** Cramér–von Mises statistic of the failures, transformed to uniform by the unbiased shape. */
function goodnessOfFit(systems: readonly System[], shape: number): GoodnessOfFit {
  const uniform = systems
    .flatMap((system) => {
      const from = ((system.start ?? 0) / system.end) ** shape
      return sharesOfWatch(system).map((share) => {
        const start = system.start ?? 0
        const age = start + share * (system.end - start)
        return ((age / system.end) ** shape - from) / (1 - from)
      })
    })
    .sort((a, b) => a - b)
  const n = uniform.length
  const distance = uniform.reduce((sum, u, i) => sum + (u - (2 * i + 1) / (2 * n)) ** 2, 1 / (12 * n))
  const critical = cramerVonMisesCritical(n)
  return { cramerVonMises: distance, critical, rejected: distance > critical }
}

/** Critical values at the 5 % level by number of failures (MIL-HDBK-189C, table of 6.2), linear in 1/n between. */
const critical05: readonly (readonly [n: number, value: number])[] = [
  [2, 0.175],
  [3, 0.184],
  [4, 0.191],
  [5, 0.199],
  [6, 0.204],
  [8, 0.21],
  [10, 0.212],
  [15, 0.215],
  [20, 0.217],
  [60, 0.22],
  [Infinity, 0.22],
]

function cramerVonMisesCritical(n: number): number {
  const above = critical05.findIndex(([size]) => size >= n)
  const [size, value] = critical05[above]!
  const [smaller, smallerValue] = critical05[Math.max(0, above - 1)]!
  const share = size === smaller ? 1 : (1 / smaller - 1 / n) / (1 / smaller - 1 / size)
  return smallerValue + share * (value - smallerValue)
}
