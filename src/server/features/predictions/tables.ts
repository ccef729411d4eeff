import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ModelSummary } from '../../../contract/prediction-models.ts'
import type { Reason } from '../../../contract/predictions.ts'
import { civilDate, createdAt, id, instant, version } from '../../platform/database/columns.ts'
import { asset } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { workOrder } from '../work-orders/tables.ts'

/** One training, whatever came of it: what it learnt from, how it was judged, and where its model is. */
export const predictionModel = pgTable(
  'prediction_model',
  {
    id: id(),
    state: text('state', { enum: ['QUEUED', 'RUNNING', 'TRAINED', 'ABSTAINED', 'FAILED', 'CANCELLED'] }).notNull(),
    cause: text('cause', { enum: ['MANUAL', 'MONTHLY', 'DRIFT', 'DEMO'] }).notNull(),
    requestedBy: uuid('requested_by').references(() => person.id),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** The last sign of life of the thread that trains. */
    touchedAt: instant('touched_at'),
    cancelRequestedAt: instant('cancel_requested_at'),
    /** Fits done of all fits, all horizons together. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    seed: integer('seed').notNull(),
    parameters: jsonb('parameters').notNull(),
    codeVersion: text('code_version').notNull(),
    /** SHA-256 of the history it learnt from. */
    dataHash: text('data_hash'),
    /** Contests of every horizon: folds, scores with intervals, champion, calibration, gain; and the data's limits. */
    summary: jsonb('summary').$type<ModelSummary>(),
    artefactFile: text('artefact_file'),
    artefactHash: text('artefact_hash'),
    /** Learnt from simulated data: said for ever, wherever its predictions go. */
    isDemo: boolean('is_demo').notNull().default(false),
    /** Why it abstained or failed: a code and its figures. */
    error: jsonb('error').$type<{ code: string; params: Record<string, string | number> }>(),
    /** Its file can no longer be used, and since when that is known. */
    brokenAt: instant('broken_at'),
    brokenReason: text('broken_reason', { enum: ['missing', 'corrupt', 'olderFormat', 'newerFormat', 'probe'] }),
    /** The last check of drift: worst population stability index, log loss of 60 days and that of the back-test. */
    drift: jsonb('drift').$type<{
      at: string
      psi: number
      column: string | null
      logLoss: number | null
      drifted: boolean
    }>(),
  },
  (t) => [
    index('prediction_model_created').on(t.createdAt, t.id),
    // However often it is asked for: one training at a time.
    uniqueIndex('prediction_model_running').on(sql`(true)`).where(sql`${t.state} IN ('QUEUED','RUNNING')`),
  ],
)

/** One day's predictions by one model, made in batches that any worker may take. */
export const predictionRun = pgTable(
  'prediction_run',
  {
    id: id(),
    day: civilDate('day').notNull(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => predictionModel.id),
    batches: integer('batches').notNull(),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [uniqueIndex('prediction_run_day').on(t.day, t.modelId)],
)

/** A part of a run's units, in the order of their ids. */
export const predictionBatch = pgTable(
  'prediction_batch',
  {
    id: id(),
    runId: uuid('run_id')
      .notNull()
      .references(() => predictionRun.id),
    number: integer('number').notNull(),
    assetIds: uuid('asset_ids').array().notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [uniqueIndex('prediction_batch_number').on(t.runId, t.number)],
)

/** Exactly one per unit (and system of it), horizon and day. */
export const prediction = pgTable(
  'prediction',
  {
    id: id(),
    day: civilDate('day').notNull(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    /** Empty for the unit as a whole. */
    system: text('system').notNull().default(''),
    horizon: integer('horizon').notNull(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => predictionModel.id),
    /** `null` without a useful model; then `score` only ranks. */
    probability: doublePrecision('probability'),
    score: doublePrecision('score').notNull(),
    riskClass: text('risk_class', { enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
    /** Of units given the like in the back-test: how many rows, the share that failed, and its 95 % interval. */
    alikeRows: integer('alike_rows'),
    observed: doublePrecision('observed'),
    low: doublePrecision('low'),
    high: doublePrecision('high'),
    reasons: jsonb('reasons').$type<readonly Reason[]>().notNull(),
    isDemo: boolean('is_demo').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('prediction_subject_day').on(t.assetId, t.system, t.horizon, t.day),
    index('prediction_day').on(t.day, t.horizon, t.score, t.id),
  ],
)

/** The outcome ledger: every alert, what was made of it, and how it ended. */
export const predictionAlert = pgTable(
  'prediction_alert',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    system: text('system').notNull().default(''),
    day: civilDate('day').notNull(),
    raisedAt: instant('raised_at').notNull(),
    horizon: integer('horizon').notNull(),
    /** End of the horizon: then the facts decide. */
    until: instant('until_at').notNull(),
    modelId: uuid('model_id')
      .notNull()
      .references(() => predictionModel.id),
    probability: doublePrecision('probability'),
    riskClass: text('risk_class', { enum: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] }),
    reasons: jsonb('reasons').$type<readonly Reason[]>().notNull(),
    isDemo: boolean('is_demo').notNull(),
    advice: text('advice', { enum: ['TOLD', 'SUGGESTED', 'ACCEPTED', 'REJECTED', 'DONE', 'ORDERED'] }).notNull(),
    adviceReason: text('advice_reason'),
    decidedBy: uuid('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    workOrderId: uuid('work_order_id').references(() => workOrder.id),
    outcome: text('outcome', { enum: ['HIT', 'PREVENTED', 'FALSE', 'UNKNOWN'] }),
    outcomeNote: text('outcome_note'),
    /** Who said so; empty when the facts did. */
    outcomeBy: uuid('outcome_by').references(() => person.id),
    outcomeAt: instant('outcome_at'),
    version: version(),
  },
  (t) => [
    index('prediction_alert_raised').on(t.raisedAt, t.id),
    index('prediction_alert_subject').on(t.assetId, t.system, t.raisedAt),
    uniqueIndex('prediction_alert_order').on(t.workOrderId).where(sql`${t.workOrderId} IS NOT NULL`),
    // Whoever raises it first: one alert at a time for a unit and system.
    uniqueIndex('prediction_alert_open').on(t.assetId, t.system).where(sql`${t.outcome} IS NULL`),
  ],
)
