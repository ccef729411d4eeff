import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { id, instant } from '../../platform/database/columns.ts'
import { person } from '../people/tables.ts'

/** What an administrator set, appended and never changed: the newest row of a key is what holds. */
export const parameterChange = pgTable(
  'parameter_change',
  {
    id: id(),
    key: text('key').notNull(),
    value: jsonb('value').notNull(),
    changedBy: uuid('changed_by').references(() => person.id),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [index('parameter_change_key').on(t.key, t.changedAt, t.id)],
)
