import { z } from 'zod'
import { adviceStates, horizons, orderModes, outcomes, riskClasses } from '../domain/risk.ts'
import { systemCodes } from '../domain/system.ts'
import {
  civilDate,
  codedReference,
  commaSeparated,
  flag,
  instant,
  page,
  pageQuery,
  reference,
  text,
  uuid,
} from './common.ts'
import { competitors, predictionModel } from './prediction-models.ts'

export const reasonTopics = [
  'failures',
  'renewals',
  'preventive',
  'inspections',
  'findings',
  'use',
  'hours',
  'age',
  'season',
  'openOrders',
  'fleetRate',
  'kind',
] as const

const record = z.object({
  kind: z.enum(['workOrder', 'inspection', 'faultRequest']),
  id: uuid,
  number: z.string().nullable(),
  at: instant,
})

/** One of the records or facts that move a risk most. */
export const reason = z
  .object({
    topic: z.enum(reasonTopics),
    detail: z.string().nullable().meta({ description: 'failure mode, meter, or name of the type, model or site' }),
    effect: z.number().meta({ description: 'points of probability, before calibration; negative: lowers the risk' }),
    facts: z.record(z.string(), z.number()).meta({ description: 'counts and days, by name' }),
    records: z.array(record).meta({ description: 'newest first' }),
  })
  .meta({ id: 'PredictionReason' })
export type Reason = z.infer<typeof reason>
export type ReasonRecord = z.infer<typeof record>

const horizonDays = z.coerce
  .number()
  .pipe(z.literal([...horizons]))
  .default(14)
  .meta({ description: 'days ahead' })
const systemName = z.enum(systemCodes)

const alertOf = z.object({
  id: uuid,
  advice: z.enum(adviceStates),
  workOrder: z.object({ id: uuid, number: z.string() }).nullable(),
  raisedAt: instant,
})

export const prediction = z
  .object({
    id: uuid,
    rank: z.int().meta({ description: 'in the whole fleet of that day and horizon, of those the caller may see' }),
    day: civilDate,
    horizon: z.int(),
    asset: codedReference,
    typeName: z.string(),
    site: reference,
    system: systemName.nullable(),
    probability: z.number().nullable().meta({ description: 'null: no useful model, the rank is by failure rate only' }),
    riskClass: z.enum(riskClasses).nullable(),
    alike: z
      .object({ rows: z.int(), observed: z.number(), low: z.number(), high: z.number() })
      .nullable()
      .meta({ description: 'what became of the like in the back-test, with its 95 % interval' }),
    reasons: z.array(reason),
    isDemo: z.boolean(),
    alert: alertOf.nullable().meta({ description: 'the open one of this unit and system' }),
  })
  .meta({ id: 'Prediction' })
export type Prediction = z.infer<typeof prediction>

export const predictionQuery = z.strictObject({
  horizon: horizonDays,
  siteId: uuid.optional().meta({ description: 'with the sites below it' }),
  typeId: uuid.optional(),
  assetId: uuid.optional(),
  riskClass: commaSeparated(z.enum(riskClasses)).optional(),
  system: commaSeparated(systemName).optional(),
  whole: flag.optional().meta({ description: 'true: units as a whole only; false: their systems only' }),
  suggested: flag.optional().meta({ description: 'true: those with a suggestion that waits for a decision' }),
  ...pageQuery,
})
export type PredictionQuery = z.output<typeof predictionQuery>
export const predictionPage = page(prediction)

export const predictionStatusQuery = z.strictObject({ horizon: horizonDays, siteId: uuid.optional() })
export type PredictionStatusQuery = z.output<typeof predictionStatusQuery>

/** Where predictions stand, before anybody reads one. */
export const predictionStatus = z
  .object({
    state: z
      .enum(['NO_MODEL', 'ABSTAINS', 'NOT_RUN', 'RANKING_ONLY', 'READY'])
      .meta({ description: 'RANKING_ONLY: no useful model' }),
    isDemo: z.boolean(),
    day: civilDate.nullable(),
    finishedAt: instant.nullable(),
    running: z.boolean().meta({ description: 'a run of today is under way' }),
    horizon: z.int(),
    champion: z.enum(competitors).nullable(),
    units: z.int(),
    counts: z.object({ LOW: z.int(), MEDIUM: z.int(), HIGH: z.int(), CRITICAL: z.int() }),
    suggestions: z.int().meta({ description: 'that wait for a decision' }),
    model: predictionModel.nullable().meta({ description: 'in force' }),
    training: predictionModel.nullable().meta({ description: 'under way' }),
    lastTraining: predictionModel.nullable().meta({ description: 'the newest that ended, whatever came of it' }),
    parameters: z.object({
      workOrders: z.enum(orderModes),
      alertBudget: z.int().nullable(),
      horizon: z.int(),
      coolDownDays: z.int(),
    }),
    nextRunAt: instant.nullable().meta({ description: 'none while the daily run is paused' }),
  })
  .meta({ id: 'PredictionStatus' })
