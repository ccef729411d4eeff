import { sql } from 'drizzle-orm'
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

/** Orders count as good when finished in time and the same fault did not come back within 30 days. */
const record = sql`
  SELECT d.assignee_id, count(*)::int AS completed,
    (count(*) FILTER (WHERE (d.due_at IS NULL OR d.completed_at <= d.due_at) AND NOT EXISTS (
      SELECT 1 FROM work_order r WHERE r.asset_id = d.asset_id AND r.failure_mode_id = d.failure_mode_id AND r.id <> d.id
        AND r.category IN ('CORRECTIVE','EMERGENCY') AND r.status <> 'CANCELLED'
        AND r.reported_at > d.completed_at AND r.reported_at < d.completed_at + interval '30 days')))::int AS good
  FROM work_order d, this
  WHERE d.assignee_id IS NOT NULL AND d.status IN ('COMPLETED','CLOSED')
    AND coalesce(d.completed_at, 'infinity'::timestamptz) BETWEEN this.at - interval '180 days' AND this.at
  GROUP BY d.assignee_id`

/** Who could do the order, best first, each with the reasons of the score. */
export async function suggestAssignees(db: Db, actor: Actor, id: string, now: string) {
  const [order] = await db.rows<AssignmentOrder>(sql`
    SELECT t.code AS "assetTypeCode", w.system, w.site_id AS "siteId", s.parent_id AS "regionId"
    FROM work_order w JOIN asset a ON a.id = w.asset_id JOIN asset_type t ON t.id = a.type_id
    JOIN site s ON s.id = w.site_id
    WHERE w.id = ${id} AND ${workOrderScope(actor)}`)
  if (!order) throw notFound()
  const people = await db.rows<CandidateRow>(sql`
    WITH this AS (SELECT ${now}::timestamptz AS at),
    open_load AS (
      SELECT assignee_id, sum(estimated_hours) AS hours FROM work_order
      WHERE assignee_id IS NOT NULL AND status IN ('PENDING','IN_PROGRESS','ON_HOLD') AND id <> ${id} GROUP BY assignee_id
    ), record AS (${record})
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
