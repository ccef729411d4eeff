import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { UpdatePlan } from '../../../contract/plans.ts'
import type { IntervalProposal, ProposeInterval } from '../../../contract/reliability.ts'
import type { Actor } from '../../platform/actor.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { changePlan, lockPlanForChange } from '../plans/commands.ts'
import { planManageScope, planScope } from '../plans/queries.ts'
import { type Evidence, evidenceIn } from './evidence.ts'
import { getProposal } from './proposals.ts'
import { readStudy } from './queries.ts'
import { intervalProposal } from './tables.ts'

type ProposalRow = typeof intervalProposal.$inferSelect

interface Versioned {
  id: string
  expectedVersion?: number | undefined
}

/**
 * Proposes another interval for a plan. The fit is computed here, from the records, before the transaction: a proposal
 * never rests on numbers that its proposer sent.
 */
export async function proposeInterval(runtime: Runtime, actor: Actor, input: ProposeInterval) {
  const { planId, planVersion, every, reason, ...asked } = input
  const study = await readStudy(runtime, actor, { ...asked, months: 6 })
  if (!study.plans.some(({ id }) => id === planId)) throw refuseField('planId', 'notApplicable')
  const evidence = evidenceIn(study)
  if (!evidence) throw new Problem('reliability.noOptimum')
  return insertProposal(runtime, actor, { ...input, evidence })
}

const insertProposal = command(
  'reliability.propose',
  async (context, input: ProposeInterval & { evidence: Evidence }): Promise<IntervalProposal> => {
    const { tx, actor, now, audit } = context
    const { planId, planVersion, every, evidence, reason, assetId, typeId, system, modeId } = input
    const plan = await lockPlanForChange(context, { id: planId, expectedVersion: planVersion })
    const interval =
      evidence.measure === 'DAYS'
        ? { from: plan.calendarEvery!, unit: plan.calendarUnit! }
        : { from: plan.meterEvery!, unit: plan.meterKind! }
    if (evidence.measure === 'DAYS' && !Number.isInteger(every)) throw refuseField('every', 'notWhole')
    if (evidence.measure === 'DAYS' && every > 1000) throw refuseField('every', 'invalid')
    if (every === interval.from) throw refuseField('every', 'sameInterval')
    const [created] = await tx
      .insert(intervalProposal)
      .values({
        ...{ id: v7(), planId, planVersion: plan.version, ...interval, to: every, evidence, reason },
        ...{ assetId: assetId ?? null, typeId: typeId ?? null, system: system ?? null, modeId: modeId ?? null },
        ...{ proposedBy: actor.personId, proposedAt: now },
      })
      .onConflictDoNothing()
      .returning()
    if (!created) throw new Problem('proposal.pending')
    audit('intervalProposal.made', { type: 'intervalProposal', id: created.id }, null, created)
    return getProposal(tx, actor, created.id)
  },
)

/** Somebody answers for every site the plan reaches; archived or not, its proposal can be turned down. */
async function assertPlanManageable({ tx, actor }: Context, planId: string): Promise<void> {
  const [mine] = await tx.rows(sql`
    SELECT FROM maintenance_plan p WHERE p.id = ${planId} AND ${planManageScope(actor)}`)
  if (!mine) throw new Problem('auth.forbidden')
}

/** A proposal nobody has decided, locked until the transaction ends. */
async function lockPending({ tx, actor }: Context, { id, expectedVersion }: Versioned): Promise<ProposalRow> {
  const [visible] = await tx.rows(sql`
    SELECT FROM interval_proposal i JOIN maintenance_plan p ON p.id = i.plan_id
    WHERE i.id = ${id} AND ${planScope(actor)} FOR UPDATE OF i`)
  if (!visible) throw notFound()
  const [row] = await tx.select().from(intervalProposal).where(eq(intervalProposal.id, id))
  if (row!.status !== 'PENDING') throw new Problem('proposal.decided')
  assertVersion(row!.version, expectedVersion)
  return row!
}

async function decide(context: Context, before: ProposalRow, status: 'APPROVED' | 'REJECTED', decisionReason: string) {
  const { tx, actor, now, audit } = context
  const [after] = await tx
    .update(intervalProposal)
    .set({ status, decisionReason, decidedAt: now, decidedBy: actor.personId, version: before.version + 1 })
    .where(eq(intervalProposal.id, before.id))
    .returning()
  const action = status === 'APPROVED' ? 'intervalProposal.approved' : 'intervalProposal.rejected'
  audit(action, { type: 'intervalProposal', id: before.id }, before, after!)
  return getProposal(tx, actor, before.id)
}

/** Gives the plan its new interval and closes the proposal, or does neither. */
export const approveProposal = command(
  'reliability.decide',
  async (context, { reason, ...target }: Versioned & { reason: string }): Promise<IntervalProposal> => {
    const proposal = await lockPending(context, target)
    const { planId, planVersion, unit, to } = proposal
    const plan = await lockPlanForChange(context, { id: planId, expectedVersion: undefined })
    if (plan.version !== planVersion) throw new Problem('proposal.stale')
    const change: UpdatePlan =
      unit === 'HOURS' || unit === 'KM' ? { meter: { every: to, kind: unit } } : { calendar: { every: to, unit } }
    await changePlan(context, { id: planId, expectedVersion: planVersion, change })
    return decide(context, proposal, 'APPROVED', reason)
  },
)

export const rejectProposal = command(
  'reliability.decide',
  async (context, { reason, ...target }: Versioned & { reason: string }): Promise<IntervalProposal> => {
    const proposal = await lockPending(context, target)
    await assertPlanManageable(context, proposal.planId)
    return decide(context, proposal, 'REJECTED', reason)
  },
)
