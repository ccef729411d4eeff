import type { Refusal } from '../refusal.ts'
import { type ExponentialFit, fitExponential } from './exponential.ts'
import { kaplanMeier, type SurvivalCurve } from './kaplan-meier.ts'
import { isRefusal, tally } from './lives.ts'
import { type CumulativeCurve, meanCumulative } from './mean-cumulative.ts'
import { fitPowerLaw, type PowerLawFit } from './power-law.ts'
import { countEvents } from './repairable.ts'
import { planReplacement, type ReplacementPlan, replacementCostCurve } from './replacement.ts'
import { spareDemand, stockForService } from './spare-demand.ts'
import { type Trend, type TrendTests, trendTests } from './trend.ts'
import { agesNow, livesOf, systemsOf, type WatchedUnit } from './watched-units.ts'
import { type Estimate, fitWeibull, type WeibullFit, weibullFailedBy, weibullQuantile } from './weibull.ts'

/** Below this many failures nothing is fitted: the bounds would be wider than what anybody believes anyway. */
export const fewestFailures = 5

export type StudyInput = {
  readonly units: readonly WatchedUnit[]
  /** What one replacement costs; `null` where nothing says. */
  readonly costs: { readonly planned: number | null; readonly failure: number | null }
  /** How far ahead parts are counted, in the units' measure. */
  readonly horizon: number
}

type Why = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }
/** A result, or why there is none. */
export type Outcome<T> = ({ readonly known: true } & T) | ({ readonly known: false } & Why)

export type CurvePoint = {
  readonly time: number
  readonly value: number
  readonly lower: number | null
  readonly upper: number | null
}

export type LifeLaw = Pick<
  WeibullFit,
  'n' | 'failures' | 'shape' | 'scale' | 'shapeBounds' | 'scaleBounds' | 'mean'
> & {
  /** Age by which one in ten has failed. */
  readonly tenth: Estimate
  readonly curve: readonly CurvePoint[]
  /** Where the failures lie: their age and the share failed by then, half-way up each step of Kaplan–Meier. */
  readonly points: readonly { readonly time: number; readonly failed: number }[]
}

export type TrendVerdict = Trend | 'MIXED'

export type Study = {
  readonly sample: {
    readonly units: number
    readonly failures: number
    readonly lives: number
    readonly livesFailed: number
    readonly replaced: number
    readonly watched: number
  }
  /** Time watched per failure, as if the rate were constant. */
  readonly rate: Pick<ExponentialFit, 'failures' | 'exposure' | 'mean' | 'meanBounds'> | null
  readonly survival: Outcome<Omit<SurvivalCurve, 'steps'> & { readonly curve: readonly CurvePoint[] }>
  readonly life: Outcome<LifeLaw>
  readonly recurrence: Outcome<{
    readonly units: number
    readonly events: number
    readonly curve: readonly CurvePoint[]
    readonly trend: TrendTests & { readonly verdict: TrendVerdict }
  }>
  readonly powerLaw: Outcome<Omit<PowerLawFit, 'logLikelihood'> & { readonly curve: readonly CurvePoint[] }>
  readonly replacement: Outcome<ReplacementPlan & { readonly curve: readonly CurvePoint[] }>
  readonly spares: Outcome<{
    readonly positions: number
    readonly expected: number
    readonly deviation: number
    readonly probabilities: readonly number[]
    readonly levels: readonly { readonly level: number; readonly stock: number }[]
  }>
}

const serviceLevels = [0.8, 0.9, 0.95, 0.99] as const
/** A picture shows no more than this. */
const mostPoints = 240
const drawnAges = 48

const unknown = (code: string, params: Why['params'] = {}) => ({ known: false as const, code, params })

function outcome<Fit extends object>(fit: Fit): Outcome<Exclude<Fit, Why>> {
  if (isRefusal<object, Refusal>(fit)) return unknown(fit.code, fit.params)
  return { known: true, ...(fit as Exclude<Fit, Why>) }
}

/** Everything that the failures of these units say, each part with the reason where it says nothing. */
export function studyOf({ units, costs, horizon }: StudyInput): Study {
  const systems = systemsOf(units)
  const lives = livesOf(units)
  const counted = tally(lives)
  const failures = countEvents(systems)
  const watched = systems.reduce((sum, { start = 0, end }) => sum + end - start, 0)
  const sample = {
    ...{ units: systems.length, failures, lives: counted.n, livesFailed: counted.failures, watched },
    replaced: units.flatMap(({ marks }) => marks).filter(({ failed }) => !failed).length,
  }
  const tooFew = (have: number) => unknown('TOO_FEW_FAILURES', { failures: have, needed: fewestFailures })
  const fit = counted.failures < fewestFailures ? tooFew(counted.failures) : outcome(fitWeibull(lives))
  return {
    sample,
    rate: constantRate(failures, watched),
    survival: counted.failures < fewestFailures ? tooFew(counted.failures) : survivalOf(kaplanMeier(lives)),
    life: fit.known ? lifeOf(fit, kaplanMeier(lives)) : fit,
    recurrence: failures < fewestFailures ? tooFew(failures) : recurrenceOf(systems),
    powerLaw: failures < fewestFailures ? tooFew(failures) : powerLawOf(systems),
    replacement: fit.known ? replacementOf(fit, costs) : fit,
    spares: fit.known ? sparesOf(fit, agesNow(units), horizon) : fit,
  }
}

