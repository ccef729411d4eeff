import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { type Entry, rankCompetitors } from './champion.ts'
import type { CompetitorName } from './competitors.ts'

const clusters = 40
const perCluster = 30
const random = seededRandom(7)
/** Half of the units fail three times as often as the others. */
const truth = Float64Array.from({ length: clusters * perCluster }, (_, i) => (i % clusters < 20 ? 0.3 : 0.1))
const label = Uint8Array.from(truth, (p) => (random() < p ? 1 : 0))
const cluster = Int32Array.from(truth, (_, i) => i % clusters)
const mean = label.reduce((sum, y) => sum + y, 0) / label.length

function entry(name: CompetitorName, predict: (i: number) => number): Entry {
  const probability = Float64Array.from(truth, (_, i) => predict(i))
  const empty = () => new Float64Array(clusters)
  return {
    name,
    predictions: { probability, label, cluster, clusters },
    inspections: { inspected: empty(), hits: empty(), failed: empty(), leads: [] },
  }
}

const base = entry('baseRate', () => mean)
const between = (share: number) => (i: number) => mean + share * (truth[i]! - mean)

describe('the champion', () => {
  it('is the simplest of those within one standard error of the best', () => {
    const rate = entry('empiricalBayes', (i) => truth[i]!)
    const slightly = seededRandom(3)
    const forest = entry('randomForest', (i) => truth[i]! * (1 + 0.02 * (slightly() - 0.5)))
    expect(rankCompetitors([base, rate, forest], 1).champion).toBe('empiricalBayes')
    const poor = entry('empiricalBayes', between(0.1))
    expect(rankCompetitors([base, poor, entry('randomForest', (i) => truth[i]!)], 1).champion).toBe('randomForest')
  })

  it('is nobody when none beats the base rate beyond doubt', () => {
    const noise = seededRandom(5)
    const guess = entry('empiricalBayes', () => mean * (0.5 + noise()))
    const wild = entry('boostedTrees', () => 0.02 + 0.9 * noise())
    expect(rankCompetitors([base, guess, wild], 1).champion).toBeNull()
    expect(rankCompetitors([base, entry('empiricalBayes', () => mean)], 1).champion).toBeNull()
  })

  it('is never one that luck with a single unit put ahead', () => {
    // Right about one unit, and a little wrong about all others: its gain depends on who is drawn.
    const lucky = entry('boostedTrees', (i) => (cluster[i] === 0 ? (label[i] ? 0.9 : 0.1) : mean * 1.05))
    expect(rankCompetitors([base, entry('empiricalBayes', () => mean), lucky], 1).champion).toBeNull()
  })
})

describe('the scores', () => {
  const rate = entry('empiricalBayes', (i) => truth[i]!)
  const { competitors } = rankCompetitors([base, rate], 1)

  it('measure skill against the base rate: 1 − Brier / Brier of the base rate', () => {
    const brierOf = ({ predictions: { probability } }: Entry) =>
      probability.reduce((sum, p, i) => sum + (p - label[i]!) ** 2, 0) / label.length
    expect(competitors[0]!.brierSkill).toBe(0)
    expect(competitors[0]!.skillOverRate).toBeCloseTo(1 - brierOf(base) / brierOf(rate), 12)
    expect(competitors[1]!.brierSkill).toBeCloseTo(1 - brierOf(rate) / brierOf(base), 12)
  })

  it('lie within their intervals, which the same seed gives again', () => {
    for (const { interval95, ...scores } of competitors) {
      for (const name of ['logLoss', 'auc', 'prAuc', 'brierSkill'] as const) {
        const [lower, upper] = interval95[name]
        expect(lower <= scores[name] && scores[name] <= upper, name).toBe(true)
      }
    }
    expect(rankCompetitors([base, rate], 1).competitors).toEqual(competitors)
    expect(rankCompetitors([base, rate], 2).competitors).not.toEqual(competitors)
  })
})
