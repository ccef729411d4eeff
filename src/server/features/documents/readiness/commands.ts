import { eq } from 'drizzle-orm'
import { dateAt } from '../../../../domain/civil-time.ts'
import { refusesWork, type UnreadyReason } from '../../../../domain/readiness.ts'
import { may } from '../../../platform/actor.ts'
import type { Context } from '../../../platform/command.ts'
import { Problem } from '../../../platform/problem.ts'
import { type OverriddenReason, readinessOverride } from '../tables.ts'
import { personReasonsOf, refusalOf, unitReasonsOf } from './queries.ts'

interface Assigned {
  id: string
  assetId: string
  assigneeId: string | null
}

/** What identifies a reason whatever the language it was read in. */
function identityOf(reason: UnreadyReason, personId: string | null): OverriddenReason {
  const type = 'type' in reason ? reason.type : ''
  return { personId, code: reason.code, type, on: 'on' in reason ? reason.on : null }
}

async function refusedFor({ tx, actor, now, runtime }: Context, { assetId, assigneeId }: Assigned) {
  if (assigneeId === null) return []
  const today = dateAt(Date.parse(now), runtime.config.COMPANY_TIME_ZONE)
  const unit = await unitReasonsOf(tx, actor, assetId, today)
  const person = await personReasonsOf(tx, actor, assigneeId, assetId, today)
  return [
    ...unit.map((reason) => ({ field: 'asset', reason, identity: identityOf(reason, null) })),
    ...person.map((reason) => ({ field: 'assignee', reason, identity: identityOf(reason, assigneeId) })),
  ].filter(({ reason }) => refusesWork(reason))
}

const same = (a: OverriddenReason, b: OverriddenReason) =>
  a.personId === b.personId && a.code === b.code && a.type === b.type && a.on === b.on

/**
 * Refuses an order to somebody while documents of its unit or of that person forbid the work, with every reason. Whoever
 * may override says why: that is audited, and holds for those reasons of this order from then on.
 */
export async function assertReady(context: Context, order: Assigned, overrideReason?: string): Promise<void> {
  const { tx, actor, now, audit } = context
  const found = await refusedFor(context, order)
  if (found.length === 0) return
  const overrides = await tx
    .select({ reasons: readinessOverride.reasons })
    .from(readinessOverride)
    .where(eq(readinessOverride.workOrderId, order.id))
  const allowedAlready = overrides.flatMap(({ reasons }) => reasons)
  const refused = found.filter(({ identity }) => !allowedAlready.some((one) => same(one, identity)))
  if (refused.length === 0) return
  if (overrideReason === undefined) {
    const fields = refused.map(({ field, reason }) => refusalOf(actor, field, reason))
    throw new Problem('assignment.notReady', {}, fields)
  }
  if (!may(actor, 'readiness.override')) throw new Problem('auth.forbidden')
  const given = { reason: overrideReason, reasons: refused.map(({ identity }) => identity) }
  await tx
    .insert(readinessOverride)
    .values({ workOrderId: order.id, ...given, createdBy: actor.personId, createdAt: now })
  audit('workOrder.readinessOverridden', { type: 'workOrder', id: order.id }, null, given)
}
