import {
  columnsOf,
  groupingsOf,
  type Report,
  type ReportGrouping,
  type ReportId,
  type ReportQuery,
  reportShapes,
} from '../../../../contract/report.ts'
import type { Actor } from '../../../platform/actor.ts'
import { refuseField } from '../../../platform/problem.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { askedPeriod, toKpiPeriod } from '../period.ts'
import { refreshSummaries } from '../summaries.ts'
import type { Asked, Statement } from './asked.ts'
import * as orders from './orders.ts'
import * as records from './records.ts'
import * as units from './units.ts'

const cost: Statement = (asked) =>
  asked.groupBy === 'orderType' || asked.groupBy === 'mode' ? orders.costByOrder(asked) : units.costByUnit(asked)

const statements: Record<ReportId, Statement> = {
  'work-orders': orders.workOrders,
  downtime: units.downtime,
  failures: orders.failures,
  ageing: orders.ageing,
  cost,
  parts: records.parts,
  pm: units.pm,
  workload: records.workload,
  stock: records.stock,
}

/** Columns that are quotients of two sums, and what these are multiplied by. */
const quotients: Record<string, number> = {
  availability: 100,
  mttr: 1,
  perHour: 1,
  perKm: 1,
  compliance: 100,
  load: 100,
}

/** The grouping asked for, or the report's first; refuses what the report cannot be narrowed or grouped by. */
export function assertAskable(id: ReportId, { groupBy, typeId, assetId }: ReportQuery): ReportGrouping {
  if (!reportShapes[id].ofUnits && typeId) throw refuseField('typeId', 'notApplicable')
  if (!reportShapes[id].ofUnits && assetId) throw refuseField('assetId', 'notApplicable')
  const groupings = groupingsOf(id)
  if (groupBy && !groupings.includes(groupBy)) throw refuseField('groupBy', 'notApplicable')
  return groupBy ?? groupings[0]!
}

/** The period, the reach of the summaries and the grouping of a question. */
export async function askedOf(runtime: Runtime, actor: Actor, id: ReportId, query: ReportQuery): Promise<Asked> {
  const groupBy = assertAskable(id, query)
  const zone = runtime.config.COMPANY_TIME_ZONE
  const now = runtime.now()
  const period = askedPeriod(query, zone, Date.parse(now))
  const reach = await refreshSummaries(runtime.database, zone, now)
  return { actor, scope: query, zone, reach, period, groupBy }
}

type Sums = Record<string, number | string | null>

function valuesOf(id: ReportId, sums: Sums): Report['total'] {
  const number = (name: string) => (typeof sums[name] === 'number' ? sums[name] : null)
  return Object.fromEntries(
    Object.entries(columnsOf(id)).map(([column, kind]) => {
      const factor = quotients[column]
      const value =
        factor === undefined ? number(column) : quotient(factor, number(`${column}_n`), number(`${column}_d`))
      return [column, value !== null && kind === 'money' ? Math.round(value) : value]
    }),
  )
}

const quotient = (factor: number, part: number | null, whole: number | null) =>
  part === null || !whole ? null : (factor * part) / whole

/** Columns that stand at the end of a row's time: of months, the last one's is the period's. */
const standing = ['open']

function totalOf(rows: readonly Sums[], groupBy: ReportGrouping): Sums {
  const total: Sums = {}
  for (const { key: _, label: __, ...sums } of rows) {
    for (const [name, value] of Object.entries(sums)) {
      if (typeof value === 'number') total[name] = ((total[name] as number | undefined) ?? 0) + value
    }
  }
  if (groupBy === 'month') {
    for (const name of standing) if (name in total) total[name] = rows.at(-1)![name]!
  }
  // Litres and pieces make no sum.
  delete total.quantity
  return total
}

export async function readReport(runtime: Runtime, actor: Actor, id: ReportId, query: ReportQuery): Promise<Report> {
  const asked = await askedOf(runtime, actor, id, query)
  const rows = await runtime.database.db.rows<{ key: string; label: string | null } & Sums>(statements[id](asked))
  return {
    id,
    groupBy: asked.groupBy,
    period: toKpiPeriod(asked.period),
    rows: rows.map(({ key, label, ...sums }) => ({ key, label, values: valuesOf(id, sums) })),
    total: valuesOf(id, totalOf(rows, asked.groupBy)),
  }
}
