import type { AssetStatus } from '../../../domain/asset.ts'
import type { Context } from '../../platform/command.ts'
import { changeStatus, lockAsset } from '../fleet/commands.ts'

export interface UnitStatus {
  assetId: string
  status: AssetStatus
  reason: string
  workOrderId: string
}

/** Says what an order's unit is able to do from now on; nothing changes where it already is so. */
export async function setUnitStatus(
  context: Context,
  { assetId, status, reason, workOrderId }: UnitStatus,
): Promise<void> {
  const locked = await lockAsset(context.tx, assetId, context.actor)
  if (locked.status === status) return
  await changeStatus(context, locked, { status, at: context.now, reason, workOrderId })
}
