import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { AssetStatus } from '../../../domain/asset.ts'
import { dateAt, periodOfDate } from '../../../domain/civil-time.ts'
import type { KpiAsset, KpiOrder, KpiReading } from '../../../domain/kpi-records.ts'
import type { OrderCategory, WorkOrderStatus } from '../../../domain/work-order.ts'
import type { Db } from '../../platform/database/database.ts'
import { asset, assetStatus, meterReading } from '../fleet/tables.ts'
import { workOrder, workOrderStatus } from '../work-orders/tables.ts'

export const zone = 'America/Santiago'
const hour = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()
const isoOrNull = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : iso(ms))

/** A history of units and orders, written into a database and readable as the domain's records. */
export interface History {
  units: { id: string; code: string; commissionedOn: string | null; archivedAt: number | null; createdAt: number }[]
  states: { id: string; unit: string; status: AssetStatus; from: number; to: number | null }[]
  readings: { unit: string; at: number; total: number }[]
  orders: OrderFacts[]
}

export interface OrderFacts {
  id: string
  unit: string
  category: OrderCategory
  status: WorkOrderStatus
  reportedAt: number
  startedAt: number | null
  completedAt: number | null
  states: { status: WorkOrderStatus; from: number; to: number | null }[]
  duplicateOf: string | null
  downtimeFrom: number | null
  downtimeTo: number | null
  hoursWorked: number
  estimatedHours: number
  requiresApproval: boolean
  scheduledOn: string | null
  scheduledAt: number | null
  windowFrom: number | null
  windowTo: number | null
  cost: number
  mode: string | null
  coded: boolean
}

export const plainOrder = (unit: string, facts: Partial<OrderFacts> & { reportedAt: number }): OrderFacts => ({
  id: v7(),
  unit,
  category: 'CORRECTIVE',
  status: 'CLOSED',
  startedAt: null,
  completedAt: null,
  states: [],
  duplicateOf: null,
  downtimeFrom: null,
  downtimeTo: null,
  hoursWorked: 0,
  estimatedHours: 0,
  requiresApproval: false,
  scheduledOn: null,
  scheduledAt: null,
  windowFrom: null,
  windowTo: null,
  cost: 0,
  mode: null,
  coded: false,
  ...facts,
})

/** Ids of the seeded order types and failure codes that histories refer to. */
export async function masterData(db: Db) {
  const types = await db.rows<{ id: string; category: OrderCategory }>(sql`SELECT id, category FROM order_type`)
  const codes = await db.rows<{ id: string; kind: string }>(sql`
    SELECT id, kind FROM failure_code WHERE asset_type_id IS NULL ORDER BY kind, position`)
  const of = (kind: string) => codes.filter((code) => code.kind === kind).map((code) => code.id)
  const [assetType] = await db.rows<{ id: string }>(sql`SELECT id FROM asset_type ORDER BY code LIMIT 1`)
  return {
    typeOf: (category: OrderCategory) => types.find((type) => type.category === category)!.id,
    modes: of('MODE'),
    cause: of('CAUSE')[0]!,
    action: of('ACTION')[0]!,
    assetTypeId: assetType!.id,
  }
}
export type MasterData = Awaited<ReturnType<typeof masterData>>

let numbered = 0

const cancelledAt = (order: OrderFacts) =>
  order.status === 'CANCELLED'
    ? (order.states.find(({ status }) => status === 'CANCELLED')?.from ?? order.reportedAt + hour)
    : null

function orderValues(order: OrderFacts, siteId: string, data: MasterData) {
  return {
    id: order.id,
    number: `OT-TEST-${String(++numbered).padStart(6, '0')}`,
    title: `Order ${numbered}`,
    assetId: order.unit,
    siteId,
    typeId: data.typeOf(order.category),
    category: order.category,
    priority: 'HIGH' as const,
    status: order.status,
    reportedAt: iso(order.reportedAt),
    startedAt: isoOrNull(order.startedAt),
    completedAt: isoOrNull(order.completedAt),
    cancelledAt: isoOrNull(cancelledAt(order)),
    duplicateOfId: order.duplicateOf,
    downtimeFrom: isoOrNull(order.downtimeFrom),
    downtimeTo: isoOrNull(order.downtimeTo),
    hoursWorked: order.hoursWorked,
    estimatedHours: order.estimatedHours,
    requiresApproval: order.requiresApproval,
    scheduledOn: order.scheduledOn,
    scheduledAt: isoOrNull(order.scheduledAt),
    windowFrom: isoOrNull(order.windowFrom),
    windowTo: isoOrNull(order.windowTo),
    labourCost: order.cost,
    failureModeId: order.mode,
    failureCauseId: order.coded ? data.cause : null,
    failureActionId: order.coded ? data.action : null,
  }
}

export async function writeOrders(db: Db, orders: OrderFacts[], siteId: string, data: MasterData): Promise<void> {
  if (orders.length === 0) return
  await db.insert(workOrder).values(orders.map((order) => orderValues(order, siteId, data)))
  const states = orders.flatMap((order) =>
    order.states.map((s) => ({ workOrderId: order.id, status: s.status, from: iso(s.from), to: isoOrNull(s.to) })),
  )
  if (states.length > 0) await db.insert(workOrderStatus).values(states)
}

