import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { fitExponential } from './exponential.ts'
import { kaplanMeier } from './kaplan-meier.ts'
import { type Bounds, isRefusal, type Life } from './lives.ts'
import { meanCumulative } from './mean-cumulative.ts'
import { fitPowerLaw } from './power-law.ts'
import type { System } from './repairable.ts'
import { trendTests } from './trend.ts'
import { fitWeibull, weibullQuantile } from './weibull.ts'

// Classic data sets with the answers of R's survival package and of closed forms; see ../shared/data/README.md.
const folder = '../shared/data/reliability'
const absent = !existsSync(folder) && !process.env.CI

const read = (file: string): Record<string, string>[] =>
  parse(readFileSync(`${folder}/${file}`, 'utf8'), { columns: true })

function made<T extends object>(outcome: T): Exclude<T, { code: string; params: unknown }> {
  if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome))
  return outcome as Exclude<T, { code: string; params: unknown }>
}

const near = (actual: number | null | undefined, expected: number, tolerance = 1e-5) =>
  expect(Math.abs(actual! / expected - 1), `${actual} instead of ${expected}`).toBeLessThanOrEqual(tolerance)

function within(bounds: Bounds | null, lower: number, upper: number) {
  near(bounds?.lower, lower, 1e-3)
  near(bounds?.upper, upper, 1e-3)
}

describe.skipIf(absent)('lives against R (needs ../shared/data/reliability)', () => {
  const shocks = () =>
    read('shockabsorber.csv').map(({ miles, event }): Life => ({ time: Number(miles), failed: event === 'Failure' }))

  it('shock absorbers, any mode', () => {
    const fit = made(fitWeibull(shocks()))
    expect([fit.n, fit.failures]).toEqual([38, 11])
    near(fit.shape, 3.16047)
    within(fit.shapeBounds, 2.0087, 4.9726)
    near(fit.scale, 27718.7181)
    within(fit.scaleBounds, 22347.77, 34380.49)
    near(fit.logLikelihood, -123.9954)
    const b10 = weibullQuantile(fit, 0.1)
    near(b10.value, 13600.035)
    within(b10.bounds, 10221.84, 18094.68)
    near(fit.mean.value, 24811.5372)
    const constant = made(fitExponential(shocks()))
    near(constant.mean, 56818.18)
    near(constant.logLikelihood, -131.4237)
  })

  it('shock absorbers, one mode', () => {
    const lives = read('shockabsorber.csv').map(({ miles, mode }) => ({
      time: Number(miles),
      failed: mode === 'Mode1',
    }))
    const fit = made(fitWeibull(lives))
    near(fit.shape, 3.383946)
    near(fit.scale, 31205.7979)
    near(fit.logLikelihood, -81.498)
  })

  it('fans, bearing cages by count, bearings without censoring', () => {
    const fans = made(fitWeibull(read('genfan.csv').map((r) => ({ time: Number(r.hours), failed: r.status === '1' }))))
    near(fans.shape, 1.058446)
    within(fans.shapeBounds, 0.6441, 1.7394)
    near(fans.scale, 26296.8452)
    near(fans.logLikelihood, -135.1527)
    near(weibullQuantile(fans, 0.1).value, 3137.241)
    near(fans.mean.value, 25715.61)

    const cages = made(
      fitWeibull(
        read('bearingcage.csv').map((r) => ({
          time: Number(r.hours),
          failed: r.event === 'Failed',
          count: Number(r.count),
        })),
      ),
    )
    expect([cages.n, cages.failures]).toEqual([1703, 6])
    near(cages.shape, 2.035319)
    within(cages.shapeBounds, 1.0721, 3.8639)
    near(cages.scale, 11792.1782)
    near(cages.logLikelihood, -76.4369)
    near(weibullQuantile(cages, 0.1).value, 3903.127)

    const bearings = made(fitWeibull(read('lzbearing.csv').map((r) => ({ time: Number(r.megacycles), failed: true }))))
    near(bearings.shape, 2.101847)
    near(bearings.scale, 81.8746)
    near(bearings.logLikelihood, -113.692)
    near(weibullQuantile(bearings, 0.1).value, 28.065, 2e-5)
    near(bearings.mean.value, 72.5154)
  })

  it('shock absorbers, Kaplan–Meier', () => {
    const curve = made(kaplanMeier(shocks()))
    const at = (time: number) => curve.steps.find((step) => step.time === time)!
    near(at(9120).survival, 0.9450464396)
    near(at(9120).standardError, 0.037831416)
    within(at(9120).bounds, 0.7973157259, 0.9859948769)
    near(at(20100).survival, 0.7184397513)
    near(at(27490).survival, 0.2873759005)
    near(at(27490).standardError, 0.1510890121)
    expect(curve.median).toBe(26510)
  })
})

