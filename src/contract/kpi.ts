import { z } from 'zod'
import { kpiIds } from '../domain/kpi-catalogue.ts'
import { orderCategories, priorities } from '../domain/work-order.ts'
import { civilDate, commaSeparated, instant, page, pageQuery, uuid } from './common.ts'

export const kpiGroupings = ['type', 'site', 'asset', 'month'] as const
export type KpiGrouping = (typeof kpiGroupings)[number]

/** Civil days of the company's zone, both included; without them the running month. */
const scope = {
  from: civilDate.optional().meta({ description: 'first day; without it the first of this month' }),
  to: civilDate.optional().meta({ description: 'last day, included; without it today' }),
  siteId: uuid.optional().meta({ description: 'this site and those below it' }),
  onlySite: z.literal('true').optional().meta({ description: 'the site without those below it' }),
  typeId: uuid.optional().meta({ description: 'asset type' }),
  assetId: uuid.optional().meta({ description: 'one unit, its components with it' }),
}

export const kpiQuery = z.strictObject({
  ...scope,
  groupBy: z.enum(kpiGroupings).optional(),
  ids: commaSeparated(z.enum(kpiIds)).optional().meta({ description: 'only these KPIs' }),
})
export type KpiQuery = z.infer<typeof kpiQuery>
export type KpiScope = Pick<KpiQuery, 'from' | 'to' | 'siteId' | 'onlySite' | 'typeId' | 'assetId'>

/** Failures of no mode, as `mode` asks for them. */
export const uncoded = '-'

/** Narrows the rows of orders and failures; rows of units have none of these. */
const narrowing = {
  category: z.enum(orderCategories).optional(),
  priority: z.enum(priorities).optional(),
  mode: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'code of a failure mode, `-` for none; only of failures and cost' }),
  orderTypeId: uuid.optional(),
}
export const kpiNarrowings = ['category', 'priority', 'mode', 'orderTypeId'] as const

export const kpiScope = z.strictObject(scope)
export const kpiRowsFilter = z.strictObject({ ...scope, ...narrowing })
export const kpiRowsQuery = kpiRowsFilter.extend(pageQuery)
export type KpiRowsFilter = z.infer<typeof kpiRowsFilter>
export type KpiRowsQuery = z.infer<typeof kpiRowsQuery>

export const byKpi = z.strictObject({ id: z.enum(kpiIds) })

export const kpiPeriod = z
  .object({
    from: civilDate.meta({ description: 'first day' }),
    to: civilDate.meta({ description: 'last day' }),
    start: instant,
    end: instant.meta({ description: 'never later than now' }),
  })
  .meta({ id: 'KpiPeriod' })
export type KpiPeriod = z.infer<typeof kpiPeriod>

export const kpiItem = z
  .object({
    id: z.enum(kpiIds),
    group: z.object({ key: z.string(), label: z.string() }).nullable(),
    value: z.number().nullable().meta({ description: 'null: cannot be known, never zero' }),
    unit: z.enum(['h', '%', 'n', 'weeks', 'money', 'money/h', 'money/km', 'd', '/y']),
    n: z.number().meta({ description: 'events it rests on' }),
    lower: z.number().optional().meta({ description: 'of the 95 % interval' }),
    upper: z.number().optional(),
    basis: z.enum(['METER', 'UPTIME', 'MIXED', 'CALENDAR', 'SHIFT', 'AVAILABILITY_TIMES_UTILISATION']).optional(),
    previous: z.number().nullable().meta({ description: 'its value in the period before, as long as this one' }),
    period: kpiPeriod,
  })
  .meta({ id: 'Kpi' })
export type KpiItem = z.infer<typeof kpiItem>

export const kpiAnswer = z.object({ period: kpiPeriod, previousPeriod: kpiPeriod, items: z.array(kpiItem) })
export type KpiAnswer = z.infer<typeof kpiAnswer>

/** What one record adds to a KPI: sums, means and ratios are Σ value, Σ value / Σ base (× 100 for %). */
export const kpiRow = z
  .object({
    id: uuid,
    asset: z
      .object({ id: uuid, code: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'null for what lies in a warehouse' }),
    part: z.object({ id: uuid, number: z.string(), description: z.string() }).nullable(),
    order: z.object({ id: uuid, number: z.string(), title: z.string() }).nullable(),
    at: instant.nullable(),
    until: instant.nullable(),
    value: z.number(),
    base: z.number().nullable(),
  })
  .meta({ id: 'KpiRow' })
export type KpiRow = z.infer<typeof kpiRow>
export const kpiRows = page(kpiRow).extend({ period: kpiPeriod })
