import { sql } from 'drizzle-orm'
import { raiseDue } from '../../../domain/maintenance-due.ts'
import { systemActor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { raiseScheduled } from './commands.ts'
import { type PlanRow, plansOf, ruleOf } from './plan-row.ts'
import { planUnits } from './units.ts'
import { dueTimes } from './windows.ts'

/** Completed orders whose meter may still be read for the time of their completion. */
const settlingDays = 7
/** Projections move a little with each reading: less than this is not worth a write (ms). */
const smallestMove = 3_600_000

/**
 * Opens every order that is due: looked up at once, then one short transaction each, which decides again under the lock
 * of its asset. Any number of workers may run it at the same time, and as often as they like.
 */
export async function generateOrders(runtime: Runtime, jobId: string): Promise<{ opened: number; failed: number }> {
  const { database, config, log } = runtime
  const units = await planUnits(database.db, {
    where: sql`p.archived_at IS NULL AND p.paused_at IS NULL AND NOT EXISTS (
      SELECT FROM work_order w WHERE w.plan_id = p.id AND w.asset_id = a.id
        AND w.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD'))`,
    now: runtime.now(),
    zone: config.COMPANY_TIME_ZONE,
  })
  const plans = await plansById(runtime, units)
  const due = units.filter(({ planId, history, today }) => {
    const plan = plans.get(planId)
    return plan && raiseDue(ruleOf(plan), history, today)
  })
  const actor = systemActor('job', jobId)
  let opened = 0
  let failed = 0
  for (const { planId, asset } of due) {
    try {
      if (await raiseScheduled(runtime, actor, { planId, assetId: asset.id })) opened++
    } catch (error) {
      // One plan that cannot be followed must not hold back the others; the next hour tries it again.
      failed++
      const reason = error instanceof Problem ? error.code : undefined
      log.error({ err: error, planId, assetId: asset.id, reason }, 'maintenance plan')
    }
  }
  return { opened, failed }
}

async function plansById(runtime: Runtime, units: readonly { planId: string }[]): Promise<Map<string, PlanRow>> {
  const plans = await plansOf(runtime.database.db, [...new Set(units.map(({ planId }) => planId))])
  return new Map(plans.map((plan) => [plan.id, plan]))
}

interface WindowRow {
  id: string
  planId: string
  assetId: string
  on: string | null
  meter: number | null
  windowFrom: string | null
  windowTo: string | null
}

/** Windows of work due by meter open and close when the unit gets there: told anew from its readings until it is done. */
export async function refreshWindows(runtime: Runtime): Promise<number> {
  const { database, config } = runtime
  const { db } = database
  const now = runtime.now()
  const zone = config.COMPANY_TIME_ZONE
  const orders = await db.rows<WindowRow>(sql`
    SELECT w.id, w.plan_id AS "planId", w.asset_id AS "assetId", d.due_on AS "on", d.due_meter AS meter,
      w.window_from AS "windowFrom", w.window_to AS "windowTo"
    FROM work_order w
    CROSS JOIN LATERAL (SELECT * FROM maintenance_due d WHERE d.work_order_id = w.id ORDER BY d.sequence LIMIT 1) d
    WHERE w.plan_id IS NOT NULL AND d.due_meter IS NOT NULL AND (w.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
      OR (w.status IN ('COMPLETED', 'CLOSED') AND w.completed_at > ${now}::timestamptz - make_interval(days => ${settlingDays})))`)
  if (orders.length === 0) return 0
  const plans = await plansById(runtime, orders)
  const units = await planUnits(db, {
    where: sql`p.id = ANY(${sql.param([...plans.keys()])}::uuid[])`,
    now,
    zone,
  })
  const uses = new Map(units.map(({ planId, asset, use }) => [`${planId} ${asset.id}`, use?.perDay ?? null]))
  let moved = 0
  for (const { id, planId, assetId, on, meter, windowFrom, windowTo } of orders) {
    const plan = plans.get(planId)
    if (!plan?.meterKind) continue
    const perDay = uses.get(`${planId} ${assetId}`) ?? null
    const times = await dueTimes(db, { rule: ruleOf(plan), assetId, due: { on, meter }, perDay, zone })
    if (isNear(times.windowFrom, windowFrom) && isNear(times.windowTo, windowTo)) continue
    await db.rows(sql`
      UPDATE work_order SET window_from = ${times.windowFrom}, window_to = ${times.windowTo} WHERE id = ${id}`)
    moved++
  }
  return moved
}

function isNear(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : Math.abs(Date.parse(a) - Date.parse(b)) < smallestMove
}
