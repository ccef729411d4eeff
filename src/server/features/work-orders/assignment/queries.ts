import { type SQL, sql } from 'drizzle-orm'
import { type AssignmentCandidate, type AssignmentOrder, suggestAssignments } from '../../../../domain/assignment.ts'
import { type SystemCode, systemCodes } from '../../../../domain/system.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { workOrderScope } from '../queries.ts'

interface CandidateRow extends Omit<AssignmentCandidate, 'assetTypeCodes' | 'systems' | 'onLeave'> {
  name: string
  skills: string[]
  onTimer: boolean
}

const isSystem = (skill: string): skill is SystemCode => (systemCodes as readonly string[]).includes(skill)

/**
 * Orders of the last 180 days count as good when finished in time and the same fault did not come back within 30 days.
 * Those that came back are found from the faults that did, each by the index of repetitions; `OFFSET 0` keeps that way,
 * since the planner takes units and modes of failure for unrelated.
 */
function trackRecord(now: string): SQL {
  const [at, since] = [sql`${now}::timestamptz`, sql`${now}::timestamptz - interval '180 days'`]
  const completed = sql`d.assignee_id IS NOT NULL AND d.status IN ('COMPLETED','CLOSED')
    AND coalesce(d.completed_at, 'infinity'::timestamptz) BETWEEN ${since} AND ${at}`
  const inTime = sql`(d.due_at IS NULL OR d.completed_at <= d.due_at)`
  return sql`
    SELECT assignee_id, completed, (in_time - coalesce(returned, 0))::int AS good FROM (
      SELECT d.assignee_id, count(*)::int AS completed, count(*) FILTER (WHERE ${inTime}) AS in_time
      FROM work_order d WHERE ${completed} GROUP BY 1
    ) AS done LEFT JOIN (
      SELECT d.assignee_id, count(DISTINCT d.id) AS returned
      FROM work_order r CROSS JOIN LATERAL (
        SELECT d.id, d.assignee_id FROM work_order d
        WHERE d.asset_id = r.asset_id AND d.failure_mode_id = r.failure_mode_id AND d.id <> r.id
          AND d.completed_at < r.reported_at AND d.completed_at > r.reported_at - interval '30 days'
          AND d.failure_mode_id IS NOT NULL AND d.category IN ('CORRECTIVE','EMERGENCY') AND ${completed} AND ${inTime}
        OFFSET 0
      ) AS d
      WHERE r.failure_mode_id IS NOT NULL AND r.category IN ('CORRECTIVE','EMERGENCY') AND r.status <> 'CANCELLED'
        AND r.reported_at > ${since}
      GROUP BY 1
    ) AS came_back USING (assignee_id)`
}

/** Who could do the order, best first, each with the reasons of the score. */
export async function suggestAssignees(db: Db, actor: Actor, id: string, now: string) {
  const [order] = await db.rows<AssignmentOrder>(sql`
    SELECT t.code AS "assetTypeCode", w.system, w.site_id AS "siteId", s.parent_id AS "regionId"
    FROM work_order w JOIN asset a ON a.id = w.asset_id JOIN asset_type t ON t.id = a.type_id
    JOIN site s ON s.id = w.site_id
    WHERE w.id = ${id} AND ${workOrderScope(actor)}`)
  if (!order) throw notFound()
  const people = await db.rows<CandidateRow>(sql`
    WITH open_load AS (
      SELECT assignee_id, sum(estimated_hours) AS hours FROM work_order
      WHERE assignee_id IS NOT NULL AND status IN ('PENDING','IN_PROGRESS','ON_HOLD') AND id <> ${id} GROUP BY assignee_id
    ), record AS (${trackRecord(now)})
    SELECT p.id AS "personId", p.name, p.skills, p.weekly_hours AS "weeklyHours",
      coalesce(place.id, place.other) AS "siteId", place.region AS "regionId",
      coalesce(open_load.hours, 0) AS "committedHours", coalesce(record.completed, 0) AS "completedOrders",
      coalesce(record.good, 0) AS "goodOrders",
      EXISTS (SELECT 1 FROM labour_entry l WHERE l.person_id = p.id AND l.to_at IS NULL) AS "onTimer"
    FROM person p
    JOIN LATERAL (
      SELECT (array_agg(s.id) FILTER (WHERE s.id = ${order.siteId}))[1] AS id, (array_agg(s.id))[1] AS other,
        coalesce((array_agg(s.parent_id) FILTER (WHERE s.parent_id = ${order.regionId}::uuid))[1], (array_agg(s.parent_id))[1]) AS region
      FROM person_site ps JOIN site s ON s.id = ps.site_id WHERE ps.person_id = p.id
    ) place ON place.other IS NOT NULL
    LEFT JOIN open_load ON open_load.assignee_id = p.id
    LEFT JOIN record ON record.assignee_id = p.id
    WHERE p.role = 'OPERATOR' AND p.deactivated_at IS NULL`)
  const candidates = people.map(({ skills, ...person }) => ({
    ...person,
    systems: skills.filter(isSystem),
    assetTypeCodes: skills.filter((skill) => !isSystem(skill)),
    onLeave: false,
  }))
  const byId = new Map(people.map((person) => [person.personId, person]))
  return {
    items: suggestAssignments(order, candidates).map(({ personId, score, reasons }) => ({
      person: { id: personId, name: byId.get(personId)!.name },
      score,
      onTimer: byId.get(personId)!.onTimer,
      reasons: reasons.map((reason) => ({ ...reason, params: { ...reason.params } })),
    })),
  }
}
