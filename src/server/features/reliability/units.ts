import { type SQL, sql } from 'drizzle-orm'
import type { StudyQuery } from '../../../contract/reliability.ts'
import type { Actor } from '../../platform/actor.ts'
import { assetScope } from '../fleet/queries.ts'

export type Subject = Pick<StudyQuery, 'assetId' | 'typeId' | 'system' | 'modeId'>

export interface StudyContext {
  actor: Actor
  subject: Subject
  zone: string
  now: string
}

/** A unit whose records begin within this of its commissioning was watched from new. */
const grace = sql`interval '31 days'`

/**
 * Common table expressions `root` (the units studied that the actor may see), `tree` (those with what is mounted on them,
 * whose failures count for the unit) and `watch`: from when to when each was watched. Its first status begins with its
 * commissioning whatever is known of that time, so only what somebody recorded tells since when failures were.
 */
export function studiedUnits({ actor, subject, zone, now }: StudyContext): SQL {
  const { assetId, typeId } = subject
  const chosen = assetId ? sql`a.id = ${assetId}` : typeId ? sql`a.type_id = ${typeId}` : sql`a.parent_id IS NULL`
  return sql`
    root AS (
      SELECT a.id, a.type_id, a.parent_id, a.archived_at, a.created_at, t.has_hours, t.has_km,
        a.commissioned_on::timestamp AT TIME ZONE ${zone} AS born
      FROM asset a JOIN asset_type t ON t.id = a.type_id WHERE ${chosen} AND ${assetScope(actor)}
        ${assetId && typeId ? sql`AND a.type_id = ${typeId}` : sql``}),
    tree AS (
      SELECT id AS root, id AS asset_id FROM root
      UNION ALL SELECT t.root, c.id FROM tree t JOIN asset c ON c.parent_id = t.asset_id),
    watch AS (
      SELECT w.*, coalesce(w.born, w.recorded) AS zero,
        CASE WHEN w.from_new THEN w.born ELSE greatest(w.born, w.recorded) END AS from_at
      FROM (
        SELECT r.*, s.recorded, least(r.archived_at, ${now}::timestamptz) AS to_at,
          coalesce(s.recorded <= r.born + ${grace}, false) AS from_new
        FROM root r CROSS JOIN LATERAL (
          SELECT least(r.created_at,
            (SELECT min(o.reported_at) FROM work_order o WHERE o.asset_id = r.id),
            (SELECT min(m.at) FROM meter_reading m WHERE m.asset_id = r.id AND m.voided_at IS NULL)) AS recorded) s) w)`
}

/** Whether the order under `alias` is of the system and failure mode asked for. */
export function ofSubject({ system, modeId }: Subject, alias: string): SQL {
  const o = sql.raw(alias)
  return sql`${system ? sql`${o}.system = ${system}` : sql`true`}
    AND ${modeId ? sql`${o}.failure_mode_id = ${modeId}` : sql`true`}`
}

/** Whether the fault under alias `f` has such an order. */
export function faultOfSubject(subject: Subject): SQL {
  if (!subject.system && !subject.modeId) return sql`true`
  return sql`EXISTS (SELECT FROM work_order fo WHERE fo.id = ANY(f.order_ids) AND ${ofSubject(subject, 'fo')})`
}
