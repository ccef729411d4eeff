import { type Refusal, refuse } from '../domain/refusal.ts'
import { type Calibration, calibrate, fitCalibration, uncalibrated } from './calibration.ts'
import { type CompetitorScores, type Entry, rankCompetitors } from './champion.ts'
import {
  type CompetitorName,
  competitorNames,
  type Fitted,
  failuresNeeded,
  fitCompetitor,
  meanOf,
  probabilities,
  type Training,
  trainingOn,
} from './competitors.ts'
import { cutOut, type Field, rowsWhere } from './field.ts'
import { calibratingFolds } from './folds.ts'
import { inspectWeekly } from './inspections.ts'
import { type Labels, labelSnapshots, unlabelled } from './labels.ts'
import { takeLabels } from './matrix.ts'
import { type CalibrationBin, calibrationBins, gainCurve, type Predictions } from './scores.ts'

export type ContestOptions = {
  readonly seed: number
  /** Units the workshop can inspect per week; absent: one in twenty. */
  readonly inspectedPerWeek?: number
  /** Bootstrap replicates behind every interval; absent: 300. */
  readonly replicates?: number
}

/** A step of the work: `done` of `total` fits. */
export type Progress = { readonly horizon: number; readonly done: number; readonly total: number }

export type StandsOut = { readonly name: CompetitorName; readonly reason: Refusal<'TOO_FEW_FAILURES'> }

export type FoldSummary = {
  readonly origin: number
  readonly trainingRows: number
  readonly predictedRows: number
  readonly failures: number
}

/** The back-test of one horizon. */
export type HorizonContest = {
  readonly days: number
  /** Predicted rows with a known outcome, and the share of them that failed. */
  readonly rows: number
  readonly baseRate: number
  readonly inspectedPerWeek: number
  readonly folds: readonly FoldSummary[]
  readonly competitors: readonly CompetitorScores[]
  readonly standingOut: readonly StandsOut[]
  /** `null`: no useful model. */
  readonly champion: CompetitorName | null
  /** Calibration diagram and gain of the champion, or of the empirical-Bayes rate when there is none. */
  readonly calibration: readonly CalibrationBin[]
  readonly gain: readonly { readonly inspected: number; readonly found: number }[]
}

export type HorizonAbstention = Refusal<'HISTORY_TOO_SHORT'>

/** What the final model of a horizon needs from its back-test: every competitor's raw predictions of rows it never saw. */
export type OutOfFold = { readonly rows: Int32Array; readonly raw: ReadonlyMap<CompetitorName, Float64Array> }

const gainShares = Array.from({ length: 20 }, (_, i) => (i + 1) / 20)

/**
 * Runs the contest for one horizon by rolling origin: for every fold, training sees rows whose horizon had passed and
 * records known at its origin, then predicts the block that follows; calibration sees earlier folds only. Yields after
 * every fit, so that a caller can show progress, or stop by not asking for more.
 */
export function* runContest(
  field: Field,
  horizon: number,
  options: ContestOptions,
): Generator<Progress, { contest: HorizonContest; outOfFold: OutOfFold } | HorizonAbstention> {
  const { history, snapshots, folds, schedule } = field
  const known = labelSnapshots(snapshots, history, horizon, history.until)
  const { standingOut, names } = whoTakesPart(field)
  const raw = new Map(names.map((name) => [name, new Float64Array(snapshots.time.length)]))
  const final = new Map(names.map((name) => [name, new Float64Array(snapshots.time.length)]))
  const summaries: FoldSummary[] = []
  const total = folds.length * names.filter((name) => name !== 'mean').length
  let [done, predictedBefore] = [0, new Int32Array(0)]

  for (const [f, { origin, end }] of folds.entries()) {
    const specs = field.foldSpecs[f]!
    const then = labelSnapshots(snapshots, history, horizon, origin).label
    const trained = rowsWhere(snapshots, (row) => snapshots.time[row]! < origin && then[row] !== unlabelled)
    const predicted = rowsWhere(
      snapshots,
      (row) => snapshots.time[row]! >= origin && snapshots.time[row]! < end && known.label[row] !== unlabelled,
    )
    const labels = takeLabels(then, trained)
    const failures = labels.reduce((sum, label) => sum + label, 0)
    if (f < calibratingFolds && (failures < 5 || failures === labels.length)) return tooShort(field, horizon)
    const matrix = cutOut(snapshots, trained, specs)
    const training = trainingOn({ specs, matrix, labels, horizon, seed: options.seed + f })
    const unseen = cutOut(snapshots, predicted, specs)
    for (const fitted of yieldFits(training, names)) {
      const own = probabilities(fitted, unseen)
      predicted.forEach((row, i) => {
        raw.get(fitted.name)![row] = own[i]!
      })
      const usable = predictedBefore.filter((row) => then[row] !== unlabelled)
      const calibration = calibrationFor(fitted.name, raw, usable, then, rowWeight(schedule.strideDays, horizon))
      calibrate(calibration, own).forEach((p, i) => {
        final.get(fitted.name)![predicted[i]!] = p
      })
      if (fitted.name !== 'mean') yield { horizon, done: ++done, total }
    }
    predictedBefore = Int32Array.from([...predictedBefore, ...predicted])
    summaries.push({ origin, trainingRows: trained.length, predictedRows: predicted.length, failures })
  }

  const scoredFrom = folds[calibratingFolds]!.origin
  const scored = predictedBefore.filter((row) => snapshots.time[row]! >= scoredFrom)
  const positives = scored.reduce((sum, row) => sum + known.label[row]!, 0)
  if (positives < 5 || positives === scored.length) return tooShort(field, horizon)
  const perRound = scored.length / new Set(scored.values().map((row) => snapshots.time[row]!)).size
  const inspectedPerWeek = options.inspectedPerWeek ?? Math.max(1, Math.round(perRound / 20))
  const entries = names.map((name) => entryOf(field, name, final.get(name)!, scored, known, inspectedPerWeek))
  const { competitors, champion } = rankCompetitors(entries, options.seed, options.replicates)
  const shown = entries.find(({ name }) => name === (champion ?? 'empiricalBayes'))!.predictions
  const gain = gainCurve(shown, gainShares)
  const contest = {
    days: horizon,
    rows: scored.length,
    baseRate: positives / scored.length,
    inspectedPerWeek,
    folds: summaries,
    competitors,
    standingOut,
    champion,
    calibration: calibrationBins(shown),
    gain: gainShares.map((inspected, i) => ({ inspected, found: gain[i]! })),
  }
  return { contest, outOfFold: { rows: predictedBefore, raw } }
}

