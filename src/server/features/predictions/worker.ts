import { createHash } from 'node:crypto'
import { on } from 'node:events'
import { constants, setPriority } from 'node:os'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Contest, ModelSummary } from '../../../contract/prediction-models.ts'
import { artefactOf, decodeArtefact, encodeArtefact } from '../../../prediction/artefact.ts'
import type { Abstention } from '../../../prediction/folds.ts'
import { failuresKnownSince, type History, type HistoryAsset, type HistoryRecord } from '../../../prediction/history.ts'
import { risksNow } from '../../../prediction/risks.ts'
import { type FleetRates, fleetRates } from '../../../prediction/snapshots.ts'
import { abstained, isContest, type Trained, type TrainingOptions, train } from '../../../prediction/training.ts'
import { type ColumnChange, changeSince } from './drift.ts'
import { days } from './history.ts'
import { historyParts, type Part, type Wanted } from './history-parts.ts'
import { type ExplainedRisk, reasonsOf } from './reasons.ts'

/** What is too long for the thread that answers requests, with the history it is about. */
export type Task = Wanted &
  (
    | { kind: 'train'; options: Omit<TrainingOptions, 'bySystem'> }
    | { kind: 'rates'; bySystem: boolean }
    | { kind: 'predict'; artefact: Uint8Array; bySystem: boolean; explained: number; fleet: FleetRates }
    | { kind: 'compare'; artefact: Uint8Array; bySystem: boolean }
  )

/** `url` names the database server to read from; `null`: what is read follows in messages. */
export interface Given {
  task: Task
  url: string | null
}

export type TrainingResult = { dataHash: string; bySystem: boolean } & (
  | { abstains: Abstention; limits: ModelSummary['limits'] }
  | { artefact: Uint8Array; artefactHash: string; summary: ModelSummary }
)
type Result = TrainingResult | FleetRates | ExplainedRisk[] | ColumnChange
export type ResultOf<T extends Task> = T extends { kind: 'train' }
  ? TrainingResult
  : T extends { kind: 'rates' }
    ? FleetRates
    : T extends { kind: 'predict' }
      ? ExplainedRisk[]
      : ColumnChange

/** Some of the history, or that this was all. */
export type Fed = Part | 'all'
export type Message = { progress: { done: number; total: number } } | { result: Result }

const post = (message: Message) => parentPort!.postMessage(message)
const instantOf = (at: number) => new Date(Math.round(at * 86_400_000)).toISOString()

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

function summaryOf({ contests, field }: Trained, limits: ModelSummary['limits'], bySystem: boolean): ModelSummary {
  const { strideDays } = field.schedule
  const perRound = field.subjects.length
  return {
    limits,
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

/** Systems are predicted by themselves where most failures say which it was. */
function isCoded({ failures, codedFailures }: ModelSummary['limits']): boolean {
  return codedFailures >= 30 && codedFailures >= failures / 2
}

function runTraining(history: History, options: Omit<TrainingOptions, 'bySystem'>): TrainingResult {
  const limits = limitsOf(history)
  const bySystem = isCoded(limits)
  const training = train(history, { ...options, bySystem })
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
  const found = { dataHash: hashOf(history), bySystem }
  const outcome = step.value
  if (abstained(outcome)) return { ...found, abstains: outcome, limits }
  // Every horizon by itself may find the history too short for it.
  const [reason] = outcome.contests.flatMap((one) => (isContest(one) ? [] : [one.abstains]))
  if (outcome.models.length === 0) return { ...found, abstains: reason!, limits }
  const artefact = encodeArtefact(artefactOf(outcome))
  const artefactHash = createHash('sha256').update(artefact).digest('hex')
  return { ...found, artefact, artefactHash, summary: summaryOf(outcome, limits, bySystem) }
}

function resultOf(task: Task, history: History): Result {
  if (task.kind === 'train') return runTraining(history, task.options)
  const { bySystem } = task
  if (task.kind === 'rates') return fleetRates(history, bySystem)
  const artefact = decodeArtefact(Buffer.from(task.artefact))
  if (task.kind === 'compare') return changeSince(history, artefact, bySystem)
  const { explained, fleet } = task
  return reasonsOf(history, risksNow(history, artefact, { bySystem, explained, influences: 6, fleet }))
}

async function gathered(parts: AsyncIterable<Part>, now: string): Promise<History> {
  const [assets, records]: [HistoryAsset[], HistoryRecord[]] = [[], []]
  for await (const part of parts) {
    for (const asset of part.assets) assets.push(asset)
    for (const record of part.records) records.push(record)
  }
  return { assets, records, until: days(now) }
}

async function readFrom(url: string, task: Task): Promise<History> {
  const { openServerDatabase } = await import('../../platform/database/server.ts')
  const { db, close } = await openServerDatabase(url, 1)
  try {
    return await gathered(historyParts(db, task), task.now)
  } finally {
    await close()
  }
}

async function* received(port: MessagePort): AsyncGenerator<Part> {
  for await (const [fed] of on(port, 'message') as AsyncIterable<[Fed]>) {
    if (fed === 'all') return
    yield fed
  }
}

if (parentPort) {
  const { task, url } = workerData as Given
  // Linux alone gives each thread a priority of its own; elsewhere it would be the process's. A day's predictions are waited
  // for, a training is not.
  if (process.platform === 'linux') {
    const { PRIORITY_LOW, PRIORITY_BELOW_NORMAL } = constants.priority
    setPriority(task.kind === 'train' ? PRIORITY_LOW : PRIORITY_BELOW_NORMAL)
  }
  const history = await (url === null ? gathered(received(parentPort), task.now) : readFrom(url, task))
  post({ result: resultOf(task, history) })
}
