import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitExponential } from './exponential.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { isRefusal, type Life } from './lives.ts'
import { meanCumulative } from './mean-cumulative.ts'
import { fitPowerLaw } from './power-law.ts'
import type { System } from './repairable.ts'
import { trendTests } from './trend.ts'
import { fitWeibull, weibullQuantile } from './weibull.ts'

const failed = (...times: number[]): Life[] => times.map((time) => ({ time, failed: true }))
const censored = (...times: number[]): Life[] => times.map((time) => ({ time, failed: false }))

/** Every number of a result, however deep: none may be NaN. */
function hasNaN(value: unknown): boolean {
  if (typeof value === 'number') return Number.isNaN(value)
  return value !== null && typeof value === 'object' && Object.values(value).some(hasNaN)
}

describe('lives that allow no fit', () => {
  it.each([
    ['none', [], 'NO_OBSERVATIONS'],
    ['all censored', censored(10, 20), 'TOO_FEW_FAILURES'],
    ['one failure', [...failed(10), ...censored(20)], 'TOO_FEW_FAILURES'],
    ['all failures at the greatest time', failed(10, 10, 10), 'FAILURES_ALL_EQUAL'],
    ['a failure at zero', failed(0, 10, 20), 'FAILURES_AT_ZERO'],
    ['lives of a blink and of ages', failed(1e-300, 1e-200, 1), 'LIVES_TOO_SPREAD'],
    ['a negative time', failed(-1, 10), 'INVALID_TIME'],
    ['a time that is no number', failed(Number.NaN, 10), 'INVALID_TIME'],
    ['a count of zero', [{ time: 1, failed: true, count: 0 }, ...failed(3, 4)], 'INVALID_COUNT'],
  ])('Weibull: %s', (_, lives, code) => expect(fitWeibull(lives)).toMatchObject({ code }))

  it('Weibull: tied failures below a longer life are no obstacle, nor is a life censored at zero', () => {
    const fit = fitWeibull([...failed(10, 10, 10), ...censored(12)])
    expect(fit).toMatchObject({ n: 4, failures: 3 })
    const plain = fitWeibull([...failed(5, 9), ...censored(12)])
    expect(fitWeibull([...failed(5, 9), ...censored(12, 0)])).toMatchObject({ ...plain, n: 4 })
  })

  it('Kaplan–Meier: without failures everybody survives; after the last one there is no error to state', () => {
    expect(kaplanMeier(censored(1, 2))).toMatchObject({ n: 2, failures: 0, steps: [], median: null })
    expect(kaplanMeier(failed(0, 3))).toMatchObject({
      steps: [
        { time: 0, survival: 0.5 },
        { time: 3, survival: 0, standardError: null, bounds: null },
      ],
    })
  })

  it('exponential: without failures only the lower bound is known', () => {
    const fit = fitExponential(censored(100, 200))
    expect(fit).toMatchObject({ mean: null, meanBounds: { upper: null } })
    if (!isRefusal(fit)) expect(fit.meanBounds.lower).toBeCloseTo(300 / -Math.log(0.05), 9)
    expect(fitExponential(failed(0, 0))).toMatchObject({ code: 'FAILURES_AT_ZERO' })
    expect(fitExponential(censored(0))).toMatchObject({ code: 'NO_OBSERVATIONS' })
  })
})

describe('systems that allow no fit', () => {
  const system = (end: number, ...events: number[]): System => ({ end, events })

  it.each([
    ['none', [], 'NO_OBSERVATIONS'],
    ['no failures', [system(10), system(20)], 'TOO_FEW_FAILURES'],
    ['one failure', [system(10, 5)], 'TOO_FEW_FAILURES'],
    ['two, one of which ended the watch', [{ end: 9, events: [4, 9], endsAtFailure: true }], 'TOO_FEW_FAILURES'],
    ['a failure at zero', [system(10, 0, 5, 6)], 'FAILURES_AT_ZERO'],
    ['a failure after the end', [system(10, 5, 11)], 'EVENT_OUTSIDE_WATCH'],
    ['an end at zero', [system(0)], 'INVALID_TIME'],
    ['an end that is no number', [system(Number.NaN, 1)], 'INVALID_TIME'],
  ])('power law and trend: %s', (_, systems, code) => {
    expect(fitPowerLaw(systems)).toMatchObject({ code })
    expect(trendTests(systems)).toMatchObject({ code })
  })

  it('trend: says the same of a blink and of ages as of hours', () => {
    const [short, plain, long] = [1e-300, 1, 1e300].map((unit) => trendTests([system(10 * unit, 3 * unit, 4 * unit)]))
    for (const scaled of [short, long]) {
      if (isRefusal(scaled!) || isRefusal(plain!)) throw new Error('a sample of two failures was refused')
      expect(scaled!.laplace.statistic).toBeCloseTo(plain!.laplace.statistic, 9)
      expect(scaled!.milHandbook.pValue).toBeCloseTo(plain!.milHandbook.pValue, 9)
    }
  })

  it('power law: every failure at the end of the watch', () => {
    expect(fitPowerLaw([system(10, 10, 10), system(10, 10)])).toMatchObject({ code: 'FAILURES_ALL_EQUAL' })
  })

  it('mean cumulative: no failures, a single system, a failure at zero, ties', () => {
    expect(meanCumulative([system(10)])).toMatchObject({ systems: 1, events: 0, steps: [] })
    expect(meanCumulative([system(10, 0, 4, 4)])).toMatchObject({
      steps: [
        { time: 0, mean: 1, standardError: 0, bounds: null },
        { time: 4, mean: 3, events: 2, standardError: 0, bounds: null },
      ],
    })
    expect(meanCumulative([])).toMatchObject({ code: 'NO_OBSERVATIONS' })
  })
})

