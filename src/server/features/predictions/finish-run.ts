import { sql } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { runBatch, type StartedRun, startRun } from './daily.ts'
import { followRun } from './jobs.ts'

/** For callers outside the queue: starts today's run, does every part that nobody has done, and what follows. */
export async function finishRun(runtime: Runtime, actor: Actor): Promise<StartedRun | null> {
  const run = await startRun(runtime, actor)
  if (!run) return null
  const left = await runtime.database.db.rows<{ id: string }>(sql`
    SELECT id FROM prediction_batch WHERE run_id = ${run.id} AND finished_at IS NULL ORDER BY number`)
  for (const { id } of left) await runBatch(runtime, actor, { id })
  if (left.length > 0) await followRun(runtime, actor, { id: run.id })
  return run
}