describe('power law against published figures', () => {
  it('one system, ended by time', () => {
    const systems = [{ end: 1500, events: [5, 40, 43, 175, 389, 712, 747, 795, 1299, 1478] }]
    const fit = made(fitPowerLaw(systems))
    near(fit.shape, 0.537229)
    near(fit.unbiasedShape, 0.483506)
    within(fit.exactShapeBounds, 0.2576, 0.9178)
    near(fit.rate, 0.19665822)
    near(fit.mtbf.value, 279.2106)
    near(fit.mtbf.unbiased, 310.234)
    near(fit.goodness.cramerVonMises, 0.05377, 1e-4)
    expect(fit.goodness.rejected).toBe(false)
    near(made(trendTests(systems)).laplace.statistic, -1.32695)
  })

  it('three systems', () => {
    const systems = [
      [4.3, 4.4, 10.2, 23.5, 23.8, 26.4, 74, 77.1, 92.1, 197.2],
      [0.1, 5.6, 18.6, 19.5, 24.2, 26.7, 45.1, 45.8, 75.7, 79.7, 98.6, 120.1, 161.8, 180.6, 190.8],
      [8.4, 32.5, 44.7, 48.4, 50.6, 73.6, 98.7, 112.2, 129.8, 136, 195.8],
    ].map((events): System => ({ end: 200, events }))
    const fit = made(fitPowerLaw(systems))
    near(fit.shape, 0.615336)
    within(fit.shapeBounds, 0.4439, 0.8531)
    near(fit.rate, 0.46054716)
    near(fit.logLikelihood, -132.2593)
    near(fit.likelihoodRatio, 10.047)
  })

  it('one system, ended by its last failure (closed form)', () => {
    const events = [3, 9, 30, 80, 200]
    const fit = made(fitPowerLaw([{ end: 200, events, endsAtFailure: true }]))
    const shape = 5 / events.reduce((sum, time) => sum + Math.log(200 / time), 0)
    near(fit.shape, shape)
    near(fit.unbiasedShape, (shape * 3) / 5)
  })
})

describe.skipIf(absent)('repairable systems against R (needs ../shared/data/reliability)', () => {
  it('submarine engine', () => {
    const rows = read('halfbeak.csv').filter(({ event }) => event === 'report')
    const systems = [{ end: 25.5181, events: rows.map(({ hours }) => Number(hours)) }]
    const fit = made(fitPowerLaw(systems))
    expect(fit.events).toBe(71)
    near(fit.shape, 2.76031)
    near(fit.rate, 0.0092879795)
    within(fit.exactShapeBounds, 2.1558, 3.4384)
    near(fit.goodness.cramerVonMises, 0.7622)
    expect(fit.goodness.rejected).toBe(true)
    const { laplace, milHandbook } = made(trendTests(systems))
    near(laplace.statistic, 7.59595)
    expect([laplace.trend, milHandbook.trend]).toEqual(['WORSENING', 'WORSENING'])
  })

  it('valve seats of 41 engines', () => {
    const rows = read('valveseat.csv')
    const systems = [...Map.groupBy(rows, ({ id }) => id).values()].map(
      (own): System => ({
        end: Number(own.find(({ status }) => status === '0')!.time),
        events: own.filter(({ status }) => status === '1').map(({ time }) => Number(time)),
      }),
    )
    const fit = made(fitPowerLaw(systems))
    expect([fit.systems, fit.events]).toEqual([41, 48])
    near(fit.shape, 1.399579)
    within(fit.shapeBounds, 1.057, 1.8533)
    near(fit.rate, 0.00014475465)
    const curve = made(meanCumulative(systems))
    const at = (time: number) => curve.steps.find((step) => step.time === time)!
    near(at(61).mean, 0.0243902439)
    near(at(92).mean, 0.1219512195)
    near(at(92).standardError, 0.0511046558)
    // The table's 0.4872 and 1.5560 count engines 402 and 328, which failed twice on one day, twice at risk (1/42 and
    // 1/8 instead of 1/41 and 1/9). All 41 engines were watched beyond 323, and 20 failures had happened: 20/41.
    near(at(323).mean, 20 / 41)
    expect([at(653).atRisk, at(653).events]).toEqual([9, 2])
    near(at(653).mean, 1.5426875136)
    near(at(653).standardError, 0.3116560748)
  })
})