describe('whatever the sample', () => {
  // Few distinct times, so that ties, zeros and all-censored samples are common.
  const time = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 1e6, noNaN: true }))
  const lives = fc.array(fc.record({ time, failed: fc.boolean(), count: fc.constantFrom(1, 2, 7) }), { maxLength: 30 })
  const systems = fc.array(
    fc.tuple(fc.array(time, { maxLength: 6 }), time, fc.boolean()).map(([events, rest, endsAtFailure]): System => {
      const last = Math.max(0, ...events)
      return endsAtFailure && events.length > 0 ? { end: last, events, endsAtFailure } : { end: last + rest, events }
    }),
    { maxLength: 8 },
  )

  it('there is a fit without NaN, or a refusal', () => {
    fc.assert(
      fc.property(lives, systems, (someLives, someSystems) => {
        const fits = [fitWeibull(someLives), kaplanMeier(someLives), fitExponential(someLives)]
        const rest = [fitPowerLaw(someSystems), trendTests(someSystems), meanCumulative(someSystems)]
        for (const outcome of [...fits, ...rest]) if (!isRefusal(outcome)) expect(hasNaN(outcome)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('survival never rises and the mean cumulative count never falls', () => {
    fc.assert(
      fc.property(lives, systems, (someLives, someSystems) => {
        const survival = kaplanMeier(someLives)
        if (!isRefusal(survival)) {
          const values = survival.steps.map((step) => step.survival)
          expect(values).toEqual(values.toSorted((a, b) => b - a))
          for (const { survival: s, bounds } of survival.steps) {
            if (bounds) expect(bounds.lower <= s && s <= bounds.upper).toBe(true)
          }
        }
        const cumulative = meanCumulative(someSystems)
        if (!isRefusal(cumulative)) {
          const values = cumulative.steps.map((step) => step.mean)
          expect(values).toEqual(values.toSorted((a, b) => a - b))
        }
      }),
    )
  })

  it('hours or milliseconds: shapes stay, times scale', () => {
    const positive = fc.double({ min: 1, max: 1000, noNaN: true })
    const unit = fc.constantFrom(1e-6, 1 / 24, 60, 3.6e6)
    fc.assert(
      fc.property(fc.array(positive, { minLength: 4, maxLength: 20 }), unit, (times, factor) => {
        const distinct = [...new Set(times)]
        fc.pre(distinct.length > 3)
        const fitOf = (k: number) => fitWeibull(distinct.map((time, i) => ({ time: time * k, failed: i > 0 })))
        const [plain, scaled] = [fitOf(1), fitOf(factor)]
        if (isRefusal(plain) || isRefusal(scaled)) return expect(isRefusal(plain)).toBe(isRefusal(scaled))
        expect(scaled.shape / plain.shape).toBeCloseTo(1, 6)
        expect(scaled.scale / plain.scale / factor).toBeCloseTo(1, 6)
        expect(weibullQuantile(scaled, 0.1).value / weibullQuantile(plain, 0.1).value / factor).toBeCloseTo(1, 6)
        const lawOf = (k: number) => fitPowerLaw([{ end: 1001 * k, events: distinct.map((time) => time * k) }])
        const [law, scaledLaw] = [lawOf(1), lawOf(factor)]
        if (isRefusal(law) || isRefusal(scaledLaw)) return expect(isRefusal(law)).toBe(isRefusal(scaledLaw))
        expect(scaledLaw.shape / law.shape).toBeCloseTo(1, 6)
        expect(scaledLaw.mtbf.value / law.mtbf.value / factor).toBeCloseTo(1, 6)
      }),
    )
  })
})