/** Neighbouring snapshots share most of their horizon: together they weigh as much as horizons laid end to end. */
export const rowWeight = (strideDays: number, horizon: number) => Math.min(1, strideDays / horizon)

/** The correction learned from out-of-fold predictions; the base rate is a yardstick and stays as it is. */
export function calibrationFor(
  name: CompetitorName,
  raw: ReadonlyMap<CompetitorName, Float64Array>,
  rows: Int32Array,
  label: Uint8Array,
  weight: number,
): Calibration {
  if (name === 'baseRate' || rows.length === 0) return uncalibrated
  const predicted = Float64Array.from(rows, (row) => raw.get(name)![row]!)
  return fitCalibration(predicted, takeLabels(label, rows), weight)
}

/** The competitors' fits one by one; the mean comes last and costs nothing. */
function* yieldFits(training: Training, names: readonly CompetitorName[]): Generator<Fitted> {
  const learned: Fitted[] = []
  for (const name of names) {
    if (name === 'mean') {
      yield meanOf(learned)
      continue
    }
    const fitted = fitCompetitor(name, training)
    if (name === 'logistic' || name === 'randomForest' || name === 'boostedTrees') learned.push(fitted)
    yield fitted
  }
}

function whoTakesPart({ history, folds }: Field): { standingOut: StandsOut[]; names: CompetitorName[] } {
  const { origin } = folds[0]!
  const failures = history.records.filter(({ kind, known }) => kind === 'failure' && known <= origin).length
  const standingOut = competitorNames
    .filter((name) => failures < failuresNeeded[name])
    .map((name) => ({ name, reason: refuse('TOO_FEW_FAILURES', { failures, needed: failuresNeeded[name] }) }))
  return { standingOut, names: competitorNames.filter((name) => failures >= failuresNeeded[name]) }
}

function entryOf(
  { snapshots, cluster, clusters }: Field,
  name: CompetitorName,
  final: Float64Array,
  scored: Int32Array,
  { label, lead }: Labels,
  inspectedPerWeek: number,
): Entry {
  const predictions: Predictions = {
    probability: Float64Array.from(scored, (row) => final[row]!),
    label: takeLabels(label, scored),
    cluster: Int32Array.from(scored, (row) => cluster[snapshots.subject[row]!]!),
    clusters,
  }
  const time = Float64Array.from(scored, (row) => snapshots.time[row]!)
  const leads = Float64Array.from(scored, (row) => lead[row]!)
  return { name, predictions, inspections: inspectWeekly(predictions, time, leads, inspectedPerWeek) }
}

/** The last scored block needs a horizon of its own after three sixths of training and two of calibration. */
function tooShort({ history, folds }: Field, horizon: number): HorizonAbstention {
  const days = Math.floor(2 * (history.until - folds[0]!.origin))
  return refuse('HISTORY_TOO_SHORT', { days, needed: Math.max(days + 1, 6 * horizon) })
}
