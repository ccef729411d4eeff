import { z } from 'zod'
import { horizons } from '../domain/risk.ts'
import { instant, page, pageQuery, reference, uuid } from './common.ts'

export const modelStates = ['QUEUED', 'RUNNING', 'TRAINED', 'ABSTAINED', 'FAILED', 'CANCELLED'] as const
export const trainingCauses = ['MANUAL', 'MONTHLY', 'DRIFT', 'DEMO'] as const
export const artefactFaults = ['missing', 'corrupt', 'olderFormat', 'newerFormat', 'probe'] as const
export const competitors = [
  'baseRate',
  'empiricalBayes',
  'weibullRenewal',
  'logistic',
  'randomForest',
  'boostedTrees',
  'mean',
] as const

const competitor = z.enum(competitors)
const refusal = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const interval = z.array(z.number()).meta({ description: '95 %, by bootstrap over units' })

const scores = z.object({
  name: competitor,
  logLoss: z.number().meta({ description: 'mean, in nats; it decides' }),
  brier: z.number(),
  brierSkill: z.number().meta({ description: 'against the base rate' }),
  skillOverRate: z.number().meta({ description: 'against the failure rate of each unit' }),
  auc: z.number(),
  prAuc: z.number(),
  ece: z.number().meta({ description: 'expected calibration error' }),
  precisionAtK: z.number(),
  recallAtK: z.number(),
  leadTimeDays: z.number().nullable(),
  interval95: z.object({
    logLoss: interval,
    brierSkill: interval,
    skillOverRate: interval,
    auc: interval,
    prAuc: interval,
    ece: interval,
    precisionAtK: interval,
    recallAtK: interval,
  }),
})

export const contest = z
  .object({
    days: z.int(),
    rows: z.int().meta({ description: 'predictions whose outcome is known' }),
    baseRate: z.number(),
    inspectedPerWeek: z.int(),
    folds: z
      .array(z.object({ origin: z.number(), trainingRows: z.int(), predictedRows: z.int(), failures: z.int() }))
      .meta({ description: 'origin in days since 1970-01-01' }),
    competitors: z.array(scores).meta({ description: 'simplest first' }),
    standingOut: z.array(z.object({ name: competitor, reason: refusal })),
    champion: competitor.nullable().meta({ description: 'null: no competitor was useful' }),
    calibration: z.array(z.object({ rows: z.int(), predicted: z.number(), observed: z.number() })),
    gain: z.array(z.object({ inspected: z.number(), found: z.number() })),
    rowWeight: z.number().meta({ description: 'independent rows that one of these overlapping rows counts for' }),
    subjects: z.int().meta({ description: 'units and systems predicted each time' }),
  })
  .meta({ id: 'PredictionContest' })
export type Contest = z.infer<typeof contest>

const limits = z.object({
  assets: z.int(),
  records: z.int(),
  failures: z.int(),
  codedFailures: z.int().meta({ description: 'with a system' }),
  since: instant.nullable().meta({ description: 'first failure known' }),
  until: instant,
})

export const modelSummary = z.object({
  limits,
  bySystem: z.boolean(),
  contests: z.array(contest),
  abstaining: z.array(z.object({ days: z.int(), reason: refusal })),
})
export type ModelSummary = z.infer<typeof modelSummary>

const champion = z.object({
  days: z.int(),
  name: competitor.nullable(),
  logLoss: z.number(),
  brierSkill: z.number(),
  auc: z.number(),
  precisionAtK: z.number(),
  rows: z.int(),
})

export const abstentions = ['TOO_FEW_FAILURES', 'HISTORY_TOO_SHORT', 'NO_USEFUL_MODEL'] as const

const abstention = z.object({
  days: z.int(),
  reason: z.object({ code: z.enum(abstentions), params: refusal.shape.params }).meta({
    description:
      'TOO_FEW_FAILURES: failures, needed; HISTORY_TOO_SHORT: days, needed; NO_USEFUL_MODEL: the competitor with the least log loss as best, its Brier skill with its 95 % interval as skill, low and high, and rows',
  }),
})
export type ModelAbstention = z.infer<typeof abstention>

const drift = z.object({
  at: instant,
  psi: z.number().meta({ description: 'population stability index of the column that changed most' }),
  column: z.string().nullable(),
  logLoss: z.number().nullable().meta({ description: 'of predictions of the last 60 days whose outcome is known' }),
  drifted: z.boolean(),
})

export const predictionModel = z
  .object({
    id: uuid,
    state: z.enum(modelStates),
    cause: z.enum(trainingCauses),
    requestedBy: reference.nullable(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    cancelRequested: z.boolean(),
    progress: z.object({ done: z.int(), total: z.int() }),
    seed: z.int(),
    parameters: z.record(z.string(), z.unknown()),
    codeVersion: z.string(),
    dataHash: z.string().nullable(),
    artefactFile: z.string().nullable(),
    artefactHash: z.string().nullable(),
    isDemo: z.boolean(),
    inForce: z.boolean().meta({ description: 'its predictions are the ones shown' }),
    broken: z.object({ at: instant, reason: z.enum(artefactFaults) }).nullable(),
    error: refusal.nullable(),
    drift: drift.nullable(),
    limits: limits.nullable(),
    champions: z.array(champion),
    abstentions: z.array(abstention).meta({ description: 'horizons without a probability, and why' }),
  })
  .meta({ id: 'PredictionModel' })
export type PredictionModel = z.infer<typeof predictionModel>

export const predictionModelQuery = z.strictObject(pageQuery)
export type PredictionModelQuery = z.output<typeof predictionModelQuery>
export const predictionModelPage = page(predictionModel)

export const backTest = z
  .object({
    modelId: uuid,
    isDemo: z.boolean(),
    trainedAt: instant,
    limits,
    contests: z.array(contest),
    abstaining: z.array(z.object({ days: z.int(), reason: refusal })),
  })
  .meta({ id: 'PredictionBackTest' })
export type BackTest = z.infer<typeof backTest>

export const backTestQuery = z.strictObject({
  modelId: uuid.optional().meta({ description: 'by default the model in force' }),
})

export const modelHealth = z
  .object({
    state: z.enum(['NONE', 'OK', 'WARNING', 'FAILED']),
    modelId: uuid.nullable(),
    checks: z.array(
      z.object({
        name: z.enum(['loads', 'probe', 'age', 'drift']),
        ok: z.boolean(),
        value: z.number().nullable(),
        limit: z.number().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'PredictionModelHealth' })
export type ModelHealth = z.infer<typeof modelHealth>

export const startTraining = z.strictObject({
  horizons: z
    .array(z.literal([...horizons]))
    .min(1)
    .max(horizons.length)
    .refine((all) => new Set(all).size === all.length)
    .optional()
    .meta({ description: 'days ahead; by default all', uniqueItems: true }),
  seed: z.int().min(1).max(1_000_000).optional().meta({ description: 'the same data and seed give the same model' }),
})
