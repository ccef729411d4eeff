import { type Binned, binColumns } from './bins.ts'
import { type Boosting, boostingLogOdds, fitBoosting } from './boosting.ts'
import { type ColumnSpec, featureCount } from './columns.ts'
import { type Forest, fitForest, forestProbabilities } from './forest.ts'
import { fitLogistic, type Logistic, logisticLogOdds } from './logistic.ts'
import type { Matrix } from './matrix.ts'
import {
  fitRate,
  fitRenewal,
  type RateModel,
  type RenewalModel,
  rateProbabilities,
  renewalProbabilities,
} from './rates.ts'

/** Simplest first: the champion is the first that is as good as the best. */
export const competitorNames = [
  'baseRate',
  'empiricalBayes',
  'weibullRenewal',
  'logistic',
  'randomForest',
  'boostedTrees',
  'mean',
] as const
export type CompetitorName = (typeof competitorNames)[number]

export type BaseRate = { readonly kind: 'base'; readonly rate: number }
export type Model = BaseRate | RateModel | RenewalModel | Logistic | Forest | Boosting
/** A competitor ready to predict: one model, or three whose mean is taken. */
export type Fitted = { readonly name: CompetitorName; readonly models: readonly Model[] }

/** Failures that must have been known before a competitor may learn; with fewer it stands out of the contest. */
export const failuresNeeded: Record<CompetitorName, number> = {
  baseRate: 0,
  empiricalBayes: 0,
  weibullRenewal: 30,
  logistic: 60,
  randomForest: 100,
  boostedTrees: 100,
  mean: 100,
}

export type Training = {
  readonly specs: readonly ColumnSpec[]
  readonly matrix: Matrix
  readonly labels: Uint8Array
  readonly horizon: number
  readonly seed: number
  /** The features in bins, once for all competitors that grow trees. */
  readonly binned: () => Binned
}

/** Data for the competitors; what several of them need is worked out once, when first asked for. */
export function trainingOn(given: Omit<Training, 'binned'>): Training {
  let binned: Binned | null = null
  return {
    ...given,
    binned: () => {
      binned ??= binColumns(featuresOf(given.matrix, given.specs))
      return binned
    },
  }
}

// Chosen once on the two public histories of the bench for both to do well, and the same for every fleet since.
const ridge = 100
const forestOptions = { trees: 100, minLeaf: 40, maxLeaves: 64, columns: 0.4 }
const boostingOptions = { trees: 200, maxLeaves: 6, rate: 0.05, rows: 0.8, columns: 0.3, minWeight: 20, ridge: 1 }

/** Fits one competitor; `mean` is put together from the three before it by `meanOf`. */
export function fitCompetitor(name: Exclude<CompetitorName, 'mean'>, training: Training): Fitted {
  const { specs, matrix, labels, horizon, seed } = training
  switch (name) {
    case 'baseRate': {
      const positives = labels.reduce((sum, label) => sum + label, 0)
      return { name, models: [{ kind: 'base', rate: (positives + 0.5) / (labels.length + 1) }] }
    }
    case 'empiricalBayes':
      return { name, models: [fitRate(matrix, labels, specs, horizon)] }
    case 'weibullRenewal':
      return { name, models: [fitRenewal(matrix, labels, specs, fitRate(matrix, labels, specs, horizon))] }
    case 'logistic':
      return { name, models: [fitLogistic(featuresOf(matrix, specs), labels, ridge)] }
    case 'randomForest':
      return { name, models: [fitForest(training.binned(), labels, forestOptions, seed)] }
    case 'boostedTrees':
      return { name, models: [fitBoosting(training.binned(), labels, boostingOptions, seed)] }
  }
}

export function meanOf(fitted: readonly Fitted[]): Fitted {
  return { name: 'mean', models: fitted.flatMap(({ models }) => models) }
}

/** The part of a matrix that learning models read: its first columns, without copying. */
function featuresOf(matrix: Matrix, specs: readonly ColumnSpec[]): Matrix {
  const columns = featureCount(specs)
  return { rows: matrix.rows, columns, values: matrix.values.subarray(0, matrix.rows * columns) }
}

/** Uncalibrated probability of a failure within the horizon, for every row. */
export function probabilities({ models }: Fitted, matrix: Matrix): Float64Array {
  const mean = new Float64Array(matrix.rows)
  for (const model of models) {
    const own = probabilitiesOf(model, matrix)
    for (let row = 0; row < mean.length; row++) mean[row]! += own[row]! / models.length
  }
  return mean
}

/** The columns a model was trained on come first in the matrix, so none needs to be cut off. */
export function probabilitiesOf(model: Model, matrix: Matrix): Float64Array {
  switch (model.kind) {
    case 'base':
      return new Float64Array(matrix.rows).fill(model.rate)
    case 'rate':
      return rateProbabilities(model, matrix)
    case 'renewal':
      return renewalProbabilities(model, matrix)
    case 'logistic':
      return logisticLogOdds(model, matrix).map(fromLogOdds)
    case 'forest':
      return forestProbabilities(model, matrix)
    case 'boosting':
      return boostingLogOdds(model, matrix).map(fromLogOdds)
  }
}

const fromLogOdds = (z: number) => 1 / (1 + Math.exp(-z))
