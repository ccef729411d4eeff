import { sql } from 'drizzle-orm'
import type { ModelHealth } from '../../../contract/prediction-models.ts'
import { type LossDrift, lossDrift } from '../../../prediction/drift.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { championInForce, probeTolerance } from './artefacts.ts'
import { psiLimit } from './drift.ts'

/** A model is trained anew every month; three days more is late. */
export const oldestDays = 34

interface Row {
  brokenReason: string | null
  drift: { psi: number; column: string | null; logLoss: number | null; drifted: boolean } | null
}

/**
 * Whether the newest model loads, predicts its stored probe, is young enough, and still describes the fleet. FAILED when
 * there is a model and none can be used, or its probe is off; WARNING when the newest cannot be used, is old or drifted.
 */
export async function checkModel(runtime: Runtime, actor: Actor): Promise<ModelHealth> {
  const champion = await championInForce(runtime, actor)
  const [newest] = await runtime.database.db.rows<Row & { id: string }>(sql`
    SELECT id, broken_reason AS "brokenReason", drift FROM prediction_model
    WHERE state = 'TRAINED' ORDER BY finished_at DESC, id DESC LIMIT 1`)
  if (!newest) return { state: 'NONE', modelId: null, checks: [] }
  const loads = {
    name: 'loads',
    ok: newest.brokenReason === null,
    value: null,
    limit: null,
    detail: newest.brokenReason,
  } as const
  if (!champion) return { state: 'FAILED', modelId: null, checks: [loads] }
  const [own] = await runtime.database.db.rows<Row>(
    sql`SELECT drift FROM prediction_model WHERE id = ${champion.model.id}`,
  )
  const age = (Date.parse(runtime.now()) - Date.parse(champion.model.finishedAt)) / 86_400_000
  const drift = own!.drift
  const checks: ModelHealth['checks'] = [
    loads,
    { name: 'probe', ok: true, value: champion.probeError, limit: probeTolerance, detail: null },
    { name: 'age', ok: age <= oldestDays, value: Math.max(0, age), limit: oldestDays, detail: null },
    { name: 'drift', ok: !drift?.drifted, value: drift?.psi ?? null, limit: psiLimit, detail: drift?.column ?? null },
  ]
  const state = checks.every(({ ok }) => ok) ? 'OK' : 'WARNING'
  return { state, modelId: champion.model.id, checks }
}

/** How what was said over the last 60 days and has come out since compares with the back-test; null when nothing has. */
async function recentLoss(
  runtime: Runtime,
  modelId: string,
  { horizon, expected }: { horizon: number; expected: number },
): Promise<LossDrift | null> {
  const rows = await runtime.database.db.rows<{ p: number; failed: boolean; unit: number }>(sql`
    SELECT p.probability AS p, (dense_rank() OVER (ORDER BY p.asset_id))::int AS unit, EXISTS (
      SELECT FROM work_order w WHERE w.asset_id = p.asset_id AND w.category IN ('CORRECTIVE', 'EMERGENCY')
        AND w.status <> 'CANCELLED' AND w.duplicate_of_id IS NULL AND (p.system = '' OR w.system = p.system)
        AND coalesce(w.downtime_from, w.reported_at) > p.created_at
        AND coalesce(w.downtime_from, w.reported_at) <= p.created_at + make_interval(days => ${horizon})) AS failed
    FROM prediction p
    WHERE p.model_id = ${modelId} AND p.horizon = ${horizon} AND p.probability IS NOT NULL
      AND p.created_at BETWEEN ${runtime.now()}::timestamptz - interval '60 days'
        AND ${runtime.now()}::timestamptz - make_interval(days => ${horizon})`)
  const outcomes = {
    probability: rows.map(({ p }) => p),
    label: rows.map(({ failed }) => Number(failed)),
    cluster: rows.map(({ unit }) => unit),
  }
  return lossDrift(outcomes, expected, 1)
}

/** Fewer predictions than this say nothing about drift. */
const enough = 200

/** Judges drift after a run: by how the columns moved, and by how the last 60 days came out against the back-test. */
export async function judgeDrift(
  runtime: Runtime,
  { modelId, psi, column }: { modelId: string; psi: number; column: string | null },
) {
  const { db } = runtime.database
  const [model] = await db.rows<{
    summary: { contests: { days: number; champion: string | null; competitors: { name: string; logLoss: number }[] }[] }
  }>(sql`SELECT summary FROM prediction_model WHERE id = ${modelId}`)
  const contest = model!.summary.contests.find(({ days }) => days === 14) ?? model!.summary.contests[0]!
  const expected = contest.competitors.find(({ name }) => name === contest.champion)?.logLoss ?? null
  const recent = expected === null ? null : await recentLoss(runtime, modelId, { horizon: contest.days, expected })
  const worse = recent !== null && recent.rows >= enough && recent.worse
  const drift = { at: runtime.now(), psi, column, logLoss: recent?.logLoss ?? null, drifted: psi > psiLimit || worse }
  await db.rows(sql`
    UPDATE prediction_model SET drift = ${JSON.stringify(drift)}::text::jsonb WHERE id = ${modelId}`)
  return drift
}
