import { z } from 'zod'
import { horizons, orderModes } from '../domain/risk.ts'
import { instant, reference } from './common.ts'

/** Everything an administrator may set while the product runs: the kind of its value, and what holds until then. */
export const parameterSchemas = {
  'predictions.workOrders': z.enum(orderModes),
  'predictions.alertBudget': z.int().min(1).max(1000).nullable(),
  'predictions.horizon': z.literal([...horizons]),
  'predictions.coolDownDays': z.int().min(0).max(365),
  'retention.jobDays': z.int().min(1).max(365),
  'retention.sessionDays': z.int().min(1).max(3650),
  'retention.draftDays': z.int().min(1).max(365),
  'retention.deliveryDays': z.int().min(1).max(3650),
  'retention.analyticsDays': z.int().min(1).max(3650),
} as const
export type ParameterKey = keyof typeof parameterSchemas
export type ParameterValues = { [K in ParameterKey]: z.output<(typeof parameterSchemas)[K]> }

export const parameterDefaults: ParameterValues = {
  'predictions.workOrders': 'auto',
  'predictions.alertBudget': null,
  'predictions.horizon': 14,
  'predictions.coolDownDays': 14,
  'retention.jobDays': 14,
  'retention.sessionDays': 90,
  'retention.draftDays': 30,
  'retention.deliveryDays': 30,
  'retention.analyticsDays': 365,
}

export const parameterKeys = Object.keys(parameterSchemas) as [ParameterKey, ...ParameterKey[]]
const value = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const byParameter = z.strictObject({ key: z.enum(parameterKeys) })
export const setParameter = z.strictObject({ value })

export const parameter = z
  .object({
    key: z.enum(parameterKeys),
    value,
    fallback: value.meta({ description: 'holds until somebody sets it' }),
    type: z.enum(['option', 'number']),
    options: z.array(value).nullable(),
    changedBy: reference.nullable(),
    changedAt: instant.nullable(),
  })
  .meta({ id: 'Parameter' })
export type Parameter = z.infer<typeof parameter>
export const parameterList = z.object({ items: z.array(parameter) })

export const parameterHistory = z.object({
  items: z.array(z.object({ value, changedBy: reference.nullable(), changedAt: instant })),
})
