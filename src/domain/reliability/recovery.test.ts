import { describe, expect, it } from 'vitest'
import { type Random, seededRandom } from '../random.ts'
import { fitExponential } from './exponential.ts'
import { kaplanMeier, survivalAt } from './kaplan-meier.ts'
import { isRefusal, type Life } from './lives.ts'
import { meanCumulative } from './mean-cumulative.ts'
import { fitPowerLaw } from './power-law.ts'
import type { System } from './repairable.ts'
import { trendTests } from './trend.ts'
import { fitWeibull, weibullQuantile, weibullSurvival } from './weibull.ts'

const seeds = 1000
type Open = { readonly lower: number | null; readonly upper: number | null }

/** Share of seeds whose interval holds the truth; a nominal 95 % has to lie between 92 % and 98 %. */
function coverage(truth: number, interval: (random: Random) => Open | null) {
  let held = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const bounds = interval(seededRandom(seed))
    if (bounds && (bounds.lower ?? 0) <= truth && truth <= (bounds.upper ?? Infinity)) held++
  }
  return held / seeds
}

const nominal = (share: number) => {
  expect(share).toBeGreaterThanOrEqual(0.92)
  expect(share).toBeLessThanOrEqual(0.98)
}

const law = { shape: 1.8, scale: 1000 }
const weibullLife = (random: Random) => law.scale * (-Math.log(1 - random())) ** (1 / law.shape)

/** Sixty units, each withdrawn at its own time: about a third of the lives are censored. */
function fleet(random: Random): Life[] {
  return Array.from({ length: 60 }, () => {
    const [life, withdrawn] = [weibullLife(random), 500 + 1500 * random()]
    return { time: Math.min(life, withdrawn), failed: life <= withdrawn }
  })
}

/** Failures of a Poisson process whose expected count by age t is (t / 100)^shape. */
function poisson(random: Random, shape: number, end: number): number[] {
  const events: number[] = []
  for (let h = -Math.log(1 - random()); ; h -= Math.log(1 - random())) {
    const time = 100 * h ** (1 / shape)
    if (time > end) return events
    events.push(time)
  }
}

const sound = <T extends object>(outcome: T) =>
  isRefusal(outcome) ? null : (outcome as Exclude<T, { code: string; params: unknown }>)

describe('known laws are recovered: 95 % intervals hold the truth in 92–98 % of 1,000 samples', () => {
  it('Weibull shape, scale, mean and B10', () => {
    nominal(coverage(law.shape, (random) => sound(fitWeibull(fleet(random)))!.shapeBounds))
    nominal(coverage(law.scale, (random) => sound(fitWeibull(fleet(random)))!.scaleBounds))
    nominal(coverage(889.29, (random) => sound(fitWeibull(fleet(random)))!.mean.bounds))
    const b10 = 1000 * (-Math.log(0.9)) ** (1 / law.shape)
    nominal(coverage(b10, (random) => weibullQuantile(sound(fitWeibull(fleet(random)))!, 0.1).bounds))
  })

  it('Kaplan–Meier survival and median', () => {
    const bounds = (random: Random) => {
      const curve = sound(kaplanMeier(fleet(random)))!
      expect(survivalAt(curve, 700)).toBeGreaterThan(0)
      return curve.steps.findLast(({ time }) => time <= 700)!.bounds
    }
    nominal(coverage(weibullSurvival(law, 700), bounds))
    const median = 1000 * Math.log(2) ** (1 / law.shape)
    nominal(coverage(median, (random) => sound(kaplanMeier(fleet(random)))!.medianBounds))
  })

  it('exponential mean', () => {
    const lives = (random: Random) =>
      Array.from({ length: 40 }, () => {
        const life = -1000 * Math.log(1 - random())
        return { time: Math.min(life, 1200), failed: life <= 1200 }
      })
    nominal(coverage(1000, (random) => sound(fitExponential(lives(random)))!.meanBounds))
  })

  it('power law: exact shape of one system, shape of several, present MTBF', () => {
    const one = (random: Random): System[] => [{ end: 1000, events: poisson(random, 1.5, 1000) }]
    nominal(coverage(1.5, (random) => sound(fitPowerLaw(one(random)))!.exactShapeBounds))
    nominal(coverage(1000 / (1.5 * 10 ** 1.5), (random) => sound(fitPowerLaw(one(random)))!.mtbf.bounds))
    const several = (random: Random) =>
      Array.from({ length: 12 }, (): System => {
        const [start, end] = [50 * random(), 300 + 700 * random()]
        return { start, end, events: poisson(random, 0.7, end).filter((time) => time > start) }
      })
    nominal(coverage(0.7, (random) => sound(fitPowerLaw(several(random)))!.shapeBounds))
  })

  it('mean cumulative function of systems that differ (robust variance)', () => {
    // A gamma-mixed rate makes the counts far more spread than Poisson: half the systems fail three times as often.
    const systems = (random: Random) =>
      Array.from({ length: 60 }, (): System => {
        const end = 300 + 700 * random()
        const slow = random() < 0.5 ? 1.5 : 0.5
        return { end, events: poisson(random, 1, end * slow).map((time) => time / slow) }
      })
    nominal(
      coverage(
        6,
        (random) => sound(meanCumulative(systems(random)))!.steps.findLast(({ time }) => time <= 600)!.bounds,
      ),
    )
  })

  it('trend tests and goodness of fit reject the truth in about 5 % of samples', () => {
    const share = (says: (events: number[]) => boolean, shape: number) => {
      let rejected = 0
      for (let seed = 1; seed <= seeds; seed++) if (says(poisson(seededRandom(seed), shape, 3000))) rejected++
      return rejected / seeds
    }
    const tests = (events: number[]) => sound(trendTests([{ end: 3000, events }]))!
    const laplace = share((events) => tests(events).laplace.trend !== 'NONE', 1)
    const handbook = share((events) => tests(events).milHandbook.trend !== 'NONE', 1)
    const goodness = share((events) => sound(fitPowerLaw([{ end: 3000, events }]))!.goodness.rejected, 1.2)
    for (const rejected of [laplace, handbook, goodness]) {
      expect(rejected).toBeGreaterThan(0.02)
      expect(rejected).toBeLessThan(0.08)
    }
    expect(share((events) => tests(events).laplace.trend === 'WORSENING', 1.5)).toBeGreaterThan(0.9)
  })
})
