import { z } from 'zod'
import { instant, text, uuid } from './common.ts'

const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9](?:[A-Z0-9._-]{0,18}[A-Z0-9])?$/)
  .meta({ example: 'NORTE' })
const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)

export const site = z
  .object({
    id: uuid,
    code: z.string(),
    name: z.string(),
    parentId: uuid.nullable(),
    depth: z.int().meta({ description: 'levels above it that the caller may see' }),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    units: z.int().meta({ description: 'units in service here and at the sites below' }),
    archivedAt: instant.nullable(),
    version: z.int(),
  })
  .meta({ id: 'Site' })
export type Site = z.infer<typeof site>

export const siteQuery = z.strictObject({
  archived: z.enum(['true', 'false', 'all']).default('false'),
})
export type SiteQuery = z.infer<typeof siteQuery>

export const createSite = z.strictObject({
  code,
  name: text(120),
  parentId: uuid.nullable().optional(),
  latitude: latitude.nullable().optional(),
  longitude: longitude.nullable().optional(),
})
export type CreateSite = z.infer<typeof createSite>

export const updateSite = createSite.partial()
export type UpdateSite = z.infer<typeof updateSite>
