import { type SQL, sql } from 'drizzle-orm'
import type { MeterKind } from '../../../domain/asset-type.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { UnitToday } from '../../../domain/maintenance-due.ts'
import type { PastOccurrence, UnitHistory } from '../../../domain/maintenance-plan.ts'
import type { MeterReading } from '../../../domain/meter.ts'
import { type DailyUse, dailyUse } from '../../../domain/meter-use.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'

export interface OpenOrder {
  id: string
  number: string
  status: string
  dueAt: string | null
  overdue: boolean
}

export interface LastTurn {
  sequence: number
  outcome: 'OPEN' | 'DONE' | 'SKIPPED' | 'CANCELLED'
  reason: string | null
  order: { id: string; number: string } | null
}

/** An asset a plan counts for: what became of its turns so far, and where it stands. */
export interface PlanUnit {
  planId: string
  asset: { id: string; code: string; name: string; siteName: string }
  meterKind: MeterKind | null
  totalAt: string | null
  use: DailyUse | null
  history: UnitHistory
  today: UnitToday
  open: OpenOrder | null
  last: LastTurn | null
}

interface UnitRow {
  planId: string
  assetId: string
  code: string
  name: string
  siteName: string
  meterKind: MeterKind | null
  total: number | null
  totalAt: string | null
  sinceOn: string
  sinceTotal: number | null
  open: OpenOrder | null
  sequence: number | null
  cycle: number
  nominalOn: string | null
  dueOn: string | null
  dueMeter: number | null
  anchorOn: string | null
  steps: number
  trigger: 'CALENDAR' | 'METER'
  raisedOn: string
  raisedMeter: number | null
  skipReason: string | null
  orderId: string | null
  orderNumber: string | null
  orderStatus: string | null
  orderReason: string | null
  doneOn: string | null
  doneTotal: number | null
}

export interface UnitsAsked {
  /** Rows of plans under the alias `p`; without it the stored ones. */
  plans?: SQL
  /** Condition on plans `p` and assets `a`. */
  where: SQL
  /** What follows: order and limit. */
  page?: SQL
  now: string
  zone: string
}

const valid = sql`r.voided_at IS NULL`

/** A total at an instant: the last reading until then, else the first one after. */
const totalAt = (at: SQL) => sql`coalesce(
  (SELECT r.value + r.offset_value FROM meter_reading r WHERE r.asset_id = a.id AND r.meter = p.meter_kind AND ${valid}
    AND r.at <= ${at} ORDER BY r.at DESC LIMIT 1),
  (SELECT r.value + r.offset_value FROM meter_reading r WHERE r.asset_id = a.id AND r.meter = p.meter_kind AND ${valid}
    ORDER BY r.at LIMIT 1))`

/** Each plan with the assets in service it counts for, as `maintenance_plan p` and `asset a`. */
export const planAssets = (plans: SQL) => sql`
  ${plans} p CROSS JOIN LATERAL (
    SELECT one.* FROM asset one WHERE one.id = p.asset_id
    UNION ALL
    SELECT each.* FROM asset each WHERE p.asset_id IS NULL AND each.type_id = p.asset_type_id
      AND (p.site_id IS NULL OR each.site_id IN (
        WITH RECURSIVE below AS (
          SELECT p.site_id AS id UNION SELECT c.id FROM site c JOIN below b ON c.parent_id = b.id
        ) SELECT id FROM below))
  ) a`

