import { availableParallelism } from 'node:os'
import { sql } from 'drizzle-orm'
import { horizons } from '../../../domain/risk.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { type Listener, listener, type Schedule } from '../../platform/jobs.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { raiseAlerts } from './alerts.ts'
import { requestTraining } from './commands.ts'
import { fleetChange, runBatch, startRun } from './daily.ts'
import { judgeDrift } from './health.ts'
import { resolveOutcomes } from './outcomes.ts'
import { modelsTrained } from './queries.ts'
import { runTraining } from './run-training.ts'

/** The schedule that predicts the fleet every morning. */
export const daily = 'prediction.daily'

/** Predictions are kept for longer than a year, so that this month can be held against the same one a year ago. */
const keptDays = 400
/** A month between trainings, and a week between two because of drift. */
const retrainDays = 30
const driftPauseDays = 7

/** Each part has a thread; more than two would take the processor from whoever asks for something meanwhile. */
const partsTogether = Math.min(2, availableParallelism())

export const predictionListeners = (runtime: () => Runtime): Listener[] => [
  listener({
    name: 'train',
    event: 'prediction.trainingRequested',
    handle: (payload, job) => runTraining(runtime(), payload, job),
  }),
  listener({
    name: 'predict',
    event: 'prediction.batchRequested',
    together: partsTogether,
    handle: (payload, job) => runBatch(runtime(), systemActor('job', job.id), payload),
  }),
  listener({
    name: 'alert',
    event: 'prediction.runFinished',
    handle: (payload, job) => followRun(runtime(), systemActor('job', job.id), payload),
  }),
]

export const predictionSchedules = (runtime: () => Runtime, cron: string): Schedule[] => [
  {
    name: daily,
    cron,
    async handle(job) {
      const actor = systemActor('job', job.id)
      await resolveOutcomes(runtime(), actor, {})
      await startRun(runtime(), actor)
    },
  },
  {
    name: 'prediction.upkeep',
    cron: '40 2 * * *',
    async handle(job) {
      await keepUp(runtime(), systemActor('job', job.id))
    },
  },
]

/** Retrains what is older than a month or lacks a horizon, and forgets predictions nobody compares with any more. */
export async function keepUp(runtime: Runtime, actor: Actor): Promise<void> {
  const { db } = runtime.database
  const now = runtime.now()
  await db.rows(
    sql`DELETE FROM prediction WHERE day < (${now}::timestamptz - make_interval(days => ${keptDays}))::date`,
  )
  const [last] = await db.rows<{ at: string }>(sql`
    SELECT created_at AS at FROM prediction_model ORDER BY created_at DESC, id DESC LIMIT 1`)
  const [champion] = await modelsTrained(db)
  const age = last ? (Date.parse(now) - Date.parse(last.at)) / 86_400_000 : Infinity
  const partial = champion && champion.parameters.horizons.length < horizons.length
  // An empty fleet has nothing to learn from.
  const [some] = await db.rows(sql`SELECT 1 FROM work_order LIMIT 1`)
  if (some && (age >= retrainDays || (partial && age >= 0.1))) await askForTraining(runtime, actor, 'MONTHLY')
}

async function askForTraining(runtime: Runtime, actor: Actor, cause: 'MONTHLY' | 'DRIFT'): Promise<void> {
  try {
    await requestTraining(runtime, actor, { cause })
  } catch (error) {
    // One is under way already.
    if (!(error instanceof Problem)) throw error
  }
}

const tellOfDrift = command(
  'prediction.train',
  async ({ audit, emit }, { id, drift }: { id: string; drift: object }) => {
    audit('predictionModel.drifted', { type: 'predictionModel', id }, null, drift)
    emit('model.drifted', { id })
  },
)

/** After a run: tells of the high risks, and judges whether the model still describes the fleet. */
export async function followRun(runtime: Runtime, actor: Actor, { id }: { id: string }): Promise<void> {
  const { db } = runtime.database
  const [run] = await db.rows<{ modelId: string; wasDrifted: boolean }>(sql`
    SELECT r.model_id AS "modelId", coalesce((m.drift ->> 'drifted')::boolean, false) AS "wasDrifted"
    FROM prediction_run r JOIN prediction_model m ON m.id = r.model_id WHERE r.id = ${id}`)
  if (!run) return
  await resolveOutcomes(runtime, actor, {})
  const raised = await raiseAlerts(runtime, actor, { id })
  if (raised > 0) runtime.log.info({ raised }, 'prediction alerts')
  const change = await fleetChange(runtime, actor, run.modelId)
  const drift = await judgeDrift(runtime, { modelId: run.modelId, ...change })
  if (!drift.drifted) return
  if (!run.wasDrifted) await tellOfDrift(runtime, actor, { id: run.modelId, drift })
  const [recent] = await db.rows(sql`
    SELECT 1 FROM prediction_model
    WHERE created_at > ${runtime.now()}::timestamptz - make_interval(days => ${driftPauseDays}) LIMIT 1`)
  if (!recent) await askForTraining(runtime, actor, 'DRIFT')
}
