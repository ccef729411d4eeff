import { sql } from 'drizzle-orm'
import type { PlanPart } from '../../../../domain/service-level.ts'
import type { Context } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { anyOf } from '../../../platform/database/keyset.ts'
import { refuseField } from '../../../platform/problem.ts'
import { type Level, lockLevels, tellIfLow } from '../ledger.ts'
import { workOrderPart } from '../tables.ts'

/** The parts that something is to be planned with exist and are in use, or `field` is refused. The lock keeps it so. */
export async function assertUsableParts(tx: Tx, partIds: readonly string[], field: string): Promise<void> {
  if (partIds.length === 0) return
  const rows = await tx.rows<{ archived: boolean }>(sql`
    SELECT archived_at IS NOT NULL AS archived FROM part WHERE id = ${anyOf(partIds, 'uuid')} ORDER BY id FOR SHARE`)
  if (rows.length < partIds.length) throw refuseField(field, 'unknown')
  if (rows.some(({ archived }) => archived)) throw refuseField(field, 'archived')
}

/** Locks a site's stock of the parts, before an order that is to reserve them takes its number. */
export function lockStockOf(tx: Tx, siteId: string, parts: readonly PlanPart[]): Promise<Level[]> {
  return lockLevels(
    tx,
    parts.map(({ partId }) => ({ partId, siteId })),
  )
}

/** Plans parts for an order that has just been opened, which reserves them at its site; `stock` as it was locked. */
export async function reserveParts(
  context: Context,
  workOrderId: string,
  parts: readonly PlanPart[],
  stock: readonly Level[],
): Promise<void> {
  if (parts.length === 0) return
  await context.tx
    .insert(workOrderPart)
    .values(parts.map(({ partId, quantity }) => ({ workOrderId, partId, planned: quantity })))
  for (const { partId, quantity } of parts) {
    context.audit('workOrder.partPlanned', { type: 'workOrder', id: workOrderId }, null, { partId, planned: quantity })
  }
  for (const level of stock) await tellIfLow(context, level)
}
