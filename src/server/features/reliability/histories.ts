import { type SQL, sql } from 'drizzle-orm'
import type { Measure } from '../../../contract/reliability.ts'
import type { Mark, WatchedUnit } from '../../../domain/reliability/watched-units.ts'
import type { Db } from '../../platform/database/database.ts'
import { faultOfSubject, ofSubject, type StudyContext, studiedUnits } from './units.ts'

const dayMs = 86_400_000
/** A meter tells a unit's age at an instant when it was read within a month before and a month after it. */
const nearMs = 31 * dayMs
/** A meter is good for the study when it is good for four units in five. */
const enoughUnits = 0.8

/** Instant in ms and total of a reading. */
type Read = [at: number, total: number] | null
type Around = [before: Read, after: Read]

interface Point {
  kind: 'FROM' | 'FAILED' | 'REPLACED' | 'TO'
  at: number
  hours: Around
  km: Around
}

export interface UnitHistory {
  fromNew: boolean
  inService: boolean
  zero: number
  /** When it was mounted, for a component: only then does it age. */
  mounted: [from: number, to: number][] | null
  points: Point[]
}

const ms = (instant: SQL) => sql`round(extract(epoch FROM ${instant}) * 1000)::bigint`

/** The readings next to `p.at`, before and after, of one meter of the unit. */
function readingsAround(meter: 'HOURS' | 'KM', has: SQL): SQL {
  const next = (side: SQL, order: SQL) => sql`(
    SELECT json_build_array(${ms(sql`r.at`)}, r.value + r.offset_value) FROM meter_reading r
    WHERE ${has} AND r.asset_id = w.id AND r.meter = ${meter} AND r.voided_at IS NULL AND r.at ${side} p.at
    ORDER BY r.at ${order} LIMIT 1)`
  return sql`json_build_array(${next(sql`<=`, sql`DESC`)}, ${next(sql`>`, sql`ASC`)})`
}

/**
 * The failures and planned replacements of the units studied, with what their meters showed around each. A failure is a
 * fault as the KPIs count it (overlapping orders are one); a planned replacement is preventive or predictive work whose
 * action was to replace or overhaul the system, or the component itself. What began a unit's record is no failure of a
 * watched unit.
 */
export async function unitHistories(db: Db, context: StudyContext): Promise<UnitHistory[]> {
  const { subject } = context
  const replaced = subject.system ? ofSubject({ system: subject.system }, 'o') : sql`w.parent_id IS NOT NULL`
  return db.rows<UnitHistory>(sql`
    WITH RECURSIVE ${studiedUnits(context)},
    mark AS (
      SELECT t.root, f.at, 'FAILED' AS kind FROM tree t JOIN failure f ON f.asset_id = t.asset_id
      WHERE ${faultOfSubject(subject)}
      UNION ALL
      SELECT t.root, o.completed_at, 'REPLACED'
      FROM tree t JOIN watch w ON w.id = t.root JOIN work_order o ON o.asset_id = t.asset_id
        JOIN failure_code c ON c.id = o.failure_action_id
      WHERE c.code IN ('REP', 'OVH') AND o.category IN ('PREVENTIVE', 'PREDICTIVE') AND o.status <> 'CANCELLED'
        AND o.duplicate_of_id IS NULL AND o.completed_at IS NOT NULL AND ${replaced}),
    point AS (
      SELECT id AS root, from_at AS at, 'FROM' AS kind, 0 AS place FROM watch
      UNION ALL SELECT id, to_at, 'TO', 3 FROM watch
      UNION ALL SELECT m.root, m.at, m.kind, CASE m.kind WHEN 'FAILED' THEN 1 ELSE 2 END
      FROM mark m JOIN watch w ON w.id = m.root WHERE m.at > w.from_at AND m.at <= w.to_at)
    SELECT w.from_new AS "fromNew", w.archived_at IS NULL AS "inService", ${ms(sql`w.zero`)} AS zero,
      (SELECT json_agg(json_build_array(${ms(sql`l.from_at`)}, ${ms(sql`coalesce(l.to_at, ${context.now}::timestamptz)`)}) ORDER BY l.from_at)
        FROM asset_placement l WHERE l.asset_id = w.id AND l.parent_id IS NOT NULL) AS mounted,
      json_agg(json_build_object('kind', p.kind, 'at', ${ms(sql`p.at`)},
        'hours', ${readingsAround('HOURS', sql`w.has_hours`)}, 'km', ${readingsAround('KM', sql`w.has_km`)})
        ORDER BY p.at, p.place) AS points
    FROM watch w JOIN point p ON p.root = w.id
    WHERE w.to_at > w.from_at
    GROUP BY w.id, w.from_new, w.archived_at, w.zero ORDER BY w.id`)
}

