import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'

/** A key for another system: the rights of its owner, narrowed to some permissions and sites. */
export const apiToken = pgTable(
  'api_token',
  {
    id: id(),
    name: text('name').notNull(),
    /** SHA-256 of the token: 256 random bits need no slow hash. */
    hash: text('hash').notNull(),
    prefix: text('prefix').notNull(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => person.id),
    permissions: text('permissions').array().notNull(),
    /** `null`: every site of its owner. Those below a site are included. */
    siteIds: uuid('site_ids').array(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    revokedBy: uuid('revoked_by').references(() => person.id),
  },
  (t) => [uniqueIndex('api_token_hash').on(t.hash), index('api_token_owner').on(t.ownerId)],
)