export async function removeOrders(db: Db, ids: string[]): Promise<void> {
  const list = sql.param(ids)
  await db.rows(sql`UPDATE work_order SET duplicate_of_id = NULL WHERE duplicate_of_id = ANY (${list}::uuid[])`)
  await db.rows(sql`DELETE FROM work_order_status WHERE work_order_id = ANY (${list}::uuid[])`)
  await db.rows(sql`DELETE FROM work_order WHERE id = ANY (${list}::uuid[])`)
}

export async function writeHistory(db: Db, history: History, siteId: string, data: MasterData): Promise<void> {
  await db.insert(asset).values(
    history.units.map((unit) => ({
      id: unit.id,
      code: unit.code,
      name: unit.code,
      typeId: data.assetTypeId,
      siteId,
      commissionedOn: unit.commissionedOn,
      archivedAt: isoOrNull(unit.archivedAt),
      statusSince: iso(unit.createdAt),
      createdAt: iso(unit.createdAt),
    })),
  )
  if (history.states.length > 0) await writeStates(db, history.states)
  if (history.readings.length > 0) {
    await db
      .insert(meterReading)
      .values(
        history.readings.map((r) => ({ assetId: r.unit, meter: 'HOURS' as const, at: iso(r.at), value: r.total })),
      )
  }
  await writeOrders(db, history.orders, siteId, data)
}

/** Histories name the states that matter; where they name none the unit operates, for its states follow without a gap. */
async function writeStates(db: Db, states: History['states']): Promise<void> {
  const units = Map.groupBy(states, ({ unit }) => unit)
  const rows = [...units].flatMap(([assetId, named]) => {
    const sorted = named.toSorted((a, b) => a.from - b.from)
    return sorted.flatMap(({ id, status, from, to }, i) => {
      const row = { id, assetId, status, from: iso(from), to: isoOrNull(to) }
      const next = sorted[i + 1]?.from ?? null
      const gap = { assetId, status: 'OPERATING' as const, from: row.to!, to: isoOrNull(next) }
      return to === null || to === next ? [row] : [row, gap]
    })
  })
  await db.insert(assetStatus).values(rows)
}

/** Undoes `writeHistory`, so that many histories share one database. */
export async function removeUnits(db: Db): Promise<void> {
  for (const table of ['work_order_status', 'work_order', 'asset_status', 'meter_reading', 'asset']) {
    await db.rows(sql.raw(`DELETE FROM ${table}`))
  }
}

/** The same history as the domain's KPI functions take it. */
export function asRecords(history: History): {
  assets: KpiAsset[]
  orders: KpiOrder[]
  readings: Map<string, KpiReading[]>
} {
  const assets = history.units.map((unit) => {
    const states = history.states.filter((s) => s.unit === unit.id)
    const firsts = [unit.createdAt, ...states.map((s) => s.from)].concat(
      history.orders.filter((o) => o.unit === unit.id).map((o) => o.reportedAt),
    )
    return {
      id: unit.id,
      commissionedAt: unit.commissionedOn ? periodOfDate(unit.commissionedOn, 'day', zone).start : Math.min(...firsts),
      archivedAt: unit.archivedAt,
      statusIntervals: states.map((s) => ({ status: s.status, start: s.from, end: s.to ?? Infinity })),
    }
  })
  const orders = history.orders.map((o) => ({
    id: o.id,
    assetId: o.unit,
    category: o.category,
    status: o.status,
    priority: 'HIGH' as const,
    reportedAt: o.reportedAt,
    startedAt: o.startedAt,
    completedAt: o.completedAt,
    statusIntervals: o.states.map((s) => ({ status: s.status, start: s.from, end: s.to ?? Infinity })),
    duplicateOf: o.duplicateOf,
    downtime:
      o.downtimeFrom === null
        ? null
        : { start: o.downtimeFrom, end: Math.max(o.downtimeFrom, o.downtimeTo ?? o.completedAt ?? Infinity) },
    hoursWorked: o.hoursWorked,
    estimatedHours: o.estimatedHours,
    awaitsApproval: o.requiresApproval,
    scheduledWeek: o.scheduledOn ? periodOfDate(o.scheduledOn, 'week', zone) : null,
    scheduledAt: o.scheduledAt,
    window: o.windowFrom !== null && o.windowTo !== null ? { start: o.windowFrom, end: o.windowTo } : null,
    totalCost: o.cost,
    failureMode: o.mode,
    failureCause: o.coded ? 'C' : null,
    failureAction: o.coded ? 'A' : null,
  }))
  const readings = new Map<string, KpiReading[]>()
  for (const { unit, at, total } of history.readings) readings.set(unit, [...(readings.get(unit) ?? []), { at, total }])
  return { assets, orders, readings }
}

export const civilDay = (at: number) => dateAt(at, zone)
