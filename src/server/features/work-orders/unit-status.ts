import { eq, sql } from 'drizzle-orm'
import type { AssetStatus } from '../../../domain/asset.ts'
import type { Context } from '../../platform/command.ts'
import { asset, assetStatus } from '../fleet/tables.ts'

/** Says what the order's unit can do from now on, as the end of one interval and the start of another. */
export async function setUnitStatus(
  { tx, actor, now, audit, emit }: Context,
  assetId: string,
  status: AssetStatus,
  reason: string,
  workOrderId: string,
): Promise<void> {
  const [unit] = await tx.select().from(asset).where(eq(asset.id, assetId)).for('update')
  if (!unit || unit.status === status) return
  const [ended] = await tx.rows<{ to: string }>(sql`
    UPDATE asset_status SET to_at = greatest(from_at, ${now}::timestamptz)
    WHERE asset_id = ${assetId} AND to_at IS NULL RETURNING to_at AS to`)
  const from = ended?.to ?? now
  await tx.insert(assetStatus).values({ assetId, status, from, reason, workOrderId, createdBy: actor.personId })
  const [changed] = await tx
    .update(asset)
    .set({ status, statusSince: from, statusReason: reason, version: unit.version + 1 })
    .where(eq(asset.id, assetId))
    .returning()
  audit('asset.statusChanged', { type: 'asset', id: assetId }, unit, changed!)
  emit('asset.statusChanged', { id: assetId })
}
