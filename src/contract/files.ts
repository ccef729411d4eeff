import { z } from 'zod'
import { instant, uuid } from './common.ts'

/** `inspectionDraft`: photos for an inspection that is still on the device, owned by the person who takes them. */
export const fileOwnerTypes = [
  'asset',
  'workOrder',
  'inspection',
  'inspectionDraft',
  'document',
  'faultRequest',
] as const
export type FileOwnerType = (typeof fileOwnerTypes)[number]
export const fileKinds = ['PHOTO', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'DOCUMENT'] as const
export type FileKind = (typeof fileKinds)[number]

/** Megabytes (2^20 bytes) accepted. */
export const fileLimits = { photo: 10, document: 25 } as const

export const storedFile = z
  .object({
    id: uuid,
    ownerType: z.enum(fileOwnerTypes),
    ownerId: uuid,
    kind: z.enum(fileKinds),
    name: z.string(),
    mediaType: z.string(),
    size: z.int().meta({ description: 'bytes' }),
    sha256: z.string(),
    width: z.int().nullable().meta({ description: 'pixels, for images' }),
    height: z.int().nullable(),
    hasThumbnail: z.boolean(),
    createdBy: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'StoredFile' })
export type StoredFile = z.infer<typeof storedFile>

export const fileOwner = { ownerType: z.enum(fileOwnerTypes), ownerId: uuid }
export const fileQuery = z.strictObject(fileOwner)
export type FileQuery = z.infer<typeof fileQuery>
export const addFileQuery = z.strictObject({ ...fileOwner, kind: z.enum(fileKinds) })
export type AddFileQuery = z.infer<typeof addFileQuery>

/** Described for the documentation; the bytes are read by the multipart parser. */
export const fileUpload = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary' } },
  required: ['file'],
})
