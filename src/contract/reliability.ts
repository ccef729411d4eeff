import { z } from 'zod'
import { systemCodes } from '../domain/system.ts'
import { codedReference, instant, money, page, pageQuery, reference, text, uuid } from './common.ts'

/** What ages are counted in: days since commissioning, or the total of a meter. */
export const measures = ['DAYS', 'HOURS', 'KM'] as const
export type Measure = (typeof measures)[number]

const subject = {
  assetId: uuid.optional().meta({ description: 'one unit or component, with what is mounted on it' }),
  typeId: uuid.optional().meta({ description: 'every unit of the type' }),
  system: z.enum(systemCodes).optional(),
  modeId: uuid.optional().meta({ description: 'only failures of this mode' }),
}
const cost = z.coerce.number().int().min(1).max(1_000_000_000_000)

export const studyQuery = z.strictObject({
  ...subject,
  measure: z.enum(measures).optional().meta({ description: 'without it: the meter where it is good, else days' }),
  plannedCost: cost
    .optional()
    .meta({ description: 'of one planned replacement; without it: the median of own orders' }),
  failureCost: cost.optional().meta({ description: 'of one failure; without it: the median of own orders' }),
  months: z.coerce.number().int().min(1).max(24).default(6).meta({ description: 'for which parts are counted' }),
})
export type StudyQuery = z.output<typeof studyQuery>

const bounds = z.object({ lower: z.number(), upper: z.number() })
const openBounds = z.object({ lower: z.number().nullable(), upper: z.number().nullable() })
const estimate = z.object({ value: z.number(), bounds })
const curve = z.array(
  z.object({ time: z.number(), value: z.number(), lower: z.number().nullable(), upper: z.number().nullable() }),
)
const unknown = z
  .object({
    known: z.literal(false),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: 'NotKnown', description: 'why it cannot be said' })
const known = <T extends z.ZodRawShape>(shape: T) =>
  z.discriminatedUnion('known', [z.object({ known: z.literal(true), ...shape }), unknown])
const trendTest = z.object({
  statistic: z.number(),
  pValue: z.number(),
  trend: z.enum(['IMPROVING', 'WORSENING', 'NONE']),
})
const ownCost = z.object({
  value: money.nullable(),
  n: z.int().meta({ description: 'orders whose median it is; 0: given by the caller, or not known' }),
  basis: z.enum(['GIVEN', 'SYSTEM', 'UNITS', 'NONE']),
})
const planInterval = {
  calendar: z.object({ every: z.int(), unit: z.enum(['day', 'week', 'month', 'year']) }).nullable(),
  meter: z.object({ every: z.number(), kind: z.enum(['KM', 'HOURS']) }).nullable(),
}

