import { type Bounds, checkLives, type Life, type LivesRefusal, tally, z95 } from './lives.ts'

/** What the curve does at one failure time; the bounds are unknown once nobody survives. */
export type SurvivalStep = {
  readonly time: number
  readonly atRisk: number
  readonly failures: number
  readonly survival: number
  readonly standardError: number | null
  readonly bounds: Bounds | null
}

export type SurvivalCurve = {
  readonly n: number
  readonly failures: number
  readonly steps: readonly SurvivalStep[]
  /** First time at which at most half survive; `null` when more than half outlived the observation. */
  readonly median: number | null
  readonly medianBounds: { readonly lower: number | null; readonly upper: number | null }
}

/**
 * Product-limit estimate of survival (Kaplan and Meier, JASA 53, 1958) with Greenwood's variance and 95 % bounds on the
 * log(−log) scale (Kalbfleisch and Prentice, 2nd ed., 1.4.1). A life censored at a failure time is at risk there.
 * Without failures the curve has no steps: everybody survives as far as was seen.
 */
export function kaplanMeier(lives: readonly Life[]): SurvivalCurve | LivesRefusal {
  const refusal = checkLives(lives)
  if (refusal) return refusal
  const sorted = lives.toSorted((a, b) => a.time - b.time)
  const { n, failures } = tally(lives)
  const steps: SurvivalStep[] = []
  let [atRisk, survival, greenwood] = [n, 1, 0]
  for (let i = 0; i < sorted.length; ) {
    const { time } = sorted[i]!
    let [failed, left] = [0, 0]
    for (; i < sorted.length && sorted[i]!.time === time; i++) {
      const { count = 1 } = sorted[i]!
      left += count
      if (sorted[i]!.failed) failed += count
    }
    if (failed > 0) {
      // Counts may be fractions, so what is left of a group can be a rounding error rather than zero.
      const survivors = atRisk - failed > 1e-9 * n ? atRisk - failed : 0
      survival *= survivors / atRisk
      greenwood += survivors > 0 ? failed / (atRisk * survivors) : Infinity
      steps.push({ time, atRisk, failures: failed, survival, ...uncertainty(survival, greenwood) })
    }
    atRisk -= left
  }
  return { n, failures, steps, ...median(steps) }
}

function uncertainty(survival: number, greenwood: number): Pick<SurvivalStep, 'standardError' | 'bounds'> {
  if (survival === 0) return { standardError: null, bounds: null }
  const width = (z95 * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
  return {
    standardError: survival * Math.sqrt(greenwood),
    bounds: { lower: survival ** Math.exp(width), upper: survival ** Math.exp(-width) },
  }
}

/** Brookmeyer and Crowley (Biometrics 38, 1982): the times at which one half is inside the band. */
function median(steps: readonly SurvivalStep[]): Pick<SurvivalCurve, 'median' | 'medianBounds'> {
  const firstBelow = (value: (step: SurvivalStep) => number) =>
    steps.find((step) => value(step) <= 0.5 + 1e-12)?.time ?? null
  return {
    median: firstBelow(({ survival }) => survival),
    medianBounds: {
      lower: firstBelow(({ survival, bounds }) => bounds?.lower ?? survival),
      upper: firstBelow(({ bounds }) => bounds?.upper ?? 1),
    },
  }
}

/** Share that survives beyond `time`. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  return curve.steps.findLast((step) => step.time <= time)?.survival ?? 1
}
