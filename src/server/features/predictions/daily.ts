import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { dateAt } from '../../../domain/civil-time.ts'
import { alike, riskClass } from '../../../domain/risk.ts'
import type { FleetRates } from '../../../prediction/snapshots.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { championInForce } from './artefacts.ts'
import type { ColumnChange } from './drift.ts'
import type { TrainedModel } from './queries.ts'
import type { ExplainedRisk } from './reasons.ts'
import { numbersOf } from './record-numbers.ts'
import { predictionBatch, predictionRun } from './tables.ts'
import { inThread } from './thread.ts'

/** Units of one job. */
export const batchSize = 500
/** Risks of each horizon whose reasons are worked out, of units and of systems each: of a run, and at least of a part. */
const explained = { run: 100, part: 25 }

export interface StartedRun {
  id: string
  day: string
  batches: number
}

const openRun = command(
  'prediction.run',
  async ({ tx, now, runtime, audit, emit }, { modelId, size }: { modelId: string; size: number }) => {
    const day = dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE)
    const units = await tx.rows<{ id: string }>(sql`SELECT id FROM asset WHERE archived_at IS NULL ORDER BY id`)
    const parts = Array.from({ length: Math.max(1, Math.ceil(units.length / size)) }, (_, number) => ({
      number,
      assetIds: units.slice(number * size, (number + 1) * size).map(({ id }) => id),
    }))
    const [run] = await tx
      .insert(predictionRun)
      .values({ day, modelId, batches: parts.length, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: predictionRun.id })
    if (run) {
      const rows = parts.map((part) => ({ id: v7(), runId: run.id, ...part }))
      await tx.insert(predictionBatch).values(rows)
      for (const { id } of rows) emit('prediction.batchRequested', { id })
      audit('prediction.started', { type: 'predictionRun', id: run.id }, null, { day, modelId, batches: rows.length })
      return { id: run.id, day, batches: rows.length }
    }
    // The day has been started with this model: what a dead worker left is asked for again.
    const left = await tx.rows<{ id: string; runId: string; batches: number }>(sql`
      SELECT b.id, r.id AS "runId", r.batches FROM prediction_run r
      LEFT JOIN prediction_batch b ON b.run_id = r.id AND b.finished_at IS NULL
      WHERE r.day = ${day} AND r.model_id = ${modelId}`)
    for (const { id } of left) if (id) emit('prediction.batchRequested', { id })
    return { id: left[0]!.runId, day, batches: left[0]!.batches }
  },
)

/** Starts the predictions of today with the model in force; `null` when there is none. As often as one likes. */
export async function startRun(runtime: Runtime, actor: Actor, size = batchSize): Promise<StartedRun | null> {
  const champion = await championInForce(runtime, actor)
  return champion && openRun(runtime, actor, { modelId: champion.model.id, size })
}

interface Predicted {
  risks: ExplainedRisk[]
  model: TrainedModel
}

/** The model of a run, which must still be the one in force. */
async function modelFor(runtime: Runtime, actor: Actor, modelId: string) {
  const champion = await championInForce(runtime, actor)
  if (champion?.model.id !== modelId) throw new Error('the model of this run is not in force any more')
  return champion
}

interface Fleet {
  now: string
  fleet: FleetRates
}

/** What every part of a run needs of the whole fleet is worked out once by each process that works at it. */
const kept = new WeakMap<Runtime, { runId: string; fleet: Promise<Fleet> }>()

function fleetFor(runtime: Runtime, runId: string, bySystem: boolean): Promise<Fleet> {
  const known = kept.get(runtime)
  if (known?.runId === runId) return known.fleet
  const now = runtime.now()
  const rates = inThread(runtime.database, { kind: 'rates', of: 'background', now, bySystem })
  const fleet = rates.then((found) => ({ now, fleet: found }))
  kept.set(runtime, { runId, fleet })
  fleet.catch(() => kept.delete(runtime))
  return fleet
}

async function predictBatch(runtime: Runtime, actor: Actor, batch: Batch): Promise<Predicted> {
  const { model, bytes: artefact } = await modelFor(runtime, actor, batch.modelId)
  const { bySystem } = model.parameters
  const { now, fleet } = await fleetFor(runtime, batch.runId, bySystem)
  // The highest risks of the fleet lie in all parts, but not as many in each.
  const most = Math.max(explained.part, Math.ceil(explained.run / batch.batches))
  const task = { kind: 'predict', now, of: batch.assetIds, artefact, bySystem, explained: most, fleet } as const
  return { risks: await inThread(runtime.database, task), model }
}

