import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Tx } from '../../platform/database/database.ts'
import { takeOrderNumbers } from '../work-orders/numbers.ts'
import type { PreparedOrder } from './prepared.ts'
import { inBatches, type Origin } from './write-batches.ts'

/** Orders get the numbers of their year in the order of their dates; rows of one instant in the order of the file. */
async function numbered(tx: Tx, orders: readonly PreparedOrder[]) {
  const sorted = [...orders].sort((a, b) =>
    a.reportedAt === b.reportedAt ? a.line - b.line : a.reportedAt < b.reportedAt ? -1 : 1,
  )
  const byYear = Map.groupBy(sorted, ({ year }) => year)
  const rows: (PreparedOrder & { id: string; stateId: string; costId: string; number: string })[] = []
  for (const [year, ofYear] of [...byYear].sort(([a], [b]) => a - b)) {
    const numbers = await takeOrderNumbers(tx, year, ofYear.length)
    rows.push(
      ...ofYear.map((order, index) => ({
        id: v7(),
        stateId: v7(),
        costId: v7(),
        number: numbers[index]!,
        ...order,
      })),
    )
  }
  return rows
}

/**
 * Writes the orders with their present state and their cost as one bought service, since the file does not say what it
 * was spent on. Failure codes stay empty: an order of the past is not made to guess them.
 */
export async function writeOrders(
  tx: Tx,
  orders: readonly PreparedOrder[],
  origin: Origin & { costLine: string },
): Promise<{ first: string; last: string }[]> {
  const rows = await numbered(tx, orders)
  await inBatches(rows, origin, async (batch) => {
    const created = await tx.rows(sql`
      WITH r AS (
        SELECT * FROM jsonb_to_recordset(${batch}::text::jsonb) AS r(id uuid, "stateId" uuid, "costId" uuid, number text,
          title text, description text, asset text, type text, status text, priority text, system text, "reportedAt" timestamptz,
          "startedAt" timestamptz, "completedAt" timestamptz, "cancelledAt" timestamptz, "hoursWorked" numeric,
          cost bigint)
      ), created AS (
        INSERT INTO work_order (id, number, title, description, asset_id, site_id, type_id, category, priority, status,
          hold_reason, created_by, origin, requires_approval, reported_at, started_at, completed_at, closed_at,
          cancelled_at, hours_worked, system, service_cost, import_id)
        SELECT r.id, r.number, r.title, r.description, a.id, a.site_id, t.id, t.category, r.priority, r.status,
          CASE WHEN r.status = 'ON_HOLD' THEN 'OTHER' END, ${origin.personId}::uuid, 'IMPORT',
          t.requires_approval AND r.status = 'PENDING', r."reportedAt", r."startedAt", r."completedAt",
          CASE WHEN r.status = 'CLOSED' THEN r."completedAt" END, r."cancelledAt", r."hoursWorked", r.system, r.cost,
          ${origin.importId}::uuid
        FROM r JOIN asset a ON a.code = r.asset JOIN order_type t ON t.code = r.type
        RETURNING id, status, hold_reason,
          coalesce(completed_at, cancelled_at, started_at, reported_at) AS since
      ), states AS (
        INSERT INTO work_order_status (id, work_order_id, status, hold_reason, from_at, created_by)
        SELECT r."stateId", r.id, c.status, c.hold_reason, c.since, ${origin.personId}::uuid FROM created c JOIN r ON r.id = c.id
      ), costs AS (
        INSERT INTO service_line (id, work_order_id, description, cost, created_by)
        SELECT r."costId", r.id, ${origin.costLine}::text, r.cost, ${origin.personId}::uuid
        FROM created c JOIN r ON r.id = c.id WHERE r.cost <> 0
      )
      SELECT id FROM created`)
    return created.length
  })
  return [...Map.groupBy(rows, ({ year }) => year).values()].map((ofYear) => ({
    first: ofYear[0]!.number,
    last: ofYear.at(-1)!.number,
  }))
}
