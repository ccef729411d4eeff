import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, instant, version } from '../../platform/database/columns.ts'
import { asset } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { workOrder } from '../work-orders/tables.ts'

/** A fault that somebody without an account reported from a unit's label, until and after a planner judged it. */
export const faultRequest = pgTable(
  'fault_request',
  {
    id: id(),
    assetId: uuid('asset_id')
      .notNull()
      .references(() => asset.id),
    /** SHA-256 of the tracking link's secret. */
    tokenHash: text('token_hash').notNull(),
    what: text('what').notNull(),
    description: text('description'),
    canMove: boolean('can_move').notNull(),
    status: text('status', { enum: ['NEW', 'ACCEPTED', 'REJECTED'] })
      .notNull()
      .default('NEW'),
    reportedAt: instant('reported_at').notNull(),
    triagedAt: instant('triaged_at'),
    triagedBy: uuid('triaged_by').references(() => person.id),
    rejectionReason: text('rejection_reason'),
    workOrderId: uuid('work_order_id').references(() => workOrder.id),
    version: version(),
  },
  (t) => [
    uniqueIndex('fault_request_token').on(t.tokenHash),
    uniqueIndex('fault_request_order').on(t.workOrderId).where(sql`${t.workOrderId} IS NOT NULL`),
    index('fault_request_reported').on(t.reportedAt, t.id),
    index('fault_request_asset').on(t.assetId, t.reportedAt),
    index('fault_request_pending').on(t.assetId).where(sql`${t.status} = 'NEW'`),
    check(
      'fault_request_triage',
      sql`(${t.status} = 'NEW') = (${t.triagedAt} IS NULL)
        AND (${t.status} = 'ACCEPTED') = (${t.workOrderId} IS NOT NULL)
        AND (${t.status} = 'REJECTED') = (${t.rejectionReason} IS NOT NULL)`,
    ),
  ],
)
