import { z } from 'zod'
import { kpiPeriod, kpiScope } from './kpi.ts'

export const reportIds = ['work-orders', 'downtime', 'failures', 'ageing', 'cost-type', 'cost-month'] as const
export type ReportId = (typeof reportIds)[number]
export const byReport = z.strictObject({ id: z.enum(reportIds) })
export const reportQuery = kpiScope

/** How a column's numbers are written. */
export const columnKinds = ['count', 'hours', 'money', 'percent'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** The columns of every report, in order; the first is what its chart draws. */
export const reportColumns = {
  'work-orders': { reported: 'count', completed: 'count', cancelled: 'count', open: 'count', hours: 'hours' },
  downtime: { downHours: 'hours', availability: 'percent', failures: 'count', mttr: 'hours' },
  failures: { failures: 'count', downHours: 'hours', repairHours: 'hours', cost: 'money' },
  ageing: { orders: 'count', week: 'count', month: 'count', quarter: 'count', older: 'count', hours: 'hours' },
  'cost-type': { total: 'money', labour: 'money', parts: 'money', services: 'money', orders: 'count' },
  'cost-month': { total: 'money', labour: 'money', parts: 'money', services: 'money', orders: 'count' },
} as const satisfies Record<ReportId, Record<string, ColumnKind>>

export const report = z
  .object({
    id: z.enum(reportIds),
    period: kpiPeriod,
    rows: z.array(
      z.object({
        key: z.string().meta({ description: 'unit, type, month, failure mode, category or priority' }),
        label: z.string().nullable().meta({ description: 'null where the catalogue names the key' }),
        values: z.record(z.string(), z.number().nullable()),
      }),
    ),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof report>
