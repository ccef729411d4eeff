import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { systemCodes } from '../../../domain/system.ts'
import { id, instant, meterValue, version } from '../../platform/database/columns.ts'
import { asset, assetType } from '../fleet/tables.ts'
import { person } from '../people/tables.ts'
import { maintenancePlan } from '../plans/tables.ts'
import { failureCode } from '../work-orders/tables.ts'
import type { Evidence } from './evidence.ts'

/** A new interval for a plan, with the fit it rests on as it was then, until and after somebody decided. */
export const intervalProposal = pgTable(
  'interval_proposal',
  {
    id: id(),
    planId: uuid('plan_id')
      .notNull()
      .references(() => maintenancePlan.id),
    /** The plan's version the proposal was made from; another one makes it stale. */
    planVersion: integer('plan_version').notNull(),
    /** Whose failures were fitted. */
    assetId: uuid('asset_id').references(() => asset.id),
    typeId: uuid('type_id').references(() => assetType.id),
    system: text('system', { enum: systemCodes }),
    modeId: uuid('mode_id').references(() => failureCode.id),
    from: meterValue('from_every').notNull(),
    to: meterValue('to_every').notNull(),
    unit: text('unit', { enum: ['HOURS', 'KM', 'day', 'week', 'month', 'year'] }).notNull(),
    evidence: jsonb('evidence').$type<Evidence>().notNull(),
    reason: text('reason').notNull(),
    status: text('status', { enum: ['PENDING', 'APPROVED', 'REJECTED'] })
      .notNull()
      .default('PENDING'),
    proposedBy: uuid('proposed_by').references(() => person.id),
    proposedAt: instant('proposed_at').notNull(),
    decidedBy: uuid('decided_by').references(() => person.id),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    version: version(),
  },
  (t) => [
    // Two proposals for one plan would each make the other stale.
    uniqueIndex('interval_proposal_pending').on(t.planId).where(sql`${t.status} = 'PENDING'`),
    index('interval_proposal_plan').on(t.planId, t.proposedAt),
    index('interval_proposal_proposed').on(t.proposedAt, t.id),
    check(
      'interval_proposal_decided',
      sql`(${t.status} = 'PENDING') = (${t.decidedAt} IS NULL)
        AND (${t.status} = 'PENDING') = (${t.decisionReason} IS NULL)`,
    ),
  ],
)
