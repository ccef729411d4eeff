import { z } from 'zod'
import { instant, page, pageQuery, uuid } from './common.ts'
import { kpiPeriod, kpiScope } from './kpi.ts'

export const reportGroupings = [
  ...(['category', 'priority', 'type', 'site', 'asset', 'month'] as const),
  ...(['mode', 'orderType', 'part', 'order', 'person'] as const),
] as const
export type ReportGrouping = (typeof reportGroupings)[number]

/** How a column's numbers are written; `rate` is money for each hour or kilometre. */
export const columnKinds = ['count', 'hours', 'money', 'rate', 'percent', 'quantity'] as const
export type ColumnKind = (typeof columnKinds)[number]

interface ReportShape {
  /** What its rows may be of; the first unless another is asked for. */
  groupings: readonly [ReportGrouping, ...ReportGrouping[]]
  /** In order; the first is what its chart draws. */
  columns: Record<string, ColumnKind>
  /** It is about units, so their type and one of them narrow it. */
  ofUnits: boolean
}

export const reportShapes = {
  'work-orders': {
    groupings: ['category', 'priority', 'type', 'asset', 'site', 'month'],
    columns: { reported: 'count', completed: 'count', cancelled: 'count', open: 'count', hours: 'hours' },
    ofUnits: true,
  },
  downtime: {
    groupings: ['asset', 'type', 'site', 'month'],
    columns: { downHours: 'hours', availability: 'percent', failures: 'count', mttr: 'hours' },
    ofUnits: true,
  },
  failures: {
    groupings: ['mode', 'asset', 'type', 'site', 'month'],
    columns: { failures: 'count', downHours: 'hours', repairHours: 'hours', cost: 'money' },
    ofUnits: true,
  },
  ageing: {
    groupings: ['priority', 'type', 'site'],
    columns: { orders: 'count', week: 'count', month: 'count', quarter: 'count', older: 'count', hours: 'hours' },
    ofUnits: true,
  },
  cost: {
    groupings: ['month', 'asset', 'type', 'orderType', 'mode', 'site'],
    columns: {
      ...({ total: 'money', labour: 'money', parts: 'money', services: 'money', orders: 'count' } as const),
      ...({ perHour: 'rate', perKm: 'rate' } as const),
    },
    ofUnits: true,
  },
  parts: {
    groupings: ['part', 'asset', 'type', 'order', 'month'],
    columns: { value: 'money', quantity: 'quantity', movements: 'count' },
    ofUnits: true,
  },
  pm: {
    groupings: ['type', 'asset', 'site', 'month'],
    columns: { compliance: 'percent', closed: 'count', inside: 'count', missed: 'count' },
    ofUnits: true,
  },
  workload: {
    groupings: ['person'],
    columns: {
      ...({ hours: 'hours', availableHours: 'hours', load: 'percent' } as const),
      ...({ completed: 'count', open: 'count', openHours: 'hours' } as const),
    },
    ofUnits: true,
  },
  stock: {
    groupings: ['site', 'part'],
    columns: { value: 'money', opening: 'money', received: 'money', issued: 'money', other: 'money' },
    ofUnits: false,
  },
} as const satisfies Record<string, ReportShape>

export type ReportId = keyof typeof reportShapes
export const reportIds = Object.keys(reportShapes) as [ReportId, ...ReportId[]]

export const columnsOf = (id: ReportId): Record<string, ColumnKind> => reportShapes[id].columns
export const groupingsOf = (id: ReportId): readonly ReportGrouping[] => reportShapes[id].groupings

export const byReport = z.strictObject({ id: z.enum(reportIds) })
export const reportQuery = kpiScope.extend({
  groupBy: z.enum(reportGroupings).optional().meta({ description: 'one of the report’s own groupings' }),
})
export type ReportQuery = z.infer<typeof reportQuery>

const values = z.record(z.string(), z.number().nullable())

export const report = z
  .object({
    id: z.enum(reportIds),
    groupBy: z.enum(reportGroupings),
    period: kpiPeriod,
    rows: z.array(
      z.object({
        key: z.string().meta({ description: 'what the row is of; empty for failures without a mode' }),
        label: z.string().nullable().meta({ description: 'null where the catalogue names the key' }),
        values,
      }),
    ),
    total: values.meta({ description: 'of all rows; null where rows cannot be added' }),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof report>
export type ReportRow = Report['rows'][number]

/** Columns that say something in this grouping: the others are left out wherever a report is shown. */
export function shownColumns({ id, rows, total }: Pick<Report, 'id' | 'rows' | 'total'>): [string, ColumnKind][] {
  const says = (column: string) =>
    typeof total[column] === 'number' || rows.some(({ values: row }) => typeof row[column] === 'number')
  return Object.entries(columnsOf(id)).filter(([column]) => rows.length === 0 || says(column))
}

/** Reports whose rows no KPI has: what was moved and worked. */
export const recordReports = ['parts', 'workload', 'stock'] as const
export type RecordReport = (typeof recordReports)[number]
export const byRecordReport = z.strictObject({ id: z.enum(recordReports) })

export const reportRowsFilter = reportQuery.extend({
  key: z.string().max(60).optional().meta({ description: 'of one row of the report; without it all' }),
})
export const reportRowsQuery = reportRowsFilter.extend(pageQuery)
export type ReportRowsQuery = z.infer<typeof reportRowsQuery>

/** One movement of the stock, or one entry of labour, behind a report. */
export const reportRecord = z
  .object({
    id: uuid,
    at: instant,
    part: z.object({ id: uuid, number: z.string(), description: z.string() }).nullable(),
    movement: z
      .enum(['RECEIPT', 'ISSUE', 'RETURN', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN'])
      .nullable()
      .meta({ description: 'null for labour' }),
    person: z.string().nullable(),
    asset: z.object({ id: uuid, code: z.string() }).nullable(),
    order: z.object({ id: uuid, number: z.string(), title: z.string() }).nullable(),
    quantity: z.number().meta({ description: 'of the part’s unit, or hours' }),
    value: z.number().meta({ description: 'minor units of the currency' }),
  })
  .meta({ id: 'ReportRecord' })
export type ReportRecord = z.infer<typeof reportRecord>
export const reportRecords = page(reportRecord).extend({ period: kpiPeriod })