/** The assets of plans with their state, by two statements however many they are. */
export async function planUnits(db: Db, { plans = sql`maintenance_plan`, where, page, now, zone }: UnitsAsked) {
  const since = sql`greatest(p.counts_from, a.created_at)`
  const rows = await db.rows<UnitRow>(sql`
    SELECT p.id AS "planId", a.id AS "assetId", a.code, a.name, s.name AS "siteName", p.meter_kind AS "meterKind",
      m.total, m.total_at AS "totalAt", (${since} AT TIME ZONE ${zone})::date AS "sinceOn",
      CASE WHEN p.meter_kind IS NOT NULL THEN ${totalAt(since)} END AS "sinceTotal",
      CASE WHEN o.id IS NOT NULL THEN json_build_object('id', o.id, 'number', o.number, 'status', o.status,
        'dueAt', o.due_at, 'overdue', coalesce(o.due_at < ${now}, false)) END AS open,
      d.sequence, d.cycle, d.nominal_on AS "nominalOn", d.due_on AS "dueOn", d.due_meter AS "dueMeter",
      d.anchor_on AS "anchorOn", d.steps, d.trigger, d.raised_on AS "raisedOn", d.raised_meter AS "raisedMeter",
      d.skip_reason AS "skipReason", d.order_id AS "orderId", d.order_number AS "orderNumber",
      d.order_status AS "orderStatus", d.order_reason AS "orderReason",
      (d.completed_at AT TIME ZONE ${zone})::date AS "doneOn",
      CASE WHEN d.completed_at IS NOT NULL AND p.meter_kind IS NOT NULL THEN ${totalAt(sql`d.completed_at`)} END
        AS "doneTotal"
    FROM ${planAssets(plans)}
    JOIN site s ON s.id = a.site_id
    CROSS JOIN LATERAL (SELECT
      CASE p.meter_kind WHEN 'KM' THEN a.km WHEN 'HOURS' THEN a.hours END AS total,
      CASE p.meter_kind WHEN 'KM' THEN a.km_at WHEN 'HOURS' THEN a.hours_at END AS total_at) m
    LEFT JOIN work_order o ON o.plan_id = p.id AND o.asset_id = a.id AND o.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
    LEFT JOIN LATERAL (
      SELECT t.*, w.id AS order_id, w.number AS order_number, w.status AS order_status, w.status_reason AS order_reason,
        w.completed_at
      FROM maintenance_due t LEFT JOIN work_order w ON w.id = t.work_order_id
      WHERE t.plan_id = p.id AND t.asset_id = a.id
        -- Cancelled, and the meter shows less than when it was opened: a reading that was voided had opened it.
        AND NOT coalesce(w.status = 'CANCELLED' AND t.raised_meter > m.total, false)
      ORDER BY t.sequence DESC LIMIT 1
    ) d ON true
    WHERE a.archived_at IS NULL AND ${where} ${page ?? sql``}`)
  const metered = [...new Set(rows.filter((row) => row.meterKind).map((row) => row.assetId))]
  const readings = await recentReadings(db, metered, now)
  const uses = new Map<string, DailyUse | null>()
  const dailyUseOf = ({ assetId, meterKind }: UnitRow) => {
    if (!meterKind) return null
    const key = `${assetId} ${meterKind}`
    if (!uses.has(key)) uses.set(key, dailyUse(readings.get(key) ?? [], Date.parse(now)))
    return uses.get(key) ?? null
  }
  return rows.map((row) => unitOf(row, dailyUseOf(row), dateAt(Date.parse(now), zone), zone))
}

function unitOf(row: UnitRow, use: DailyUse | null, today: string, zone: string): PlanUnit {
  const { planId, assetId: id, code, name, siteName, meterKind, total, totalAt, open } = row
  const last = row.sequence === null ? null : lastTurn(row as UnitRow & { sequence: number })
  return {
    planId,
    asset: { id, code, name, siteName },
    ...{ meterKind, totalAt, use, open, last },
    history: { sinceOn: row.sinceOn, sinceTotal: row.sinceTotal, last: last && pastOf(row) },
    today: { on: today, total, totalOn: totalAt && dateAt(Date.parse(totalAt), zone), use },
  }
}

function lastTurn({
  sequence,
  orderId,
  orderNumber,
  orderStatus,
  skipReason,
  orderReason,
}: UnitRow & { sequence: number }) {
  const isDone = orderStatus === 'COMPLETED' || orderStatus === 'CLOSED'
  const outcome: LastTurn['outcome'] =
    orderStatus === null ? 'SKIPPED' : isDone ? 'DONE' : orderStatus === 'CANCELLED' ? 'CANCELLED' : 'OPEN'
  const reason = outcome === 'SKIPPED' ? skipReason : outcome === 'CANCELLED' ? orderReason : null
  return { sequence, outcome, reason, order: orderId && orderNumber ? { id: orderId, number: orderNumber } : null }
}

function pastOf(row: UnitRow): PastOccurrence {
  const { cycle, nominalOn, dueOn, dueMeter, anchorOn, steps, trigger, raisedOn, raisedMeter, doneOn, doneTotal } = row
  return {
    ...{ cycle, nominalOn, on: dueOn, meter: dueMeter, anchorOn, steps, trigger, raisedOn, raisedTotal: raisedMeter },
    done: doneOn === null ? null : { on: doneOn, total: doneTotal },
  }
}

/** Readings of 90 days, the last of each three days: enough for a robust slope, few enough for a whole fleet. */
async function recentReadings(db: Db, assetIds: string[], now: string): Promise<Map<string, MeterReading[]>> {
  const readings = new Map<string, MeterReading[]>()
  if (assetIds.length === 0) return readings
  const threeDays = sql`date_bin('3 days', r.at, 'epoch')`
  const rows = await db.rows<{ assetId: string; meter: MeterKind; at: string; value: number; offset: number }>(sql`
    SELECT DISTINCT ON (r.asset_id, r.meter, ${threeDays})
      r.asset_id AS "assetId", r.meter, r.at, r.value, r.offset_value AS "offset"
    FROM meter_reading r
    WHERE r.asset_id = ${anyOf(assetIds, 'uuid')} AND ${valid} AND r.at > ${now}::timestamptz - interval '90 days'
      AND r.at <= ${now}
    ORDER BY r.asset_id, r.meter, ${threeDays}, r.at DESC`)
  for (const { assetId, meter, at, value, offset } of rows) {
    const key = `${assetId} ${meter}`
    const known = readings.get(key)
    const reading = { at: Date.parse(at), value, offset, voided: false }
    if (known) known.push(reading)
    else readings.set(key, [reading])
  }
  return readings
}
