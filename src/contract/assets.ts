import { z } from 'zod'
import { assetStatuses, criticalities } from '../domain/asset.ts'
import {
  civilDate,
  codedReference,
  commaSeparated,
  flag,
  instant,
  optionalText,
  page,
  pageQuery,
  text,
  uuid,
} from './common.ts'
import { meterState } from './meters.ts'

const assetListItem = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  plate: z.string().nullable(),
  make: z.string().nullable(),
  model: z.string().nullable(),
  type: codedReference,
  site: codedReference,
  parent: codedReference.nullable().meta({ description: 'what a component is mounted on' }),
  criticality: z.enum(criticalities),
  status: z.enum(assetStatuses),
  statusSince: instant,
  statusReason: z.string().nullable(),
  meters: z.array(meterState).meta({ description: 'the meters its type has' }),
  photoId: uuid.nullable(),
  archivedAt: instant.nullable(),
  version: z.int(),
})
export const assetItem = assetListItem.meta({ id: 'AssetItem' })
export type AssetItem = z.infer<typeof assetItem>
export const assetPage = page(assetItem)

const sorts = ['code', 'name', 'statusSince', 'km', 'hours', 'site', 'type'] as const
export const assetSorts = sorts.flatMap((sort) => [sort, `-${sort}`] as const)

export const assetQuery = z.strictObject({
  q: z.string().trim().max(100).optional().meta({ description: 'code, name, plate, make, model or serial number' }),
  siteId: uuid.optional().meta({ description: 'this site and all below it' }),
  typeId: commaSeparated(uuid).optional(),
  status: commaSeparated(z.enum(assetStatuses)).optional(),
  criticality: commaSeparated(z.enum(criticalities)).optional(),
  kind: z.enum(['UNIT', 'COMPONENT', 'ALL']).default('ALL'),
  parentId: uuid.optional(),
  stale: flag.optional().meta({ description: 'true: only units with a meter not read for more than 30 days' }),
  archived: flag.default(false),
  sort: z.enum(assetSorts).default('code'),
  ...pageQuery,
})
export type AssetQuery = z.output<typeof assetQuery>

export const asset = assetListItem
  .extend({
    year: z.int().nullable(),
    serialNumber: z.string().nullable(),
    commissionedOn: civilDate.nullable(),
    notes: z.string().nullable(),
    fuelLevel: z.int().nullable().meta({ description: 'percent of the tank' }),
    fuelAt: instant.nullable(),
    components: z.array(
      codedReference.extend({ typeName: z.string(), status: z.enum(assetStatuses) }).meta({ id: 'AssetComponent' }),
    ),
    openOrders: z.int(),
    createdAt: instant,
  })
  .meta({ id: 'Asset' })
export type Asset = z.infer<typeof asset>

const description = {
  code: text(20),
  name: text(120),
  typeId: uuid,
  make: optionalText(80),
  model: optionalText(80),
  year: z.int().min(1950).max(2100).nullable().optional(),
  serialNumber: optionalText(60),
  plate: optionalText(15),
  commissionedOn: civilDate.nullable().optional(),
  notes: optionalText(2000),
}

export const createAsset = z.strictObject({
  ...description,
  siteId: uuid.optional().meta({ description: 'a component stands where its parent does' }),
  parentId: uuid.nullable().optional(),
  criticality: z.enum(criticalities).default('MEDIUM'),
  status: z.enum(assetStatuses).default('OPERATING'),
})
export type CreateAsset = z.output<typeof createAsset>

export const updateAsset = z
  .strictObject({ ...description, criticality: z.enum(criticalities), photoId: uuid.nullable() })
  .partial()
export type UpdateAsset = z.infer<typeof updateAsset>

export const moveAsset = z.strictObject({
  siteId: uuid.optional(),
  parentId: uuid.nullable().meta({ description: 'null: it stands by itself' }),
  at: instant.optional().meta({ description: 'now when absent' }),
})
export type MoveAsset = z.infer<typeof moveAsset>

export const setAssetStatus = z.strictObject({
  status: z.enum(assetStatuses),
  reason: text(500),
  at: instant.optional().meta({ description: 'now when absent' }),
})
export type SetAssetStatus = z.infer<typeof setAssetStatus>

export const setFuel = z.strictObject({ level: z.int().min(0).max(100) })

export const statusInterval = z
  .object({
    id: uuid,
    status: z.enum(assetStatuses),
    from: instant,
    to: instant.nullable(),
    reason: z.string().nullable(),
    workOrder: z.object({ id: uuid, number: z.string() }).nullable(),
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'AssetStatusInterval' })
export type StatusInterval = z.infer<typeof statusInterval>
export const statusPage = page(statusInterval)
export const statusQuery = z.strictObject(pageQuery)
export type StatusQuery = z.output<typeof statusQuery>

export const labelQuery = z.strictObject({ ids: commaSeparated(uuid).pipe(z.array(uuid).min(1)) })
