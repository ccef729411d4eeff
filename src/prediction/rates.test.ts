import { describe, expect, it } from 'vitest'
import type { ColumnSpec } from './columns.ts'
import { halfLives } from './columns.ts'
import { fitCompetitor, probabilities, trainingOn } from './competitors.ts'
import type { Matrix } from './matrix.ts'
import { posterior, type RateModel, rateProbabilities, renewalProbabilities } from './rates.ts'

const specs: ColumnSpec[] = [
  { measure: 'groupRate', by: 'type', days: 365 },
  { measure: 'since', kind: 'failure' },
  ...halfLives.flatMap((days): ColumnSpec[] => [
    { measure: 'decayed', kind: 'failure', days },
    { measure: 'exposure', days },
  ]),
]

/** Units with so many failures in so many days, in a type with a rate. */
function units(...of: { failures: number; days: number; group: number; since?: number }[]): Matrix {
  const rows = of.map(({ failures, days, group, since = 10 }) => [
    group,
    since,
    ...halfLives.flatMap(() => [failures, days]),
  ])
  const values = Float32Array.from({ length: rows.length * specs.length }, (_, i) => {
    return rows[i % rows.length]![Math.floor(i / rows.length)]!
  })
  return { rows: rows.length, columns: specs.length, values }
}

const model: RateModel = { kind: 'rate', horizon: 14, strength: 100, failures: 2, exposure: 3, group: 0 }

describe('the base rate', () => {
  it('is the share of rows that failed, drawn to one half by one row', () => {
    const matrix = units(...Array.from({ length: 10 }, () => ({ failures: 1, days: 100, group: 0.01 })))
    const labels = Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0)
    const fitted = fitCompetitor('baseRate', trainingOn({ specs, matrix, labels, horizon: 14, seed: 1 }))
    for (const p of probabilities(fitted, matrix)) expect(p).toBeCloseTo(3.5 / 11, 12)
  })
})

describe('the empirical-Bayes rate', () => {
  it('is the gamma posterior: failures and days of its own, and those its type stands for', () => {
    const data = units({ failures: 3, days: 300, group: 0.02 })
    const { k, perDay } = posterior(model, data, 0)
    expect(k).toBeCloseTo(3 + 100 * 0.02, 6)
    expect(perDay).toBeCloseTo(5 / 400, 8)
    // Negative binomial: no failure in 14 days has the chance (400 / 414)^5.
    expect(rateProbabilities(model, data)[0]).toBeCloseTo(1 - (400 / 414) ** 5, 6)
  })

  it('of a unit never watched is that of its type, and of one watched for ever its own', () => {
    const [newcomer, veteran] = rateProbabilities(
      { ...model, strength: 1e6 },
      units({ failures: 0, days: 0, group: 0.02 }, { failures: 0, days: 0, group: 0.05 }),
    )
    expect(newcomer).toBeCloseTo(1 - Math.exp(-0.28), 4)
    expect(veteran).toBeCloseTo(1 - Math.exp(-0.7), 4)
    const [own] = rateProbabilities(model, units({ failures: 40_000, days: 1e6, group: 0.5 }))
    expect(own).toBeCloseTo(1 - Math.exp(-0.56), 3)
  })

  it('knows nothing where not even the type has failed', () => {
    expect(rateProbabilities(model, units({ failures: 0, days: 50, group: Number.NaN }))[0]).toBe(0)
  })
})

describe('the Weibull renewal', () => {
  const renewal = { kind: 'renewal', rate: model, since: 1, watched: 3 } as const

  it('with shape one is the rate', () => {
    const data = units({ failures: 3, days: 300, group: 0.02, since: 5 }, { failures: 0, days: 40, group: 0.02 })
    const [plain, renewed] = [rateProbabilities(model, data), renewalProbabilities({ ...renewal, shape: 1 }, data)]
    for (let row = 0; row < 2; row++) expect(renewed[row]).toBeCloseTo(plain[row]!, 9)
  })

  it('rises with the time since the last failure when parts wear out, and falls when they settle', () => {
    const data = units(...[1, 20, 60].map((since) => ({ failures: 3, days: 300, group: 0.02, since })))
    const rising = [...renewalProbabilities({ ...renewal, shape: 2 }, data)]
    expect(rising).toEqual(rising.toSorted((a, b) => a - b))
    const falling = [...renewalProbabilities({ ...renewal, shape: 0.6 }, data)]
    expect(falling).toEqual(falling.toSorted((a, b) => b - a))
  })
})
