import { sql } from 'drizzle-orm'
import { type Raise, raiseDue, raiseNext } from '../../../domain/maintenance-due.ts'
import { hoursOf, levelsDue, partsDue, tasksDue } from '../../../domain/service-level.ts'
import type { Context } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { lockActiveAsset } from '../fleet/commands.ts'
import { lockStockOf, reserveParts } from '../inventory/reservations/commands.ts'
import { insertWorkOrder } from '../work-orders/commands.ts'
import { type PlanRow, plansOf, ruleOf } from './plan-row.ts'
import { maintenanceDue } from './tables.ts'
import { type PlanUnit, planUnits } from './units.ts'
import { dueTimes } from './windows.ts'

export interface PlanUnitTarget {
  planId: string
  assetId: string
}

/** A plan for one asset, read after the asset was locked: nobody else raises or skips for it meanwhile. */
export async function lockPlanUnit({ tx, actor, now, runtime }: Context, { planId, assetId }: PlanUnitTarget) {
  const locked = await lockActiveAsset(tx, assetId, actor)
  const [plan] = await plansOf(tx, [planId])
  const [unit] = await planUnits(tx, {
    where: sql`p.id = ${planId} AND a.id = ${assetId} AND p.archived_at IS NULL`,
    now,
    zone: runtime.config.COMPANY_TIME_ZONE,
  })
  return plan && unit ? { plan, unit, locked } : null
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockPlanUnit>>>

async function preventiveType(tx: Tx): Promise<string> {
  const [type] = await tx.rows<{ id: string }>(sql`
    SELECT id FROM order_type WHERE category = 'PREVENTIVE' AND archived_at IS NULL
    ORDER BY requires_approval, predefined DESC, code LIMIT 1`)
  if (!type) throw refuseField('typeId', 'unknown')
  return type.id
}

/** Appends the turns to what became of the plan: an order's, or skipped with a reason. */
export async function appendTurns(
  { tx, now }: Context,
  { planId, asset, last, today }: PlanUnit,
  { trigger, occurrences }: Raise,
  outcome: { workOrderId: string } | { skippedBy: string | null; skipReason: string },
): Promise<void> {
  const [newest] = await tx.rows<{ sequence: number }>(sql`
    SELECT coalesce(max(sequence), 0) AS sequence FROM maintenance_due
    WHERE plan_id = ${planId} AND asset_id = ${asset.id}`)
  const first = Math.max(newest!.sequence, last?.sequence ?? 0) + 1
  await tx.insert(maintenanceDue).values(
    occurrences.map(({ cycle, nominalOn, on, meter, anchorOn, steps }, i) => ({
      planId,
      assetId: asset.id,
      sequence: first + i,
      ...{ cycle, nominalOn, dueOn: on, dueMeter: meter, anchorOn, steps, trigger },
      raisedOn: today.on,
      raisedMeter: today.total,
      createdAt: now,
      ...outcome,
    })),
  )
}

const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

async function openOrder(context: Context, { plan, unit, locked }: Locked, raise: Raise): Promise<string> {
  const { tx, runtime } = context
  const rule = ruleOf(plan)
  const cycles = raise.occurrences.map(({ cycle }) => cycle)
  const tasks = tasksDue(plan.levels, cycles)
  const parts = partsDue(plan.levels, cycles)
  const hours = hoursOf(tasks)
  const times = await dueTimes(tx, {
    rule,
    assetId: unit.asset.id,
    due: raise.occurrences[0],
    perDay: unit.use?.perDay ?? null,
    zone: runtime.config.COMPANY_TIME_ZONE,
  })
  const stock = await lockStockOf(tx, locked.siteId, parts)
  const order = await insertWorkOrder(context, {
    title: cut(titleOf(plan, cycles)),
    description: plan.description,
    typeId: await preventiveType(tx),
    priority: plan.priority,
    estimatedHours: hours > 0 ? hours : null,
    tasks: tasks.map(({ text }) => text),
    ...times,
    unit: locked,
    origin: 'PLAN',
    planId: plan.id,
  })
  await reserveParts(context, order.id, parts, stock)
  await appendTurns(context, unit, raise, { workOrderId: order.id })
  if (!context.actor.personId) context.emit('plan.due', { id: plan.id, workOrderId: order.id })
  return order.id
}

/** The plan and the largest service that is due: `Mantención 793: 1.000 h`. */
export function titleOf({ name, levels }: Pick<PlanRow, 'name' | 'levels'>, cycles: readonly number[]): string {
  const largest = levelsDue(levels, cycles).at(-1)
  return largest && levels.length > 1 ? `${name}: ${largest.name}` : name
}

/** Opens what the plan asks for today; `null` when that is nothing, or somebody else has just done it. */
export async function raiseToday(context: Context, target: PlanUnitTarget): Promise<string | null> {
  const found = await lockPlanUnit(context, target)
  if (!found || found.plan.pausedAt || found.unit.open) return null
  const raise = raiseDue(ruleOf(found.plan), found.unit.history, found.unit.today)
  return raise && openOrder(context, found, raise)
}

/** The next turn for whoever asks before its day: refused while one is open or the plan rests. */
export function nextByHand({ plan, unit }: Locked): Raise {
  if (plan.pausedAt) throw new Problem('plan.paused')
  if (unit.open) throw new Problem('plan.orderOpen', { number: unit.open.number })
  const raise = raiseNext(ruleOf(plan), unit.history, unit.today)
  if (!raise) throw new Problem('plan.nothingDue')
  return raise
}

export function raiseByHand(context: Context, found: Locked): Promise<string> {
  return openOrder(context, found, nextByHand(found))
}
