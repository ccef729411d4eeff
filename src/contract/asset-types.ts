import { z } from 'zod'
import { flag, instant, text, uuid } from './common.ts'

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9](?:[A-Z0-9_-]{0,28}[A-Z0-9])?$/)
  .meta({ example: 'WATER_TRUCK' })

export const assetType = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string().meta({ description: "in the caller's language" }),
    nameEs: z.string(),
    nameEn: z.string(),
    predefined: z.boolean(),
    hasKm: z.boolean(),
    hasHours: z.boolean(),
    assets: z.int().meta({ description: 'units and components in service, of every site' }),
    archivedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'AssetType' })
export type AssetType = z.infer<typeof assetType>

export const assetTypeQuery = z.strictObject({ archived: flag.default(false) })

export const createAssetType = z.strictObject({
  code,
  nameEs: text(80),
  nameEn: text(80),
  hasKm: z.boolean(),
  hasHours: z.boolean(),
})
export type CreateAssetType = z.infer<typeof createAssetType>

export const updateAssetType = createAssetType.partial()
export type UpdateAssetType = z.infer<typeof updateAssetType>
