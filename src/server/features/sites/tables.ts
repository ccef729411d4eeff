import { sql } from 'drizzle-orm'
import { type AnyPgColumn, doublePrecision, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, version } from '../../platform/database/columns.ts'

/** A tree of places: faenas, workshops, yards. Whoever is responsible for a site is responsible for those below it. */
export const site = pgTable(
  'site',
  {
    id: id(),
    parentId: uuid('parent_id').references((): AnyPgColumn => site.id),
    code: text('code').notNull().unique(),
    name: text('name').notNull(),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    archivedAt: instant('archived_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [index('site_parent').on(t.parentId).where(sql`${t.parentId} IS NOT NULL`)],
)
