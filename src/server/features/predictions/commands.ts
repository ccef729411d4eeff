import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { ModelSummary, trainingCauses } from '../../../contract/prediction-models.ts'
import { horizons } from '../../../domain/risk.ts'
import { command } from '../../platform/command.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { predictionModel } from './tables.ts'
import { codeVersion } from './version.ts'

/** Without a sign of life for this long the process that trained is gone for good (ms). */
const silence = 15 * 60_000

export interface RequestTraining {
  cause: (typeof trainingCauses)[number]
  horizons?: readonly number[] | undefined
  seed?: number | undefined
}

/** Asks for a training; refused while another is under way. */
export const requestTraining = command(
  'prediction.train',
  async ({ tx, actor, now, audit, emit }, { cause, horizons: wanted = horizons, seed = 1 }: RequestTraining) => {
    await tx.rows(sql`
      UPDATE prediction_model SET state = 'FAILED', finished_at = ${now}, error = '{"code":"stalled","params":{}}'
      WHERE state IN ('QUEUED', 'RUNNING') AND coalesce(touched_at, created_at) < ${new Date(Date.parse(now) - silence).toISOString()}`)
    const id = v7()
    const parameters = { horizons: [...wanted].sort((a, b) => a - b) }
    const made = await tx
      .insert(predictionModel)
      .values({
        ...{ id, state: 'QUEUED', cause, requestedBy: actor.personId, createdAt: now },
        ...{ seed, parameters, codeVersion },
      })
      .onConflictDoNothing()
      .returning({ id: predictionModel.id })
    if (made.length === 0) throw new Problem('prediction.trainingRunning')
    audit('predictionModel.requested', { type: 'predictionModel', id }, null, { cause, seed, parameters })
    emit('prediction.trainingRequested', { id })
    return { id }
  },
)

/** Stops a training: one that waits at once, one that runs within a second or two. */
export const cancelTraining = command('prediction.train', async ({ tx, now, audit }, { id }: { id: string }) => {
  const [row] = await tx.rows<{ state: string }>(sql`SELECT state FROM prediction_model WHERE id = ${id} FOR UPDATE`)
  if (!row) throw notFound()
  if (row.state !== 'QUEUED' && row.state !== 'RUNNING') throw new Problem('prediction.notRunning')
  await tx.rows(sql`
    UPDATE prediction_model SET cancel_requested_at = coalesce(cancel_requested_at, ${now}),
      state = CASE WHEN state = 'QUEUED' THEN 'CANCELLED' ELSE state END,
      finished_at = CASE WHEN state = 'QUEUED' THEN ${now}::timestamptz END
    WHERE id = ${id}`)
  audit('predictionModel.cancelled', { type: 'predictionModel', id }, { state: row.state }, { state: 'CANCELLED' })
  return { id }
})

export interface Ended {
  id: string
  state: 'TRAINED' | 'ABSTAINED' | 'FAILED' | 'CANCELLED'
  error?: { code: string; params: Record<string, string | number> }
  isDemo?: boolean
  parameters?: object
  dataHash?: string
  summary?: ModelSummary | { limits: ModelSummary['limits'] }
  artefact?: { file: string; hash: string }
}

/** Writes what came of a training. One that gave no model leaves the champion as it is. */
export const endTraining = command('prediction.train', async ({ tx, now, audit, emit }, ended: Ended) => {
  const { id, state, error, isDemo, parameters, dataHash, summary, artefact } = ended
  const json = (value: object | undefined) => (value ? sql`${JSON.stringify(value)}::text::jsonb` : sql`NULL`)
  const done = await tx.rows(sql`
    UPDATE prediction_model SET state = ${state}, finished_at = ${now}, error = ${json(error)},
      is_demo = ${isDemo ?? false}, parameters = coalesce(${json(parameters)}, parameters), data_hash = ${dataHash ?? null},
      summary = ${json(summary)}, artefact_file = ${artefact?.file ?? null}, artefact_hash = ${artefact?.hash ?? null}
    WHERE id = ${id} AND state = 'RUNNING' RETURNING id`)
  if (done.length === 0) return
  audit(
    'predictionModel.ended',
    { type: 'predictionModel', id },
    { state: 'RUNNING' },
    { state, error, dataHash, artefact },
  )
  if (state === 'FAILED') emit('model.failed', { id, code: error?.code ?? 'failed' })
})