/** The bounds of a constant rate need only the failures and the time watched, not where in it they lie. */
function constantRate(failures: number, watched: number): Study['rate'] {
  const count = Math.max(1, failures)
  const fit = fitExponential([{ time: watched / count, failed: failures > 0, count }])
  if (isRefusal(fit)) return null
  return { failures, exposure: watched, mean: fit.mean, meanBounds: fit.meanBounds }
}

/** At most `mostPoints` of them, the first and the last among them. */
function thinned<T>(points: readonly T[]): readonly T[] {
  if (points.length <= mostPoints) return points
  const step = (points.length - 1) / (mostPoints - 1)
  return Array.from({ length: mostPoints }, (_, i) => points[Math.round(i * step)]!)
}

function survivalOf(fit: ReturnType<typeof kaplanMeier>): Study['survival'] {
  if (isRefusal(fit)) return unknown(fit.code, fit.params)
  const { steps, ...rest } = fit
  const curve = [{ time: 0, value: 1, lower: 1, upper: 1 }].concat(
    steps.map(({ time, survival, bounds }) => ({
      ...{ time, value: survival },
      ...{ lower: bounds?.lower ?? survival, upper: bounds?.upper ?? survival },
    })),
  )
  return { known: true, ...rest, curve: thinned(curve) }
}

function lifeOf(fit: WeibullFit, observed: ReturnType<typeof kaplanMeier>): Study['life'] {
  if (isRefusal(observed)) return unknown(observed.code, observed.params)
  const { steps } = observed
  const points = steps.map(({ time, survival }, i) => ({
    time,
    failed: 1 - (survival + (steps[i - 1]?.survival ?? 1)) / 2,
  }))
  const [first, last] = [weibullQuantile(fit, 0.005).value, weibullQuantile(fit, 0.995).value]
  const from = Math.log(Math.min(first, points[0]?.time ?? first))
  const to = Math.log(Math.max(last, points.at(-1)?.time ?? last))
  const curve = Array.from({ length: drawnAges + 1 }, (_, i) => {
    const time = Math.exp(from + ((to - from) * i) / drawnAges)
    const { value, bounds } = weibullFailedBy(fit, time)
    return { time, value, ...bounds }
  })
  const { n, failures, shape, scale, shapeBounds, scaleBounds, mean } = fit
  return {
    ...{ known: true, n, failures, shape, scale, shapeBounds, scaleBounds, mean, curve, points: thinned(points) },
    tenth: weibullQuantile(fit, 0.1),
  }
}

function recurrenceOf(systems: ReturnType<typeof systemsOf>): Study['recurrence'] {
  const curve = meanCumulative(systems)
  if (isRefusal(curve)) return unknown(curve.code, curve.params)
  const trend = trendTests(systems)
  if (isRefusal(trend)) return unknown(trend.code, trend.params)
  const verdict = trend.laplace.trend === trend.milHandbook.trend ? trend.laplace.trend : 'MIXED'
  return {
    ...{ known: true, units: curve.systems, events: curve.events, trend: { ...trend, verdict } },
    curve: thinned(cumulativePoints(curve)),
  }
}

function cumulativePoints({ steps }: CumulativeCurve): CurvePoint[] {
  return steps.map(({ time, mean, bounds }) => ({
    ...{ time, value: mean },
    ...{ lower: bounds?.lower ?? null, upper: bounds?.upper ?? null },
  }))
}

function powerLawOf(systems: ReturnType<typeof systemsOf>): Study['powerLaw'] {
  const fit = fitPowerLaw(systems)
  if (isRefusal(fit)) return unknown(fit.code, fit.params)
  const { logLikelihood: _, ...rest } = fit
  const from = systems.reduce((least, { start = 0 }) => Math.min(least, start), Infinity)
  const expected = (age: number) => fit.rate * (age ** fit.shape - from ** fit.shape)
  const curve = Array.from({ length: drawnAges + 1 }, (_, i) => {
    const time = from + ((fit.mtbf.age - from) * i) / drawnAges
    return { time, value: expected(time), lower: null, upper: null }
  })
  return { known: true, ...rest, curve }
}

function replacementOf(fit: WeibullFit, { planned, failure }: StudyInput['costs']): Study['replacement'] {
  if (planned === null || failure === null) return unknown('COST_UNKNOWN')
  const plan = outcome(planReplacement(fit, { planned, failure }))
  if (!plan.known) return plan
  // An optimum that hardly any part lives to see is no interval: waiting for the failure costs the same.
  if (plan.age > weibullQuantile(fit, 0.999).value) return unknown('NO_WEAR_OUT', { shape: fit.shape })
  const furthest = Math.max(weibullQuantile(fit, 0.9).value, Math.min(2.5 * plan.age, 4 * fit.scale))
  const ages = Array.from({ length: drawnAges }, (_, i) => (furthest * (i + 1)) / drawnAges)
  const curve = replacementCostCurve(fit, { planned, failure }, ages).map(({ age, costRate, lower, upper }) => ({
    ...{ time: age, value: costRate, lower, upper },
  }))
  return { ...plan, curve }
}

function sparesOf(fit: WeibullFit, ages: readonly number[], horizon: number): Study['spares'] {
  const demand = outcome(spareDemand(fit, ages, horizon))
  if (!demand.known) return demand
  const levels = serviceLevels.map((level) => ({ level, stock: stockForService(demand, level) }))
  return { ...demand, positions: ages.length, levels }
}
