import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../../platform/database/columns.ts'
import { session } from '../people/tables.ts'

/** Opens one live connection, once, within seconds: what stands in the address of a socket may end up in logs. */
export const liveTicket = pgTable('live_ticket', {
  hash: text('hash').primaryKey(),
  sessionId: uuid('session_id')
    .notNull()
    .references(() => session.id, { onDelete: 'cascade' }),
  expiresAt: instant('expires_at').notNull(),
})
