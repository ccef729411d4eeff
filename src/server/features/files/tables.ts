import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'

/** A stored file of one owner; who may see the owner may see the file. */
export const file = pgTable(
  'file',
  {
    id: id(),
    ownerType: text('owner_type', {
      enum: ['asset', 'workOrder', 'inspection', 'inspectionDraft', 'document', 'faultRequest', 'import', 'mail'],
    }).notNull(),
    ownerId: uuid('owner_id').notNull(),
    kind: text('kind', { enum: ['PHOTO', 'PHOTO_BEFORE', 'PHOTO_AFTER', 'DOCUMENT'] }).notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    storageKey: text('storage_key').notNull(),
    thumbnailKey: text('thumbnail_key'),
    /** Pixels, for images. */
    width: integer('width'),
    height: integer('height'),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [index('file_owner').on(t.ownerType, t.ownerId).where(sql`${t.removedAt} IS NULL`)],
)
