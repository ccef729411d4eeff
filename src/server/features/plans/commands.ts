import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreatePlan, Plan, UpdatePlan } from '../../../contract/plans.ts'
import { partIdsOf } from '../../../domain/service-level.ts'
import type { Actor } from '../../platform/actor.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { assetScope } from '../fleet/queries.ts'
import { assertUsableParts } from '../inventory/reservations/commands.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { assertSound, columnsOf, definitionOf, lockPlan, type PlanRow, planScope } from './plan-row.ts'
import { getPlan } from './queries.ts'
import { appendTurns, lockPlanUnit, nextByHand, type PlanUnitTarget, raiseByHand, raiseToday } from './raising.ts'
import { maintenancePlan } from './tables.ts'

interface Versioned {
  id: string
  expectedVersion: number | undefined
}

type Target = Pick<CreatePlan, 'assetId' | 'typeId' | 'siteId'>

/** Which assets the plan is for: one in scope, or those of a type at sites the actor answers for. */
async function targetOf(tx: Tx, actor: Actor, { assetId = null, typeId = null, siteId = null }: Target) {
  if ((assetId === null) === (typeId === null)) throw refuseField('assetId', 'exactlyOne')
  if (assetId !== null) {
    const [unit] = await tx.rows<{ archived: boolean }>(sql`
      SELECT a.archived_at IS NOT NULL AS archived FROM asset a WHERE a.id = ${assetId} AND ${assetScope(actor)} FOR SHARE`)
    if (!unit) throw refuseField('assetId', 'unknown')
    if (unit.archived) throw refuseField('assetId', 'archived')
    if (siteId !== null) throw refuseField('siteId', 'notApplicable')
    return { assetId, assetTypeId: null, siteId: null }
  }
  const [type] = await tx.rows<{ archived: boolean }>(sql`
    SELECT archived_at IS NOT NULL AS archived FROM asset_type WHERE id = ${typeId} FOR SHARE`)
  if (!type) throw refuseField('typeId', 'unknown')
  if (type.archived) throw refuseField('typeId', 'archived')
  if (siteId !== null) await assertUsableSite(tx, actor, siteId)
  else if (actor.siteIds !== null) throw refuseField('siteId', 'required')
  return { assetId: null, assetTypeId: typeId, siteId }
}

/** Every asset of the plan has the meter it counts by. */
async function assertMetered(tx: Tx, { meterKind, assetId, assetTypeId }: Partial<PlanRow>): Promise<void> {
  if (!meterKind) return
  const [type] = await tx.rows<{ metered: boolean }>(sql`
    SELECT CASE ${meterKind} WHEN 'KM' THEN t.has_km ELSE t.has_hours END AS metered FROM asset_type t
    WHERE t.id = coalesce(${assetTypeId ?? null}::uuid, (SELECT type_id FROM asset WHERE id = ${assetId ?? null}))`)
  if (!type?.metered) throw refuseField('meter', 'noSuchMeter')
}

export const createPlan = command('plan.manage', async (context, input: CreatePlan): Promise<Plan> => {
  const { tx, actor, now, audit } = context
  const { assetId, typeId, siteId, ...definition } = input
  assertSound(definition)
  const target = await targetOf(tx, actor, { assetId, typeId, siteId })
  await assertUsableParts(tx, partIdsOf(definition.levels), 'levels')
  const row = {
    id: v7(),
    ...columnsOf(definition),
    ...target,
    countsFrom: now,
    createdBy: actor.personId,
    createdAt: now,
  }
  await assertMetered(tx, row)
  const [created] = await tx.insert(maintenancePlan).values(row).returning()
  audit('plan.created', { type: 'plan', id: row.id }, null, created!)
  return getPlan(tx, actor, row.id, now)
})

async function savePlan(context: Context, before: PlanRow, changes: Partial<PlanRow>, action: string): Promise<Plan> {
  const { tx, actor, now, audit } = context
  const [after] = await tx
    .update(maintenancePlan)
    .set({ ...changes, version: before.version + 1 })
    .where(eq(maintenancePlan.id, before.id))
    .returning()
  audit(action, { type: 'plan', id: before.id }, before, after!)
  return getPlan(tx, actor, before.id, now)
}

