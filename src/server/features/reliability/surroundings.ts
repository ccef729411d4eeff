import { sql } from 'drizzle-orm'
import type { Measure, ReliabilityStudy, ReliabilitySubjects } from '../../../contract/reliability.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import { typeName } from '../fleet/types/queries.ts'
import { stockScope } from '../inventory/queries.ts'
import { planManageScope } from '../plans/queries.ts'
import { faultOfSubject, ofSubject, type StudyContext, studiedUnits } from './units.ts'

type Names = ReliabilityStudy['subject']

/** What is studied, by name; "not found" for a unit out of the actor's sight. */
export async function subjectNames(db: Db, context: StudyContext): Promise<Names> {
  const { actor, subject } = context
  const english = actor.locale === 'en'
  const [row] = await db.rows<Names>(sql`
    WITH RECURSIVE ${studiedUnits(context)}
    SELECT (SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name) FROM root r JOIN asset a ON a.id = r.id
        WHERE r.id = ${subject.assetId ?? null}) AS asset,
      (SELECT json_build_object('id', t.id, 'code', t.code, 'name', ${typeName(actor)}) FROM asset_type t
        WHERE t.id = ${subject.typeId ?? null}) AS type,
      ${subject.system ?? null}::text AS system,
      (SELECT json_build_object('id', c.id, 'name', ${english ? sql`c.name_en` : sql`c.name_es`}) FROM failure_code c
        WHERE c.id = ${subject.modeId ?? null} AND c.kind = 'MODE') AS mode`)
  if (subject.assetId && !row!.asset) throw notFound()
  if (subject.typeId && !row!.type) throw notFound()
  if (subject.modeId && !row!.mode) throw notFound()
  return row!
}

type OwnCost = ReliabilityStudy['costs']['planned']

interface CostRow {
  planned: number | null
  plannedN: number
  plannedAll: number | null
  plannedAllN: number
  failure: number | null
  failureN: number
}

/** Medians of what own orders cost: preventive ones of the system or, without any, of the units; and of its failures. */
export async function ownCosts(
  db: Db,
  context: StudyContext,
  given: { planned: number | undefined; failure: number | undefined },
): Promise<{ planned: OwnCost; failure: OwnCost }> {
  const { subject } = context
  const median = sql`percentile_cont(0.5) WITHIN GROUP (ORDER BY w.cost)`
  const preventive = sql`w.category = 'PREVENTIVE'`
  const plannedOf = sql`${preventive} AND ${ofSubject({ system: subject.system }, 'w')}`
  const failed = sql`w.category IN ('CORRECTIVE', 'EMERGENCY') AND ${ofSubject(subject, 'w')}`
  const [row] = await db.rows<CostRow>(sql`
    WITH RECURSIVE ${studiedUnits(context)}, w AS (
      SELECT o.category, o.system, o.failure_mode_id, o.labour_cost + o.parts_cost + o.service_cost AS cost
      FROM tree t JOIN work_order o ON o.asset_id = t.asset_id
      WHERE o.completed_at IS NOT NULL AND o.status <> 'CANCELLED' AND o.duplicate_of_id IS NULL
        AND o.labour_cost + o.parts_cost + o.service_cost > 0)
    SELECT ${median} FILTER (WHERE ${plannedOf}) AS planned, count(*) FILTER (WHERE ${plannedOf}) AS "plannedN",
      ${median} FILTER (WHERE ${preventive}) AS "plannedAll", count(*) FILTER (WHERE ${preventive}) AS "plannedAllN",
      ${median} FILTER (WHERE ${failed}) AS failure, count(*) FILTER (WHERE ${failed}) AS "failureN"
    FROM w`)
  const { planned, plannedN, plannedAll, plannedAllN, failure, failureN } = row!
  const basis = subject.system || subject.modeId ? 'SYSTEM' : 'UNITS'
  const own = (value: number | null, n: number, of: 'SYSTEM' | 'UNITS'): OwnCost =>
    value === null ? { value: null, n: 0, basis: 'NONE' } : { value: Math.round(value), n, basis: of }
  const known = (value: number): OwnCost => ({ value, n: 0, basis: 'GIVEN' })
  return {
    planned: given.planned
      ? known(given.planned)
      : planned === null
        ? own(plannedAll, plannedAllN, 'UNITS')
        : own(planned, plannedN, subject.system ? 'SYSTEM' : 'UNITS'),
    failure: given.failure ? known(given.failure) : own(failure, failureN, basis),
  }
}

