import { sql } from 'drizzle-orm'
import { systemActor } from '../../platform/actor.ts'
import type { RunningJob } from '../../platform/jobs.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { writeArtefact } from './artefacts.ts'
import { endTraining } from './commands.ts'
import { startRun } from './daily.ts'
import { isDemo } from './queries.ts'
import { inThread } from './thread.ts'

/** How often progress is told and a cancellation noticed, ms. */
const beat = 500
const cancelled = Symbol('cancelled')

interface Claimed {
  seed: number
  parameters: { horizons: number[] }
  wasCancelled: boolean
}

/** Does a training that was asked for, if it is still to be done; what the process was killed in begins anew. */
export async function runTraining(runtime: Runtime, { id }: { id: string }, job: RunningJob): Promise<void> {
  const { database, config, log } = runtime
  const { db } = database
  const actor = systemActor('job', job.id)
  const [claimed] = await db.rows<Claimed>(sql`
    UPDATE prediction_model SET state = 'RUNNING', started_at = coalesce(started_at, ${runtime.now()}), done = 0,
      touched_at = ${runtime.now()}
    WHERE id = ${id} AND state IN ('QUEUED', 'RUNNING')
    RETURNING seed, parameters, cancel_requested_at IS NOT NULL AS "wasCancelled"`)
  if (!claimed) return
  const { seed, parameters, wasCancelled } = claimed
  if (wasCancelled) return endTraining(runtime, actor, { id, state: 'CANCELLED' })

  const stop = new AbortController()
  const onEnd = () => stop.abort(job.signal.reason)
  job.signal.addEventListener('abort', onEnd, { once: true })
  let reached = { done: 0, total: 0 }
  const heart = setInterval(() => {
    db.rows<{ cancel: boolean }>(sql`
      UPDATE prediction_model SET done = ${reached.done}, total = ${reached.total}, touched_at = ${runtime.now()}
      WHERE id = ${id} AND state = 'RUNNING' RETURNING cancel_requested_at IS NOT NULL AS cancel`).then(
      ([row]) => {
        if (row?.cancel) stop.abort(cancelled)
      },
      (error: unknown) => log.warn({ err: error }, 'progress of a training'),
    )
  }, beat)
  try {
    const now = runtime.now()
    const demo = await isDemo(db)
    const result = await inThread(
      database,
      { kind: 'train', of: 'teachers', now, options: { ...parameters, seed } },
      {
        signal: stop.signal,
        progress: (done, total) => {
          reached = { done, total }
        },
      },
    )
    const { dataHash, bySystem } = result
    const known = { id, isDemo: demo, parameters: { ...parameters, bySystem }, dataHash }
    if ('abstains' in result) {
      const { code, params } = result.abstains
      const error = { code, params: { ...params } }
      await endTraining(runtime, actor, { ...known, state: 'ABSTAINED', error, summary: { limits: result.limits } })
      return
    }
    const file = await writeArtefact(config, id, result.artefact)
    const artefact = { file, hash: result.artefactHash }
    await endTraining(runtime, actor, { ...known, state: 'TRAINED', summary: result.summary, artefact })
  } catch (error) {
    if (error === cancelled) return endTraining(runtime, actor, { id, state: 'CANCELLED' })
    // The process ends: another takes the job up.
    if (job.signal.aborted) throw error
    log.error({ err: error, model: id }, 'training failed')
    return endTraining(runtime, actor, { id, state: 'FAILED', error: { code: 'failed', params: {} } })
  } finally {
    clearInterval(heart)
    job.signal.removeEventListener('abort', onEnd)
  }
  await startRun(runtime, actor)
}
