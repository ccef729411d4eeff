import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import type { Contest, ModelSummary } from '../../../contract/prediction-models.ts'
import { artefactOf, decodeArtefact, encodeArtefact } from '../../../prediction/artefact.ts'
import type { Abstention } from '../../../prediction/folds.ts'
import { failuresKnownSince, type History } from '../../../prediction/history.ts'
import { risksNow } from '../../../prediction/risks.ts'
import { abstained, isContest, type Trained, type TrainingOptions, train } from '../../../prediction/training.ts'
import { type ColumnChange, changeSince } from './drift.ts'
import { type ExplainedRisk, reasonsOf } from './reasons.ts'

/** What is too long for the thread that answers requests. */
export type Task =
  | { kind: 'train'; history: History; options: TrainingOptions & { bySystem: boolean } }
  | { kind: 'predict'; history: History; artefact: Uint8Array; bySystem: boolean; explained: number }

export type TrainingResult =
  | { abstains: Abstention; dataHash: string; limits: ModelSummary['limits'] }
  | { artefact: Uint8Array; artefactHash: string; dataHash: string; summary: ModelSummary }
export type PredictionResult = { risks: ExplainedRisk[]; change: ColumnChange }

export type Message = { progress: { done: number; total: number } } | { result: TrainingResult | PredictionResult }

const post = (message: Message) => parentPort!.postMessage(message)
const instantOf = (days: number) => new Date(Math.round(days * 86_400_000)).toISOString()

/** The records in the order they were read, which the statements fix: the same data has the same hash. */
function hashOf({ assets, records }: History): string {
  const hash = createHash('sha256')
  for (const asset of assets) hash.update(`${JSON.stringify(asset)}\n`)
  for (const record of records) hash.update(`${JSON.stringify(record)}\n`)
  return hash.digest('hex')
}

function limitsOf(history: History): ModelSummary['limits'] {
  const failures = history.records.filter(({ kind }) => kind === 'failure')
  const since = failuresKnownSince(history)
  return {
    assets: history.assets.length,
    records: history.records.length,
    failures: failures.length,
    codedFailures: failures.filter(({ system }) => system !== undefined).length,
    since: Number.isFinite(since) ? instantOf(since) : null,
    until: instantOf(history.until),
  }
}

function summaryOf({ contests, field }: Trained, history: History, bySystem: boolean): ModelSummary {
  const { strideDays } = field.schedule
  const perRound = field.subjects.length
  return {
    limits: limitsOf(history),
    bySystem,
    contests: contests.filter(isContest).map(
      (contest): Contest => ({
        ...structuredClone(contest as unknown as Contest),
        rowWeight: Math.min(1, strideDays / contest.days),
        subjects: perRound,
      }),
    ),
    abstaining: contests.flatMap((outcome) =>
      isContest(outcome) ? [] : [{ days: outcome.days, reason: structuredClone(outcome.abstains) as never }],
    ),
  }
}

function runTraining({ history, options }: Extract<Task, { kind: 'train' }>): TrainingResult {
  const training = train(history, options)
  // Steps are counted over all horizons, of which each begins anew.
  let before = 0
  let last = { horizon: options.horizons[0]!, total: 0 }
  let step = training.next()
  for (; !step.done; step = training.next()) {
    const { horizon, done, total } = step.value
    if (horizon !== last.horizon) before += last.total
    last = { horizon, total }
    post({ progress: { done: before + done, total: total * options.horizons.length } })
  }
  const dataHash = hashOf(history)
  const outcome = step.value
  if (abstained(outcome)) return { abstains: outcome, dataHash, limits: limitsOf(history) }
  // Every horizon by itself may find the history too short for it.
  const [reason] = outcome.contests.flatMap((one) => (isContest(one) ? [] : [one.abstains]))
  if (outcome.models.length === 0) return { abstains: reason!, dataHash, limits: limitsOf(history) }
  const artefact = encodeArtefact(artefactOf(outcome))
  const artefactHash = createHash('sha256').update(artefact).digest('hex')
  return { artefact, artefactHash, dataHash, summary: summaryOf(outcome, history, options.bySystem) }
}

function runPrediction({
  history,
  artefact: bytes,
  bySystem,
  explained,
}: Extract<Task, { kind: 'predict' }>): PredictionResult {
  const artefact = decodeArtefact(Buffer.from(bytes))
  const risks = risksNow(history, artefact, { bySystem, explained, influences: 6 })
  return { risks: reasonsOf(history, risks), change: changeSince(history, artefact, bySystem) }
}

if (parentPort) {
  const task = workerData as Task
  post({ result: task.kind === 'train' ? runTraining(task) : runPrediction(task) })
}