/** Parts that fit the units and were issued on these failures, with what the actor's warehouses have. */
export function usedParts(db: Db, context: StudyContext): Promise<ReliabilityStudy['parts']> {
  return db.rows(sql`
    WITH RECURSIVE ${studiedUnits(context)}, used AS (
      SELECT m.part_id, -sum(m.quantity) AS quantity
      FROM tree t JOIN failure f ON f.asset_id = t.asset_id JOIN stock_movement m ON m.work_order_id = ANY(f.order_ids)
      WHERE ${faultOfSubject(context.subject)} GROUP BY m.part_id HAVING -sum(m.quantity) > 0)
    SELECT p.id, p.number, p.description, u.quantity AS used, coalesce((
        SELECT sum(l.available) FROM part_level l
        WHERE l.part_id = p.id AND ${stockScope(context.actor, sql`l.site_id`)}), 0) AS available
    FROM used u JOIN part p ON p.id = u.part_id
    WHERE p.archived_at IS NULL AND (NOT EXISTS (SELECT FROM part_asset_type x WHERE x.part_id = p.id)
      OR EXISTS (SELECT FROM part_asset_type x JOIN root r ON r.type_id = x.asset_type_id WHERE x.part_id = p.id))
    ORDER BY u.quantity DESC, p.number LIMIT 5`)
}

/** Plans of the units studied that count in the measure and that the actor may change. */
export function plansInMeasure(db: Db, context: StudyContext, measure: Measure): Promise<ReliabilityStudy['plans']> {
  const counts = measure === 'DAYS' ? sql`p.calendar_every IS NOT NULL` : sql`p.meter_kind = ${measure}`
  return db.rows(sql`
    WITH RECURSIVE ${studiedUnits(context)}
    SELECT p.id, p.name, p.version,
      CASE WHEN p.calendar_every IS NOT NULL THEN
        json_build_object('every', p.calendar_every, 'unit', p.calendar_unit) END AS calendar,
      CASE WHEN p.meter_every IS NOT NULL THEN
        json_build_object('every', p.meter_every, 'kind', p.meter_kind) END AS meter,
      EXISTS (SELECT FROM interval_proposal i WHERE i.plan_id = p.id AND i.status = 'PENDING') AS proposed
    FROM maintenance_plan p
    WHERE p.archived_at IS NULL AND ${counts} AND ${planManageScope(context.actor)}
      AND EXISTS (SELECT FROM root r WHERE p.asset_id = r.id OR p.asset_type_id = r.type_id)
    ORDER BY p.name, p.id LIMIT 50`)
}

/** What there is to study: systems of each type with their failures, most first; the last of a type is all of them. */
export async function listSubjects(db: Db, context: StudyContext): Promise<ReliabilitySubjects> {
  const items = await db.rows<ReliabilitySubjects['items'][number]>(sql`
    WITH RECURSIVE ${studiedUnits(context)}, found AS (
      SELECT DISTINCT r.type_id, f.id, o.system, r.id AS root
      FROM tree t JOIN root r ON r.id = t.root JOIN failure f ON f.asset_id = t.asset_id
        JOIN work_order o ON o.id = ANY(f.order_ids))
    SELECT json_build_object('id', t.id, 'code', t.code, 'name', ${typeName(context.actor)}) AS type, x.system, x.units, x.failures
    FROM (
      SELECT type_id, system, count(DISTINCT root) AS units, count(DISTINCT id) AS failures, grouping(system) AS whole
      FROM found GROUP BY GROUPING SETS ((type_id), (type_id, system))) x JOIN asset_type t ON t.id = x.type_id
    WHERE x.whole = 1 OR x.system IS NOT NULL
    ORDER BY ${typeName(context.actor)}, t.id, x.whole DESC, x.failures DESC, x.system`)
  return { items }
}
