import { bigint, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'
import { site } from '../sites/tables.ts'

/** What a site may spend on maintenance in a year, month by month. Appended only: the highest version is in force. */
export const budget = pgTable(
  'budget',
  {
    id: id(),
    siteId: uuid('site_id')
      .notNull()
      .references(() => site.id),
    year: integer('year').notNull(),
    version: integer('version').notNull(),
    /** Minor units, January to December. */
    months: bigint('months', { mode: 'number' }).array().notNull(),
    note: text('note'),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('budget_version').on(t.siteId, t.year, t.version)],
)