async function lockVersion({ tx, actor }: Context, { id, expectedVersion }: Versioned): Promise<PlanRow> {
  const row = await lockPlan(tx, actor, id)
  assertVersion(row.version, expectedVersion)
  return row
}

/** The plan as it stands, locked for a change that another feature is about to make or to propose. */
export async function lockPlanForChange(context: Context, target: Versioned): Promise<PlanRow> {
  const row = await lockVersion(context, target)
  if (row.archivedAt) throw new Problem('record.archived')
  return row
}

/**
 * Orders that are open stay as they were opened; what comes next follows the new rule. For use cases of other features
 * that change a plan in their own transaction.
 */
export async function changePlan(
  context: Context,
  { change, ...target }: Versioned & { change: UpdatePlan },
): Promise<Plan> {
  const before = await lockPlanForChange(context, target)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const definition = { ...definitionOf(before), ...given }
  assertSound(definition)
  const columns = columnsOf(definition)
  await assertMetered(context.tx, { ...before, ...columns })
  await assertUsableParts(context.tx, partIdsOf(columns.levels), 'levels')
  return savePlan(context, before, columns, 'plan.changed')
}

export const updatePlan = command('plan.manage', changePlan)

export const pausePlan = command(
  'plan.manage',
  async (context, { reason, ...target }: Versioned & { reason: string }) => {
    const before = await lockVersion(context, target)
    if (before.pausedAt) throw new Problem('plan.paused')
    return savePlan(context, before, { pausedAt: context.now, pauseReason: reason }, 'plan.paused')
  },
)

/** From here on again: what fell due during the pause is not owed. */
export const resumePlan = command('plan.manage', async (context, target: Versioned) => {
  const before = await lockVersion(context, target)
  if (!before.pausedAt) throw new Problem('plan.notPaused')
  const changes = { pausedAt: null, pauseReason: null, countsFrom: context.now }
  return savePlan(context, before, changes, 'plan.resumed')
})

const setArchived = (archived: boolean) =>
  command('plan.manage', async (context, target: Versioned) => {
    const before = await lockVersion(context, target)
    if ((before.archivedAt !== null) === archived) return getPlan(context.tx, context.actor, before.id, context.now)
    if (!archived) await assertUsableParts(context.tx, partIdsOf(before.levels), 'levels')
    const changes = archived ? { archivedAt: context.now } : { archivedAt: null, countsFrom: context.now }
    return savePlan(context, before, changes, archived ? 'plan.archived' : 'plan.restored')
  })

export const archivePlan = setArchived(true)
export const restorePlan = setArchived(false)

/** One asset of a plan, for somebody who manages its work: the asset in scope is enough, the plan may be the company's. */
async function lockUnitInScope(context: Context, target: PlanUnitTarget) {
  const { tx, actor } = context
  const [visible] = await tx.rows(sql`
    SELECT FROM maintenance_plan p WHERE p.id = ${target.planId} AND ${planScope(actor)}`)
  if (!visible) throw notFound()
  const found = await lockPlanUnit(context, target)
  if (!found) throw notFound()
  return found
}

/** Lets the next turn pass for one asset, with the reason. */
export const skipDue = command(
  'plan.manage',
  async (context, { reason, ...target }: PlanUnitTarget & { reason: string }): Promise<null> => {
    const found = await lockUnitInScope(context, target)
    const turn = nextByHand(found)
    await appendTurns(context, found.unit, turn, { skippedBy: context.actor.personId, skipReason: reason })
    const { on, meter, cycle } = turn.occurrences[0]
    context.audit('plan.skipped', { type: 'plan', id: target.planId }, null, {
      assetId: target.assetId,
      on,
      meter,
      cycle,
      reason,
    })
    return null
  },
)

/** Opens the next order of the plan for one asset before its day. */
export const raiseNow = command('plan.manage', async (context, target: PlanUnitTarget) => {
  const found = await lockUnitInScope(context, target)
  return { id: await raiseByHand(context, found) }
})

/** What the generator does for one asset of a plan. */
export const raiseScheduled = command('plan.manage', (context, target: PlanUnitTarget) => raiseToday(context, target))
