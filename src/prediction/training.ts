import type { Refusal } from '../domain/refusal.ts'
import type { Calibration } from './calibration.ts'
import type { ColumnSpec } from './columns.ts'
import { type CompetitorName, type Fitted, fitCompetitor, meanOf, trainingOn } from './competitors.ts'
import {
  type ContestOptions,
  calibrationFor,
  type HorizonAbstention,
  type HorizonContest,
  type OutOfFold,
  type Progress,
  rowWeight,
  runContest,
} from './contest.ts'
import { cutOut, type Field, prepareField, rowsWhere } from './field.ts'
import { type Abstention, abstainFrom } from './folds.ts'
import type { History } from './history.ts'
import { labelSnapshots, unlabelled } from './labels.ts'
import { takeLabels } from './matrix.ts'
import { thinned } from './training-assets.ts'

export type TrainingOptions = ContestOptions & {
  readonly horizons: readonly number[]
  /** Predict each system of a unit as well, where failures are coded. */
  readonly bySystem?: boolean
}

/** One horizon's model, trained on everything known, and the correction that its back-test taught. */
export type HorizonModel = {
  readonly days: number
  /** False: no competitor was useful. Then the model is the empirical-Bayes rate, and only ranks. */
  readonly useful: boolean
  readonly fitted: Fitted
  readonly calibration: Calibration
}

export type HorizonOutcome = HorizonContest | { readonly days: number; readonly abstains: HorizonAbstention }

export type Trained = {
  readonly specs: readonly ColumnSpec[]
  readonly contests: readonly HorizonOutcome[]
  readonly models: readonly HorizonModel[]
  readonly field: Field
}

export const isContest = (outcome: HorizonOutcome): outcome is HorizonContest => !('abstains' in outcome)

/**
 * The whole training: a contest for every horizon, then its champion on all there is. A generator, for a worker thread:
 * it yields after every fit, and is cancelled by not being continued. The same history, options and seed give the same
 * result to the last bit. Of a very large fleet it learns from some assets, see `trainingAssets`.
 */
export function* train(whole: History, options: TrainingOptions): Generator<Progress, Trained | Abstention> {
  const history = thinned(whole)
  const abstention = abstainFrom(history)
  if (abstention) return abstention
  const field = prepareField(history, options.bySystem ?? false)
  const contests: HorizonOutcome[] = []
  const models: HorizonModel[] = []
  for (const days of options.horizons) {
    const outcome = yield* runContest(field, days, options)
    if ('code' in outcome) {
      contests.push({ days, abstains: outcome })
      continue
    }
    contests.push(outcome.contest)
    models.push(finalModel(field, days, outcome.contest.champion, outcome.outOfFold, options.seed))
  }
  return { specs: field.finalSpecs, contests, models, field }
}

function finalModel(
  field: Field,
  days: number,
  champion: CompetitorName | null,
  { rows, raw }: OutOfFold,
  seed: number,
): HorizonModel {
  const { history, snapshots, schedule, finalSpecs: specs } = field
  const { label } = labelSnapshots(snapshots, history, days, history.until)
  const trained = rowsWhere(snapshots, (row) => label[row] !== unlabelled)
  const matrix = cutOut(snapshots, trained, specs)
  const training = trainingOn({ specs, matrix, labels: takeLabels(label, trained), horizon: days, seed })
  const name = champion ?? 'empiricalBayes'
  const fitted =
    name === 'mean'
      ? meanOf((['logistic', 'randomForest', 'boostedTrees'] as const).map((part) => fitCompetitor(part, training)))
      : fitCompetitor(name, training)
  const calibration = calibrationFor(name, raw, rows, label, rowWeight(schedule.strideDays, days))
  return { days, useful: champion !== null, fitted, calibration }
}

/** Whether training gave no model at all, with the reason. */
export function abstained(outcome: Trained | Abstention): outcome is Abstention & Refusal {
  return 'code' in outcome
}