/** The meter's total at an instant between two readings, or next to one; `null` where it was not read near enough. */
function totalAt(at: number, [before, after]: Around): number | null {
  if (before && after) {
    if (after[0] - before[0] > 2 * nearMs) return null
    return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0])
  }
  const one = before ?? after
  return one && Math.abs(at - one[0]) <= nearMs ? one[1] : null
}

function daysAt(at: number, { zero, mounted }: UnitHistory): number {
  if (!mounted) return (at - zero) / dayMs
  return mounted.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(at, to) - from), 0) / dayMs
}

const meterOf = { HOURS: 'hours', KM: 'km' } as const

/** The history in one measure; `null` when the unit's age in it is not known at every moment that matters. */
function watchedIn(measure: Measure, history: UnitHistory): WatchedUnit | null {
  const ages = history.points.map((point) =>
    measure === 'DAYS' ? daysAt(point.at, history) : totalAt(point.at, point[meterOf[measure]]),
  )
  if (ages.some((age) => age === null)) return null
  const [start, end] = [ages[0]!, ages.at(-1)!]
  if (!(end > start)) return null
  // A meter says nothing of a failure before its first reading: it came before the watch, like what began the record.
  const marks: Mark[] = history.points.flatMap(({ kind }, i) => {
    const age = Math.min(end, ages[i]!)
    return kind === 'FROM' || kind === 'TO' || age <= start ? [] : [{ age, failed: kind === 'FAILED' }]
  })
  return { start, end, fromNew: history.fromNew, inService: history.inService, marks }
}

export interface Measured {
  measure: Measure
  units: WatchedUnit[]
  /** Units left out: their meter does not tell their age. */
  excluded: number
  measures: { measure: Measure; units: number }[]
  /** Mean use of a unit per calendar day, in the measure. */
  perDay: number | null
}

/** The units in the measure asked for, or in the meter that is good for most of them, or in days. */
export function measured(histories: readonly UnitHistory[], asked: Measure | undefined): Measured {
  const all = (['HOURS', 'KM', 'DAYS'] as const).map((measure) => {
    const watched = histories.map((history) => watchedIn(measure, history))
    return { measure, watched, units: watched.filter((unit) => unit !== null) }
  })
  const days = all.at(-1)!
  const good = all.filter(({ measure, units }) => measure !== 'DAYS' && units.length >= enoughUnits * days.units.length)
  const best = good.toSorted((a, b) => b.units.length - a.units.length)[0]
  const chosen = all.find(({ measure }) => measure === asked) ?? (best && best.units.length > 0 ? best : days)
  let [use, calendar] = [0, 0]
  chosen.watched.forEach((unit, i) => {
    if (!unit) return
    const { points } = histories[i]!
    use += unit.end - unit.start
    calendar += (points.at(-1)!.at - points[0]!.at) / dayMs
  })
  return {
    measure: chosen.measure,
    units: chosen.units,
    excluded: histories.length - chosen.units.length,
    measures: all
      .filter(({ units }) => units.length > 0)
      .map(({ measure, units }) => ({ measure, units: units.length })),
    perDay: calendar > 0 ? use / calendar : null,
  }
}