/** How the fleet of these weeks differs from the one the model learned from, by as many units. */
export async function fleetChange(runtime: Runtime, actor: Actor, modelId: string): Promise<ColumnChange> {
  const { model, bytes: artefact } = await modelFor(runtime, actor, modelId)
  const { bySystem } = model.parameters
  return inThread(runtime.database, { kind: 'compare', of: 'teachers', now: runtime.now(), artefact, bySystem })
}

interface Batch {
  id: string
  runId: string
  batches: number
  day: string
  modelId: string
  assetIds: string[]
}

const writeBatch = command(
  'prediction.run',
  async ({ tx, now, emit }, { batch, predicted }: { batch: Batch; predicted: Predicted }) => {
    await tx.rows(sql`SELECT id FROM prediction_run WHERE id = ${batch.runId} FOR UPDATE`)
    const [open] = await tx.rows(sql`
      UPDATE prediction_batch SET finished_at = ${now} WHERE id = ${batch.id} AND finished_at IS NULL RETURNING id`)
    if (!open) return
    const rows = await rowsOf(predicted, (ids) => numbersOf(tx, ids))
    await tx.rows(sql`
      INSERT INTO prediction (id, day, asset_id, system, horizon, model_id, probability, score, risk_class, alike_rows,
        observed, low, high, reasons, is_demo, created_at)
      SELECT r.id, ${batch.day}, r.asset, r.system, r.horizon, ${batch.modelId}, r.probability, r.score, r.class, r.rows,
        r.observed, r.low, r.high, r.reasons, ${predicted.model.isDemo}, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS r(id uuid, asset uuid, system text, horizon int,
        probability float8, score float8, class text, rows int, observed float8, low float8, high float8, reasons jsonb)
      ON CONFLICT (asset_id, system, horizon, day) DO UPDATE SET model_id = excluded.model_id,
        probability = excluded.probability, score = excluded.score, risk_class = excluded.risk_class,
        alike_rows = excluded.alike_rows, observed = excluded.observed, low = excluded.low, high = excluded.high,
        reasons = excluded.reasons, is_demo = excluded.is_demo, created_at = excluded.created_at
      WHERE prediction.model_id <> excluded.model_id`)
    const [ended] = await tx.rows<{ id: string }>(sql`
      UPDATE prediction_run SET finished_at = ${now} WHERE id = ${batch.runId} AND finished_at IS NULL
        AND NOT EXISTS (SELECT FROM prediction_batch b WHERE b.run_id = ${batch.runId} AND b.finished_at IS NULL)
      RETURNING id`)
    if (ended) emit('prediction.runFinished', ended)
  },
)

async function rowsOf(
  { risks, model }: Predicted,
  numbers: (risks: readonly ExplainedRisk[]) => Promise<ReadonlyMap<string, string>>,
) {
  const numberOf = await numbers(risks)
  const contests = new Map(model.summary.contests.map((contest) => [contest.days, contest]))
  return risks.map(({ asset, system, days, probability, score, reasons }) => {
    const contest = contests.get(days)
    const like = probability === null || !contest ? null : alike(contest.calibration, probability, contest.rowWeight)
    return {
      ...{ id: v7(), asset, system: system ?? '', horizon: days, probability, score },
      class: probability === null ? null : riskClass(probability),
      ...(like ?? {}),
      reasons: reasons.map((one) => ({
        ...one,
        records: one.records.map((record) => ({ ...record, number: numberOf.get(record.id) ?? null })),
      })),
    }
  })
}

/** Predicts one part of a day's units, if nobody has. */
export async function runBatch(runtime: Runtime, actor: Actor, { id }: { id: string }): Promise<void> {
  const [batch] = await runtime.database.db.rows<Batch>(sql`
    SELECT b.id, b.run_id AS "runId", r.batches, r.day, r.model_id AS "modelId", b.asset_ids AS "assetIds"
    FROM prediction_batch b JOIN prediction_run r ON r.id = b.run_id WHERE b.id = ${id} AND b.finished_at IS NULL`)
  if (!batch) return
  const predicted = await predictBatch(runtime, actor, batch)
  await writeBatch(runtime, actor, { batch, predicted })
}
