import { predefinedAssetTypes } from '../../../domain/asset-type.ts'
import type { Tx } from '../../platform/database/database.ts'
import { assetType } from './tables.ts'

/** The five asset types every installation starts with; existing ones are left as they are. */
export async function ensureAssetTypes(tx: Tx): Promise<void> {
  await tx
    .insert(assetType)
    .values(
      predefinedAssetTypes.map(({ code, es, en, meters }) => ({
        code,
        nameEs: es,
        nameEn: en,
        predefined: true,
        hasKm: meters.includes('KM'),
        hasHours: meters.includes('HOURS'),
      })),
    )
    .onConflictDoNothing()
}
