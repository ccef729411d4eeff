import { sql } from 'drizzle-orm'
import type { OrderCategory } from '../../../domain/work-order.ts'
import type { AssetRow } from '../../../simulation/rows.ts'
import type { Tx } from '../../platform/database/database.ts'

/** Ids of the predefined master data that simulated rows name by code. */
export async function readMasterData(tx: Tx, assets: readonly AssetRow[]) {
  const types = await tx.rows<{ id: string; code: string }>(sql`SELECT id, code FROM asset_type WHERE predefined`)
  const orderTypes = await tx.rows<{ id: string; category: OrderCategory; requiresApproval: boolean }>(sql`
    SELECT id, category, requires_approval AS "requiresApproval" FROM order_type WHERE predefined`)
  const codes = await tx.rows<{ id: string; typeId: string | null; kind: string; code: string }>(
    sql`SELECT id, asset_type_id AS "typeId", kind, code FROM failure_code WHERE archived_at IS NULL`,
  )
  const typeIds = new Map(types.map(({ id, code }) => [code, id]))
  const typeOfAsset = new Map(assets.map((asset) => [asset.id, typeIds.get(asset.type)!]))
  const orderTypeOf = new Map(orderTypes.map((type) => [type.category, type]))
  const codeIds = new Map(codes.map(({ id, typeId, kind, code }) => [`${typeId ?? ''} ${kind} ${code}`, id]))
  return {
    assetType: (code: string) => typeIds.get(code)!,
    orderType: (category: OrderCategory) => orderTypeOf.get(category)!,
    /** The code of the unit's own type, else the general one; `null` when there is none. */
    failureCode: (assetId: string, kind: string, code: string) =>
      codeIds.get(`${typeOfAsset.get(assetId)} ${kind} ${code}`) ?? codeIds.get(` ${kind} ${code}`) ?? null,
  }
}

export type MasterData = Awaited<ReturnType<typeof readMasterData>>
