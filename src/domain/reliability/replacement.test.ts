import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { isRefusal, type Life } from './lives.ts'
import { planReplacement, replacementCostCurve, replacementCostRate } from './replacement.ts'
import { fitWeibull, type WeibullFit } from './weibull.ts'

const costs = { planned: 100, failure: 1000 }

/** A fit to `n` lives at the even quantiles of the law. */
function fitOf(shape: number, n: number): WeibullFit {
  const lives = Array.from({ length: n }, (_, i): Life => {
    return { time: 1000 * (-Math.log(1 - (i + 0.5) / n)) ** (1 / shape), failed: true }
  })
  const fit = fitWeibull(lives)
  if (isRefusal(fit)) throw new Error(fit.code)
  return fit
}

describe('age replacement', () => {
  it('is the cheapest age there is, and the cost is what a simulated unit pays', () => {
    const fit = fitOf(3, 50)
    const plan = planReplacement(fit, costs)
    if (isRefusal(plan)) throw new Error(plan.code)
    for (let age = 50; age < 3000; age += 10) {
      expect(replacementCostRate(fit, costs, age)).toBeGreaterThanOrEqual(plan.costRate - 1e-12)
    }
    expect(plan.costRate).toBeLessThan(plan.runToFailureRate)
    expect(plan.ageBounds.lower).toBeLessThan(plan.age)
    expect(plan.ageBounds.upper).toBeGreaterThan(plan.age)
    expect(plan.confidence).toBe(1)

    const random = seededRandom(3)
    let [paid, lived] = [0, 0]
    for (let i = 0; i < 200_000; i++) {
      const life = fit.scale * (-Math.log(1 - random())) ** (1 / fit.shape)
      paid += life < plan.age ? costs.failure : costs.planned
      lived += Math.min(life, plan.age)
    }
    expect(paid / lived / plan.costRate).toBeCloseTo(1, 1)
  })

  it('solves the closed equation there is for shape 2', () => {
    // With shape 2 and costs 1 and 2 the condition is 2a·∫₀ᵃ exp(−t²) dt + exp(−a²) = 2, whose root is 1.090797 scale lives.
    const fit = { ...fitOf(2, 50), shape: 2, scale: 1 }
    const plan = planReplacement(fit, { planned: 1, failure: 2 })
    expect(plan).toMatchObject({ age: expect.closeTo(1.090797, 6) })
  })

  it('says how sure the sample makes it', () => {
    const few = planReplacement(fitOf(1.4, 6), costs)
    const many = planReplacement(fitOf(1.4, 400), costs)
    if (isRefusal(few) || isRefusal(many)) throw new Error('refused')
    expect(few.ageBounds.upper).toBeNull()
    expect(few.confidence).toBeLessThan(1)
    expect(many.ageBounds.upper).not.toBeNull()
    expect(many.confidence).toBe(1)
  })

  it('has no optimum without wear-out, or when a failure costs no more', () => {
    expect(planReplacement(fitOf(0.8, 30), costs)).toMatchObject({ code: 'NO_WEAR_OUT' })
    expect(planReplacement(fitOf(3, 30), { planned: 5, failure: 5 })).toMatchObject({ code: 'FAILURE_NOT_COSTLIER' })
    expect(planReplacement(fitOf(3, 30), { planned: 0, failure: 5 })).toMatchObject({ code: 'INVALID_COST' })
  })

  it('draws the cost curve inside its band', () => {
    for (const point of replacementCostCurve(fitOf(2.5, 20), costs, [100, 400, 1000])) {
      expect(point.lower).toBeLessThan(point.costRate)
      expect(point.upper).toBeGreaterThan(point.costRate)
    }
  })
})
