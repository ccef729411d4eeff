import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { isRefusal } from './lives.ts'
import { type SpareDemand, spareDemand, stockForService } from './spare-demand.ts'
import type { WeibullLaw } from './weibull.ts'

function demandOf(law: WeibullLaw, ages: number[], horizon: number): SpareDemand {
  const demand = spareDemand(law, ages, horizon)
  if (isRefusal(demand)) throw new Error(demand.code)
  return demand
}

describe('spare demand', () => {
  it('is Poisson when parts fail at random, whatever their ages', () => {
    const demand = demandOf({ shape: 1, scale: 100 }, [0, 30, 500], 100)
    let poisson = Math.exp(-3)
    demand.probabilities.slice(0, 12).forEach((p, k) => {
      expect(p).toBeCloseTo(poisson, 4)
      poisson *= 3 / (k + 1)
    })
    expect(demand.expected).toBeCloseTo(3, 3)
    expect(stockForService(demand, 0.95)).toBe(6)
  })

  it.each([
    { shape: 2.5, scale: 100 },
    { shape: 0.6, scale: 80 },
  ])('agrees with simulation for shape $shape', (law) => {
    const ages = [0, 60, 150]
    const horizon = 240
    const demand = demandOf(law, ages, horizon)
    const random = seededRandom(5)
    const life = (age: number) =>
      law.scale * ((age / law.scale) ** law.shape - Math.log(1 - random())) ** (1 / law.shape) - age
    const runs = 60_000
    let [sum, squares] = [0, 0]
    for (let i = 0; i < runs; i++) {
      let needed = 0
      for (const age of ages) for (let t = life(age); t <= horizon; t += life(0)) needed++
      sum += needed
      squares += needed * needed
    }
    const mean = sum / runs
    const deviation = Math.sqrt(squares / runs - mean * mean)
    expect(Math.abs(demand.expected - mean)).toBeLessThan((4 * deviation) / Math.sqrt(runs) + 0.005 * mean)
    expect(demand.deviation / deviation).toBeCloseTo(1, 1)
  })

  it('needs nothing for no time, and is refused what it cannot answer', () => {
    expect(demandOf({ shape: 2, scale: 10 }, [3], 0)).toMatchObject({ expected: 0, probabilities: [1] })
    const law = { shape: 2, scale: 10 }
    expect(spareDemand(law, [], 5)).toMatchObject({ code: 'NO_OBSERVATIONS' })
    expect(spareDemand(law, [-1], 5)).toMatchObject({ code: 'INVALID_TIME' })
    expect(spareDemand(law, [1], 1e6)).toMatchObject({ code: 'HORIZON_TOO_LONG' })
  })
})
