import { type SQL, sql } from 'drizzle-orm'
import type { PreviewPlan } from '../../../contract/plans.ts'
import { checkPlanRule, type PlanRule } from '../../../domain/maintenance-plan.ts'
import { checkLevels } from '../../../domain/service-level.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { type FieldRefusal, notFound, Problem } from '../../platform/problem.ts'
import { maintenancePlan } from './tables.ts'

export type PlanRow = typeof maintenancePlan.$inferSelect
export type PlanDefinition = Omit<PreviewPlan, 'planId' | 'assetId' | 'typeId' | 'siteId'>

/** The plans, of table alias `p`, of which the actor is responsible for every site they reach. */
export function planManageScope(actor: Actor): SQL {
  if (actor.siteIds === null) return sql`true`
  const own = anyOf(actor.siteIds, 'uuid')
  return sql`(p.site_id = ${own} OR EXISTS (SELECT FROM asset pa WHERE pa.id = p.asset_id AND pa.site_id = ${own}))`
}

/** The plans the actor may see: theirs, and those of a type at every site, which reach their units too. */
export function planScope(actor: Actor): SQL {
  if (actor.siteIds === null) return sql`true`
  return sql`(${planManageScope(actor)} OR (p.asset_id IS NULL AND p.site_id IS NULL))`
}

export function ruleOf(row: PlanRow): PlanRule {
  return {
    calendar: row.calendarEvery && row.calendarUnit ? { every: row.calendarEvery, unit: row.calendarUnit } : null,
    meter: row.meterEvery && row.meterKind ? { every: row.meterEvery, kind: row.meterKind } : null,
    mode: row.mode,
    startsOn: row.startsOn,
    meterStart: row.meterStart,
    tolerance: row.tolerance / 100,
    leadDays: row.leadDays,
    months: row.months,
    workingDays: row.workingDays,
  }
}

/** The plan as it is written from what its editor says. */
export function columnsOf({ calendar, meter, description, ...given }: PlanDefinition) {
  return {
    ...given,
    description: description ?? null,
    months: [...new Set(given.months)].sort((a, b) => a - b),
    calendarEvery: calendar?.every ?? null,
    calendarUnit: calendar?.unit ?? null,
    meterEvery: meter?.every ?? null,
    meterKind: meter?.kind ?? null,
  }
}

/** What a stored plan says, for a change to be laid over it. */
export function definitionOf(row: PlanRow): PlanDefinition {
  const { calendar, meter } = ruleOf(row)
  const { name, description, mode, startsOn, meterStart, tolerance, leadDays, months, workingDays, priority } = row
  return {
    ...{ name, description, calendar, meter, mode, startsOn, meterStart, tolerance, leadDays, months },
    ...{ workingDays, priority },
    levels: row.levels.map((level) => ({ ...level, tasks: [...level.tasks], parts: [...level.parts] })),
  }
}

export function assertSound(definition: PlanDefinition): void {
  const rule = checkPlanRule({ ...definition, tolerance: definition.tolerance / 100 })
  const levels = checkLevels(definition.levels)
  const refusals: FieldRefusal[] = [
    ...(rule ? [{ field: rule.code === 'PLAN_NEVER_DUE' ? 'months' : 'calendar', code: rule.code }] : []),
    ...(levels ? [{ field: 'levels', code: levels.code }] : []),
  ]
  if (refusals.length > 0) throw new Problem('request.invalid', {}, refusals)
}

/** The plan, locked; 404 where the actor may not see it, 403 where it reaches beyond their sites. */
export async function lockPlan(tx: Tx, actor: Actor, id: string): Promise<PlanRow> {
  const [row] = await tx.rows<{ manageable: boolean }>(sql`
    SELECT ${planManageScope(actor)} AS manageable FROM maintenance_plan p
    WHERE p.id = ${id} AND ${planScope(actor)} FOR UPDATE OF p`)
  if (!row) throw notFound()
  if (!row.manageable) throw new Problem('auth.forbidden')
  const [plan] = await plansOf(tx, [id])
  return plan!
}

export function plansOf(tx: Pick<Tx, 'select'>, ids: readonly string[]): Promise<PlanRow[]> {
  return tx
    .select()
    .from(maintenancePlan)
    .where(sql`${maintenancePlan.id} = ${anyOf(ids, 'uuid')}`)
}