export type PredictionStatus = z.infer<typeof predictionStatus>

const monthScore = z.object({
  month: z.string(),
  alerts: z.int(),
  hits: z.int(),
  prevented: z.int(),
  false: z.int(),
  unknown: z.int(),
  open: z.int(),
  failures: z.int().meta({ description: 'of units that were predicted' }),
  misses: z.int().meta({ description: 'of those, the ones no alert came before' }),
})

export const highRisk = z
  .object({
    state: predictionStatus.shape.state,
    isDemo: z.boolean(),
    day: civilDate.nullable(),
    items: z.array(prediction),
    months: z.array(monthScore).meta({ description: 'this month so far and the last' }),
  })
  .meta({ id: 'HighRisk' })
export type HighRisk = z.infer<typeof highRisk>

export const unitRisk = z
  .object({
    state: predictionStatus.shape.state,
    isDemo: z.boolean(),
    whole: prediction.nullable(),
    systems: z.array(prediction).meta({ description: 'riskiest first' }),
  })
  .meta({ id: 'UnitRisk' })
export type UnitRisk = z.infer<typeof unitRisk>

export const dismissPrediction = z.strictObject({ reason: text(500) })
export const donePrediction = z.strictObject({ note: text(500) })
export const orderPrediction = z.strictObject({ reason: text(500).optional() })
export type OrderPrediction = z.output<typeof orderPrediction>

export const alert = z
  .object({
    id: uuid,
    asset: codedReference,
    site: reference,
    system: systemName.nullable(),
    day: civilDate,
    raisedAt: instant,
    until: instant,
    horizon: z.int(),
    probability: z.number().nullable(),
    riskClass: z.enum(riskClasses).nullable(),
    reasons: z.array(reason),
    isDemo: z.boolean(),
    advice: z.enum(adviceStates),
    adviceReason: z.string().nullable(),
    decidedBy: reference.nullable(),
    workOrder: z.object({ id: uuid, number: z.string(), status: z.string() }).nullable(),
    outcome: z.enum(outcomes).nullable(),
    outcomeNote: z.string().nullable(),
    outcomeBy: reference.nullable(),
    outcomeAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'PredictionAlert' })
export type Alert = z.infer<typeof alert>

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const alertQuery = z.strictObject({
  assetId: uuid.optional(),
  workOrderId: uuid.optional(),
  siteId: uuid.optional(),
  month: month.optional().meta({ description: 'raised in this month' }),
  outcome: commaSeparated(z.enum([...outcomes, 'OPEN'])).optional(),
  advice: commaSeparated(z.enum(adviceStates)).optional(),
  ...pageQuery,
})
export type AlertQuery = z.output<typeof alertQuery>
export const alertPage = page(alert)

export const recordOutcome = z.strictObject({
  outcome: z.enum(['HIT', 'PREVENTED', 'FALSE']),
  note: text(500).optional(),
})
export type RecordOutcome = z.output<typeof recordOutcome>

/** A failure of a predicted unit that no alert came before. */
export const miss = z
  .object({
    workOrder: z.object({ id: uuid, number: z.string(), title: z.string() }),
    asset: codedReference,
    system: systemName.nullable(),
    failedAt: instant,
    probability: z.number().nullable().meta({ description: 'what was said of the unit last before it' }),
  })
  .meta({ id: 'PredictionMiss' })
export type Miss = z.infer<typeof miss>

export const scorecardQuery = z.strictObject({ siteId: uuid.optional() })
export const scorecard = z
  .object({
    months: z.array(monthScore),
    misses: z.array(miss).meta({ description: 'the newest' }),
  })
  .meta({ id: 'PredictionScorecard' })
export type Scorecard = z.infer<typeof scorecard>

export const alertBudgetQuery = z.strictObject({ horizon: horizonDays })
export const alertBudget = z
  .object({
    horizon: z.int(),
    current: z.int().nullable(),
    failuresPerMonth: z.number(),
    options: z.array(
      z.object({
        perWeek: z.int(),
        found: z.number().meta({ description: 'share of the failures, by the back-test' }),
        missedPerMonth: z.number(),
        precision: z.number().meta({ description: 'share of those alerted that then fail' }),
      }),
    ),
  })
  .meta({ id: 'AlertBudget' })
export type AlertBudget = z.infer<typeof alertBudget>

export const runStarted = z.object({ day: civilDate, batches: z.int() }).meta({ id: 'PredictionRunStarted' })
