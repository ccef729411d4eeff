import { eq } from 'drizzle-orm'
import { dateAt } from '../../../../domain/civil-time.ts'
import { refusesWork, type UnreadyReason } from '../../../../domain/readiness.ts'
import { may } from '../../../platform/actor.ts'
import type { Context } from '../../../platform/command.ts'
import { Problem } from '../../../platform/problem.ts'
import { type OverriddenReason, readinessOverride } from '../tables.ts'
import { personReasonsOf, refusalOf, unitReasonsOf } from './queries.ts'

interface Assigned {
  /** `null`: not written yet. */
  id: string | null
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

/** The reasons that still refuse the order: those overridden for it before do not count. */
async function openReasonsOf(context: Context, order: Assigned) {
  const found = await refusedFor(context, order)
  if (found.length === 0 || order.id === null) return found
  const overrides = await context.tx
    .select({ reasons: readinessOverride.reasons })
    .from(readinessOverride)
    .where(eq(readinessOverride.workOrderId, order.id))
  const allowedAlready = overrides.flatMap(({ reasons }) => reasons)
  return found.filter(({ identity }) => !allowedAlready.some((one) => same(one, identity)))
}

type Refused<O> = { order: O; reasons: Awaited<ReturnType<typeof openReasonsOf>> }[]

/** The orders that are not ready, when whoever asks may override it and says why; else refused with every reason of each. */
async function refusedOrOverridden<O extends Assigned>(
  context: Context,
  orders: readonly O[],
  overrideReason: string | undefined,
  fieldOf: (order: O, field: string) => string,
): Promise<Refused<O>> {
  const { actor } = context
  const refused: Refused<O> = []
  for (const order of orders) {
    const reasons = await openReasonsOf(context, order)
    if (reasons.length > 0) refused.push({ order, reasons })
  }
  if (refused.length === 0) return refused
  if (overrideReason === undefined) {
    const fields = refused.flatMap(({ order, reasons }) =>
      reasons.map(({ field, reason }) => refusalOf(actor, fieldOf(order, field), reason)),
    )
    throw new Problem('assignment.notReady', {}, fields)
  }
  if (!may(actor, 'readiness.override')) throw new Problem('auth.forbidden')
  return refused
}

/** Writes down why orders go on all the same. */
async function keepOverrides(
  { tx, actor, now, audit }: Context,
  overridden: Refused<{ id: string }>,
  reason = '',
): Promise<void> {
  for (const { order, reasons } of overridden) {
    const given = { reason, reasons: reasons.map(({ identity }) => identity) }
    await tx
      .insert(readinessOverride)
      .values({ workOrderId: order.id, ...given, createdBy: actor.personId, createdAt: now })
    audit('workOrder.readinessOverridden', { type: 'workOrder', id: order.id }, null, given)
  }
}

/**
 * Refuses an order to somebody while documents of its unit or of that person forbid the work, with every reason, of the
 * `asset` or the `assignee`. Whoever may override says why: that is audited, and holds for those reasons of this order
 * from then on.
 */
export async function assertReady(
  context: Context,
  order: Assigned & { id: string },
  overrideReason?: string,
): Promise<void> {
  const overridden = await refusedOrOverridden(context, [order], overrideReason, (_, field) => field)
  await keepOverrides(context, overridden, overrideReason)
}

/** The same before the order is written, and has a number that others wait for; what it answers is called afterwards. */
export async function assertReadyForNew(
  context: Context,
  { assetId, assigneeId }: Omit<Assigned, 'id'>,
  overrideReason?: string,
): Promise<(orderId: string) => Promise<void>> {
  const order = { id: null, assetId, assigneeId }
  const overridden = await refusedOrOverridden(context, [order], overrideReason, (_, field) => field)
  return (id) =>
    keepOverrides(
      context,
      overridden.map(({ reasons }) => ({ order: { id }, reasons })),
      overrideReason,
    )
}

/** The same of many orders at once: one refusal with the reasons of all, each under its order's number. */
export async function assertAllReady(
  context: Context,
  orders: readonly (Assigned & { id: string; number: string })[],
  overrideReason?: string,
): Promise<void> {
  const overridden = await refusedOrOverridden(context, orders, overrideReason, ({ number }) => number)
  await keepOverrides(context, overridden, overrideReason)
}