export const reliabilityStudy = z
  .object({
    subject: z.object({
      asset: codedReference.nullable(),
      type: codedReference.nullable(),
      system: z.enum(systemCodes).nullable(),
      mode: reference.nullable(),
    }),
    measure: z.enum(measures),
    measures: z
      .array(z.object({ measure: z.enum(measures), units: z.int() }))
      .meta({ description: 'in which the ages can be counted, and for how many units' }),
    excluded: z.int().meta({ description: 'units left out because their meter is not good' }),
    since: instant.nullable(),
    until: instant,
    perDay: z.number().nullable().meta({ description: 'mean use of a unit per day, in the measure' }),
    months: z.int(),
    sample: z.object({
      units: z.int(),
      failures: z.int(),
      lives: z.number(),
      livesFailed: z.number(),
      replaced: z.int(),
      watched: z.number(),
    }),
    rate: z
      .object({ failures: z.int(), exposure: z.number(), mean: z.number().nullable() })
      .extend({ meanBounds: z.object({ lower: z.number(), upper: z.number().nullable() }) })
      .nullable(),
    survival: known({
      n: z.number(),
      failures: z.number(),
      median: z.number().nullable(),
      medianBounds: openBounds,
      curve,
    }),
    life: known({
      n: z.number(),
      failures: z.number(),
      shape: z.number(),
      scale: z.number(),
      shapeBounds: bounds,
      scaleBounds: bounds,
      mean: estimate,
      tenth: estimate,
      curve,
      points: z.array(z.object({ time: z.number(), failed: z.number() })),
    }),
    recurrence: known({
      units: z.int(),
      events: z.int(),
      curve,
      trend: z.object({
        events: z.int(),
        laplace: trendTest,
        milHandbook: trendTest,
        verdict: z.enum(['IMPROVING', 'WORSENING', 'NONE', 'MIXED']),
      }),
    }),
    powerLaw: known({
      systems: z.int(),
      events: z.int(),
      shape: z.number(),
      rate: z.number(),
      shapeBounds: bounds,
      exactShapeBounds: bounds.nullable(),
      unbiasedShape: z.number(),
      likelihoodRatio: z.number(),
      mtbf: z.object({ age: z.number(), value: z.number(), unbiased: z.number(), bounds }),
      goodness: z.object({ cramerVonMises: z.number(), critical: z.number(), rejected: z.boolean() }),
      curve,
    }),
    costs: z.object({ planned: ownCost, failure: ownCost }),
    replacement: known({
      age: z.number(),
      costRate: z.number(),
      runToFailureRate: z.number(),
      ageBounds: openBounds,
      confidence: z.number().meta({ description: 'share of the laws the sample allows under which it pays' }),
      curve,
    }),
    spares: known({
      positions: z.int(),
      expected: z.number(),
      deviation: z.number(),
      probabilities: z.array(z.number()),
      levels: z.array(z.object({ level: z.number(), stock: z.int() })),
    }),
    parts: z
      .array(
        z.object({ id: uuid, number: z.string(), description: z.string(), used: z.number(), available: z.number() }),
      )
      .meta({ description: 'parts that fit and were issued on these failures, most used first' }),
    plans: z
      .array(z.object({ id: uuid, name: z.string(), version: z.int(), ...planInterval, proposed: z.boolean() }))
      .meta({ description: 'plans of these units that count in the measure and may be changed by the caller' }),
  })
  .meta({ id: 'ReliabilityStudy' })
export type ReliabilityStudy = z.infer<typeof reliabilityStudy>

export const subjectsQuery = z.strictObject({ typeId: uuid.optional() })
export const reliabilitySubjects = z.object({
  items: z.array(
    z.object({
      type: codedReference,
      system: z.enum(systemCodes).nullable(),
      units: z.int(),
      failures: z.int(),
    }),
  ),
})
export type ReliabilitySubjects = z.infer<typeof reliabilitySubjects>

export const proposeInterval = z.strictObject({
  ...subject,
  measure: z.enum(measures),
  planId: uuid,
  planVersion: z.int().min(1).meta({ description: 'the plan as the proposer saw it' }),
  plannedCost: money.min(1).optional(),
  failureCost: money.min(1).optional(),
  every: z.number().min(1).max(1_000_000).multipleOf(0.1).meta({
    description: 'the new interval: in the meter’s unit, or in whole days, weeks, months or years as the plan counts',
  }),
  reason: text(500),
})
export type ProposeInterval = z.output<typeof proposeInterval>

export const proposalStatuses = ['PENDING', 'APPROVED', 'REJECTED'] as const
export const intervalProposal = z
  .object({
    id: uuid,
    plan: reference,
    subject: z.object({
      asset: codedReference.nullable(),
      type: codedReference.nullable(),
      system: z.enum(systemCodes).nullable(),
      mode: reference.nullable(),
    }),
    measure: z.enum(measures),
    from: z.number(),
    to: z.number(),
    unit: z.enum(['HOURS', 'KM', 'day', 'week', 'month', 'year']),
    n: z.int().meta({ description: 'failures the fit rests on' }),
    lives: z.int(),
    shape: z.number(),
    shapeBounds: bounds,
    scale: z.number(),
    optimum: z.number(),
    optimumBounds: openBounds,
    confidence: z.number(),
    plannedCost: money,
    failureCost: money,
    reason: z.string(),
    status: z.enum(proposalStatuses),
    stale: z.boolean().meta({ description: 'the plan has changed since: it can only be rejected' }),
    mayDecide: z.boolean(),
    proposedAt: instant,
    proposedBy: reference.nullable(),
    decidedAt: instant.nullable(),
    decidedBy: reference.nullable(),
    decisionReason: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'IntervalProposal' })
export type IntervalProposal = z.infer<typeof intervalProposal>
export const proposalPage = page(intervalProposal)

export const proposalQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(proposalStatuses).optional(),
  planId: uuid.optional(),
})
export type ProposalQuery = z.output<typeof proposalQuery>
export const decideProposal = z.strictObject({ reason: text(500) })
