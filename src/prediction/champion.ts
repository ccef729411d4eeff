import { seededRandom } from '../domain/random.ts'
import { type CompetitorName, competitorNames } from './competitors.ts'
import { type InspectionCounts, type InspectionScores, inspectionScores } from './inspections.ts'
import { type Predictions, type Scores, scorer } from './scores.ts'

export type Interval = readonly [lower: number, upper: number]

export type CompetitorScores = Scores &
  InspectionScores & {
    readonly name: CompetitorName
    /** 1 − Brier / Brier of the base rate, and of the empirical-Bayes rate. */
    readonly brierSkill: number
    readonly skillOverRate: number
    readonly interval95: Readonly<
      Record<
        'logLoss' | 'brierSkill' | 'skillOverRate' | 'auc' | 'prAuc' | 'ece' | 'precisionAtK' | 'recallAtK',
        Interval
      >
    >
  }

export type Entry = {
  readonly name: CompetitorName
  readonly predictions: Predictions
  readonly inspections: InspectionCounts
}

export type Ranking = {
  readonly competitors: readonly CompetitorScores[]
  /** `null`: none is better than the base rate beyond doubt, and no probability may be shown. */
  readonly champion: CompetitorName | null
}

/**
 * Scores with 95 % intervals by bootstrap over assets, because rows of one asset are not independent, and the champion:
 * the simplest competitor whose log loss is within one standard error (of the difference, over the same replicates) of
 * the best. It must beat the base rate with the interval of the difference clear of zero.
 */
export function rankCompetitors(entries: readonly Entry[], seed: number, replicates = 300): Ranking {
  const { clusters } = entries[0]!.predictions
  const present = new Set(entries[0]!.predictions.cluster)
  const members = Int32Array.from(present).sort()
  const random = seededRandom(seed)
  const draws = Array.from({ length: replicates }, () => {
    const weights = new Float64Array(clusters)
    for (let i = 0; i < members.length; i++) weights[members[Math.floor(random() * members.length)]!]!++
    return weights
  })
  const all = Float64Array.from({ length: clusters }, (_, c) => (present.has(c) ? 1 : 0))
  const scored = entries.map(({ name, predictions, inspections }) => {
    const score = scorer(predictions)
    const at = (weights: Float64Array) => ({ ...score(weights), ...inspectionScores(inspections, weights) })
    return { name, point: at(all), replicates: draws.map(at) }
  })
  const byName = (name: CompetitorName) => scored.find((entry) => entry.name === name)!
  const skill = (own: { brier: number }, other: { brier: number }) => 1 - own.brier / other.brier
  const [base, rate] = [byName('baseRate'), byName('empiricalBayes')]

  const competitors = scored.map(({ name, point, replicates: own }): CompetitorScores => {
    const of = (value: (scores: (typeof own)[number], i: number) => number) => interval95(own.map(value))
    return {
      name,
      ...point,
      brierSkill: skill(point, base.point),
      skillOverRate: skill(point, rate.point),
      interval95: {
        logLoss: of((s) => s.logLoss),
        brierSkill: of((s, i) => skill(s, base.replicates[i]!)),
        skillOverRate: of((s, i) => skill(s, rate.replicates[i]!)),
        auc: of((s) => s.auc),
        prAuc: of((s) => s.prAuc),
        ece: of((s) => s.ece),
        precisionAtK: of((s) => s.precisionAtK),
        recallAtK: of((s) => s.recallAtK),
      },
    }
  })

  const bestLoss = Math.min(...scored.map(({ point }) => point.logLoss))
  const best = scored.find(({ point }) => point.logLoss === bestLoss)!
  const behind = (own: (typeof scored)[number], other: (typeof scored)[number]) =>
    own.replicates.map(({ logLoss }, i) => logLoss - other.replicates[i]!.logLoss)
  const chosen = competitorNames
    .map(byName)
    .find((own) => own !== undefined && own.point.logLoss - bestLoss <= deviation(behind(own, best)))!
  const useful = chosen.name !== 'baseRate' && interval95(behind(base, chosen))[0] > 0
  return { competitors, champion: useful ? chosen.name : null }
}

function interval95(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b)
  return [sorted[Math.floor(0.025 * sorted.length)]!, sorted[Math.ceil(0.975 * sorted.length) - 1]!]
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}
