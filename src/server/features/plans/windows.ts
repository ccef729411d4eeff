import { sql } from 'drizzle-orm'
import type { MeterKind } from '../../../domain/asset-type.ts'
import type { Occurrence, PlanRule } from '../../../domain/maintenance-plan.ts'
import { endOfDate, instantOfTotal, meterWindow, type TotalAt, windowOf } from '../../../domain/maintenance-window.ts'
import type { Db } from '../../platform/database/database.ts'

type Due = Pick<Occurrence, 'on' | 'meter'>

interface CrossingRow {
  total: number
  belowAt: string | null
  belowTotal: number | null
  aboveAt: string | null
  aboveTotal: number | null
}

/** When the unit reached each total, or will at `perDay`. */
async function crossings(db: Db, assetId: string, kind: MeterKind, totals: number[], perDay: number | null) {
  const rows = await db.rows<CrossingRow>(sql`
    SELECT t.total::float8 AS total, b.at AS "belowAt", b.sum AS "belowTotal", u.at AS "aboveAt", u.sum AS "aboveTotal"
    FROM unnest(${sql.param(totals)}::numeric[]) AS t (total)
    LEFT JOIN LATERAL (
      SELECT r.at, r.value + r.offset_value AS sum FROM meter_reading r
      WHERE r.asset_id = ${assetId} AND r.meter = ${kind} AND r.voided_at IS NULL AND r.value + r.offset_value >= t.total
      ORDER BY r.at LIMIT 1) u ON true
    LEFT JOIN LATERAL (
      SELECT r.at, r.value + r.offset_value AS sum FROM meter_reading r
      WHERE r.asset_id = ${assetId} AND r.meter = ${kind} AND r.voided_at IS NULL AND (u.at IS NULL OR r.at < u.at)
      ORDER BY r.at DESC LIMIT 1) b ON true`)
  const point = (at: string | null, total: number | null): TotalAt | null =>
    at === null || total === null ? null : { at: Date.parse(at), total }
  return (total: number): number | null => {
    const row = rows.find((one) => Math.abs(one.total - total) < 1e-6)
    if (!row) return null
    const around = { below: point(row.belowAt, row.belowTotal), above: point(row.aboveAt, row.aboveTotal) }
    return instantOfTotal(total, around, perDay)
  }
}

const iso = (at: number | null | undefined) => (at == null ? null : new Date(at).toISOString())

/** The tolerance window and the due instant of a turn, as its unit's meter tells them today. */
export async function dueTimes(
  db: Db,
  {
    rule,
    assetId,
    due,
    perDay,
    zone,
  }: { rule: PlanRule; assetId: string; due: Due; perDay: number | null; zone: string },
) {
  const around = due.meter === null ? null : meterWindow(rule, due.meter)
  const reachedAt =
    around && rule.meter
      ? await crossings(db, assetId, rule.meter.kind, [around.from, due.meter!, around.to], perDay)
      : () => null
  const window = windowOf(rule, due, zone, reachedAt)
  const byCalendar = due.on === null ? null : endOfDate(due.on, zone)
  const byMeter = due.meter === null ? null : reachedAt(due.meter)
  const dueAt = byCalendar === null || (byMeter !== null && byMeter < byCalendar) ? byMeter : byCalendar
  return { dueAt: iso(dueAt), windowFrom: iso(window?.start), windowTo: iso(window?.end) }
}
