import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { ExpectedDue, PlanUnitView, PreviewPlan } from '../../../contract/plans.ts'
import { type Expected, expectOccurrences } from '../../../domain/maintenance-due.ts'
import type { PlanRule, UnitHistory } from '../../../domain/maintenance-plan.ts'
import { hoursOf, levelsDue, type ServiceLevel, tasksDue } from '../../../domain/service-level.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { assertVisibleAsset, assetScope } from '../fleet/queries.ts'
import { assertSound, columnsOf, planScope, plansOf, ruleOf } from './plan-row.ts'
import { assertVisiblePlan } from './queries.ts'
import { type PlanUnit, planAssets, planUnits } from './units.ts'

const shown = 5

export function expectedView(expected: Expected, levels: readonly ServiceLevel[]): ExpectedDue {
  const { on, earliest, latest, trigger, meter, cycles } = expected
  const tasks = tasksDue(levels, cycles)
  const service = levelsDue(levels, cycles).at(-1)?.name ?? ''
  return { on, earliest, latest, trigger, meter, service, tasks: tasks.length, hours: hoursOf(tasks) }
}

/** What is to come for a unit, an open order taken as done on its day or, when that is past, today. */
export function expectedOf(rule: PlanRule, unit: PlanUnit, limit: { count?: number; until?: string }): Expected[] {
  return expectOccurrences(rule, settled(unit), unit.today, limit)
}

function settled({ history, open, today }: PlanUnit): UnitHistory {
  const { last } = history
  if (!open || !last) return history
  const on = last.on !== null && last.on > today.on ? last.on : today.on
  const total = today.total === null ? last.meter : Math.max(today.total, last.meter ?? 0)
  return { ...history, last: { ...last, done: { on, total } } }
}

export function unitView(unit: PlanUnit, rule: PlanRule, levels: readonly ServiceLevel[]): PlanUnitView {
  const { asset, meterKind, totalAt, use, open, last, history, today } = unit
  const past = history.last
  return {
    asset,
    meter: meterKind && { kind: meterKind, total: today.total, at: totalAt, use },
    openOrder: open,
    last: last &&
      past && {
        on: past.done?.on ?? past.on ?? past.raisedOn,
        total: past.done ? past.done.total : past.meter,
        outcome: last.outcome,
        reason: last.reason,
        order: last.order,
      },
    next: expectedOf(rule, unit, { count: shown }).map((expected) => expectedView(expected, levels)),
  }
}

export async function listPlanUnits(
  runtime: Runtime,
  actor: Actor,
  planId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  const { db } = runtime.database
  await assertVisiblePlan(db, actor, planId)
  const [plan] = await plansOf(db, [planId])
  const { after, orderBy, cursor } = keyset({ by: sql`a.code`, type: 'text' }, sql`a.id`, 'asc', query.cursor)
  const rows = await db.rows<{ id: string; cursor: unknown }>(sql`
    SELECT a.id, ${cursor} AS cursor FROM ${planAssets(sql`maintenance_plan`)}
    WHERE p.id = ${planId} AND a.archived_at IS NULL AND ${assetScope(actor)} AND ${after}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  const { items, nextCursor } = toPage(rows, query.limit)
  const units = await planUnits(db, {
    where: sql`p.id = ${planId} AND a.id = ANY(${sql.param(items.map(({ id }) => id))}::uuid[])`,
    page: sql`ORDER BY a.code, a.id`,
    now: runtime.now(),
    zone: runtime.config.COMPANY_TIME_ZONE,
  })
  return { items: units.map((unit) => unitView(unit, ruleOf(plan!), plan!.levels)), nextCursor }
}

/** The plans of one asset, for its page. */
export async function listAssetPlans(runtime: Runtime, actor: Actor, assetId: string) {
  const { db } = runtime.database
  await assertVisibleAsset(db, actor, assetId)
  const units = await planUnits(db, {
    where: sql`a.id = ${assetId} AND p.archived_at IS NULL AND ${planScope(actor)}`,
    page: sql`ORDER BY p.name, p.id`,
    now: runtime.now(),
    zone: runtime.config.COMPANY_TIME_ZONE,
  })
  const plans = await plansOf(db, [...new Set(units.map((unit) => unit.planId))])
  return units.map((unit) => {
    const plan = plans.find(({ id }) => id === unit.planId)!
    const { id, name, pausedAt } = plan
    return { ...unitView(unit, ruleOf(plan), plan.levels), plan: { id, name, pausedAt } }
  })
}

/** The draft as a row of plans; a plan that is being changed keeps its history. */
function draftRow(draft: PreviewPlan, now: string) {
  const { planId = null, assetId = null, typeId = null, siteId = null, meter } = draft
  return sql`(SELECT coalesce(${planId}::uuid, ${v7()}::uuid) AS id, ${assetId}::uuid AS asset_id,
    ${typeId}::uuid AS asset_type_id, ${siteId}::uuid AS site_id, ${meter?.kind ?? null}::text AS meter_kind,
    ${meter?.every ?? null}::numeric AS meter_every,
    coalesce((SELECT counts_from FROM maintenance_plan WHERE id = ${planId}::uuid), ${now}::timestamptz) AS counts_from)`
}

/** What a plan would ask for if it were saved as it stands in the editor: the next due dates of its first units. */
export async function previewPlan(db: Db, runtime: Runtime, actor: Actor, draft: PreviewPlan) {
  const { planId, assetId, typeId, siteId, ...definition } = draft
  assertSound(definition)
  if (planId) await assertVisiblePlan(db, actor, planId)
  const now = runtime.now()
  const plans = draftRow(draft, now)
  const [count] = await db.rows<{ units: number }>(sql`
    SELECT count(*) AS units FROM ${planAssets(plans)} WHERE a.archived_at IS NULL AND ${assetScope(actor)}`)
  const units = await planUnits(db, {
    plans,
    where: assetScope(actor),
    page: sql`ORDER BY a.code, a.id LIMIT 3`,
    now,
    zone: runtime.config.COMPANY_TIME_ZONE,
  })
  const { levels } = columnsOf(definition)
  const rule = { ...definition, tolerance: definition.tolerance / 100 }
  return { units: count!.units, items: units.map((unit) => unitView(unit, rule, levels)) }
}
