import { sql } from 'drizzle-orm'
import { failureCatalogue } from '../../../domain/failure-code.ts'
import type { Tx } from '../../platform/database/database.ts'
import { failureCode, orderType } from './tables.ts'

const types = [
  { code: 'PREVENTIVE', nameEs: 'Preventiva', nameEn: 'Preventive', requiresApproval: false },
  { code: 'CORRECTIVE', nameEs: 'Correctiva', nameEn: 'Corrective', requiresApproval: false },
  { code: 'PREDICTIVE', nameEs: 'Predictiva', nameEn: 'Predictive', requiresApproval: false },
  { code: 'EMERGENCY', nameEs: 'Emergencia', nameEn: 'Emergency', requiresApproval: false },
  { code: 'INSPECTION', nameEs: 'Inspección', nameEn: 'Inspection', requiresApproval: false },
  { code: 'MODIFICATION', nameEs: 'Modificación', nameEn: 'Modification', requiresApproval: true },
  { code: 'INSTALLATION', nameEs: 'Instalación', nameEn: 'Installation', requiresApproval: true },
  { code: 'CALIBRATION', nameEs: 'Calibración', nameEn: 'Calibration', requiresApproval: false },
] as const

/**
 * The order types and failure codes every installation starts with; existing ones are left as they are, and an asset
 * type that has a code keeps just its own: what an administrator took out must not come back.
 */
export async function ensureOrderMasterData(tx: Tx): Promise<void> {
  await tx
    .insert(orderType)
    .values(types.map((type) => ({ ...type, category: type.code, predefined: true })))
    .onConflictDoNothing()
  const assetTypes = await tx.rows<{ id: string; code: string }>(sql`SELECT id, code FROM asset_type WHERE predefined`)
  const coded = await tx.rows<{ id: string | null }>(sql`SELECT DISTINCT asset_type_id AS id FROM failure_code`)
  const catalogues = [
    { assetTypeId: null, catalogue: failureCatalogue('') },
    ...assetTypes.map(({ id, code }) => ({ assetTypeId: id, catalogue: failureCatalogue(code) })),
  ].filter(({ assetTypeId }) => !coded.some(({ id }) => id === assetTypeId))
  const codes = catalogues.flatMap(({ assetTypeId, catalogue }) =>
    (['modes', 'causes', 'actions'] as const).flatMap((list) =>
      catalogue[list].map(({ code, es, en }, position) => ({
        assetTypeId,
        kind: ({ modes: 'MODE', causes: 'CAUSE', actions: 'ACTION' } as const)[list],
        code,
        nameEs: es,
        nameEn: en,
        position,
      })),
    ),
  )
  if (codes.length > 0) await tx.insert(failureCode).values(codes).onConflictDoNothing()
}
