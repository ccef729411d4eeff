import { type SQL, sql } from 'drizzle-orm'
import type { WorkOrder } from '../../../contract/work-orders.ts'
import { missingForCompletion } from '../../../domain/work-order.ts'
import { availableActions } from '../../../domain/work-order-action.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'

/** The orders `actor` may see, as a condition on `work_order w`. */
export function workOrderScope(actor: Actor): SQL {
  if (actor.role === 'OPERATOR') {
    return sql`(w.assignee_id = ${actor.personId} OR w.created_by = ${actor.personId})`
  }
  if (actor.siteIds === null) return sql`true`
  // One site as an equation lets its index give the rows in order.
  const [only, ...others] = actor.siteIds
  return only && others.length === 0 ? sql`w.site_id = ${only}` : sql`w.site_id = ${anyOf(actor.siteIds, 'uuid')}`
}

/** Throws "not found" unless the actor may see the order. */
export async function assertVisibleWorkOrder(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`SELECT 1 FROM work_order w WHERE w.id = ${id} AND ${workOrderScope(actor)}`)
  if (found.length === 0) throw notFound()
}

export function seesCost(actor: Actor): boolean {
  return actor.role !== 'OPERATOR'
}

type DetailRow = Omit<WorkOrder, 'missing' | 'actions'>

const person = (alias: string) =>
  `CASE WHEN ${alias}.id IS NULL THEN NULL ELSE json_build_object('id', ${alias}.id, 'name', ${alias}.name) END`

const personOf = (column: string) =>
  `(SELECT json_build_object('id', p.id, 'name', p.name) FROM person p WHERE p.id = w.${column})`

const failureCode = (column: string) =>
  `(SELECT json_build_object('id', f.id, 'code', f.code, 'nameEs', f.name_es, 'nameEn', f.name_en)
    FROM failure_code f WHERE f.id = w.${column})`

/** A JSON array of what `rows` gives, empty rather than null. */
const list = (rows: string) => `coalesce((SELECT json_agg(x) FROM (${rows}) x), '[]')`

/**
 * What an order says to everybody, in few parts, as a statement is put together for each request. What it refers to comes by
 * subqueries: joins take the planner twice as long, and a new order's first detail is planned while others wait for numbers.
 */
const facts = sql.raw(`
  w.id, w.number, w.title, w.description, w.status, w.hold_reason AS "holdReason", w.status_reason AS "statusReason",
  w.priority, w.category, w.origin, w.requires_approval AS "requiresApproval", w.approved_at AS "approvedAt",
  w.requires_approval AND w.approved_at IS NULL AND w.status = 'PENDING' AS "awaitsApproval",
  w.reported_at AS "reportedAt", w.scheduled_on AS "scheduledOn", w.due_at AS "dueAt", w.started_at AS "startedAt",
  w.completed_at AS "completedAt", w.closed_at AS "closedAt", w.cancelled_at AS "cancelledAt",
  w.created_at AS "createdAt", w.updated_at AS "updatedAt", w.downtime_from AS "downtimeFrom",
  w.downtime_to AS "downtimeTo", w.estimated_hours AS "estimatedHours", w.hours_worked AS "hoursWorked",
  w.completion_notes AS "completionNotes", w.system, w.import_id AS "importId", w.version,
  (SELECT json_build_object('id', t.id, 'code', t.code, 'nameEs', t.name_es, 'nameEn', t.name_en,
    'requiresApproval', t.requires_approval) FROM order_type t WHERE t.id = w.type_id) AS type,
  (SELECT json_build_object('id', a.id, 'code', a.code, 'name', a.name, 'typeId', a.type_id, 'plate', a.plate,
    'status', a.status, 'statusSince', a.status_since, 'statusReason', a.status_reason)
    FROM asset a WHERE a.id = w.asset_id) AS asset,
  (SELECT json_build_object('id', s.id, 'code', s.code, 'name', s.name) FROM site s WHERE s.id = w.site_id) AS site,
  ${personOf('assignee_id')} AS assignee, ${personOf('created_by')} AS "createdBy",
  ${personOf('approved_by')} AS "approvedBy", ${failureCode('failure_mode_id')} AS "failureMode",
  ${failureCode('failure_cause_id')} AS "failureCause", ${failureCode('failure_action_id')} AS "failureAction",
  (SELECT json_build_object('id', d.id, 'number', d.number) FROM work_order d WHERE d.id = w.duplicate_of_id)
    AS "duplicateOf",
  ${list('SELECT id, number FROM work_order WHERE duplicate_of_id = w.id ORDER BY number')} AS duplicates,
  ${list(`
    SELECT k.id, k.text, k.done_at AS "doneAt", ${person('p')} AS "doneBy"
    FROM work_order_task k LEFT JOIN person p ON p.id = k.done_by
    WHERE k.work_order_id = w.id ORDER BY k.position, k.id`)} AS tasks,
  ${list(`
    SELECT c.id, c.text, c.created_at AS at, ${person('p')} AS by
    FROM work_order_comment c LEFT JOIN person p ON p.id = c.created_by
    WHERE c.work_order_id = w.id ORDER BY c.created_at, c.id`)} AS comments,
  ${list(`
    SELECT id, kind, name, media_type AS "mediaType", size, width, height, created_at AS "createdAt"
    FROM file WHERE owner_type = 'workOrder' AND owner_id = w.id AND removed_at IS NULL ORDER BY created_at, id`)}
    AS files,
  ${list(`
    SELECT h.status, h.hold_reason AS "holdReason", h.reason, h.from_at AS "from", h.to_at AS "to", ${person('p')} AS by
    FROM work_order_status h LEFT JOIN person p ON p.id = h.created_by
    WHERE h.work_order_id = w.id ORDER BY h.from_at, h.id`)} AS history`)

/** What it cost, for those who may know. */
const costs = sql.raw(`,
  json_build_object('labour', w.labour_cost, 'parts', w.parts_cost, 'services', w.service_cost,
    'total', w.labour_cost + w.parts_cost + w.service_cost) AS cost,
  ${list('SELECT id, description, supplier, cost FROM service_line WHERE work_order_id = w.id ORDER BY created_at, id')}
    AS services`)
const labour = `l.id, ${person('p')} AS person, l.source, l.from_at AS "from", l.to_at AS "to", l.hours, l.note`
const hours = sql.raw(labour)
const hoursAndCosts = sql.raw(`${labour}, l.rate, l.cost`)
const nothing = sql.raw('')

/** One order with everything recorded about it, in one statement; 404 outside the actor's scope. */
export async function workOrderDetail(db: Db, actor: Actor, id: string, now: string, zone: string): Promise<WorkOrder> {
  const money = seesCost(actor)
  const [row] = await db.rows<DetailRow>(sql`
    SELECT ${facts},
      coalesce(w.due_at < ${now} AND w.status IN ('PENDING','IN_PROGRESS','ON_HOLD'), false) AS overdue,
      coalesce((SELECT json_agg(x) FROM (
        SELECT ${money ? hoursAndCosts : hours}, (l.from_at AT TIME ZONE ${zone})::date AS date
        FROM labour_entry l JOIN person p ON p.id = l.person_id
        WHERE l.work_order_id = w.id ORDER BY l.from_at, l.id) x), '[]') AS labour
      ${money ? costs : nothing}
    FROM work_order w
    WHERE w.id = ${id} AND ${workOrderScope(actor)}`)
  if (!row) throw notFound()
  return {
    ...row,
    missing: missingForCompletion({
      category: row.category,
      notes: row.completionNotes ?? '',
      hoursWorked: row.hoursWorked,
      failureMode: row.failureMode?.id ?? null,
      failureCause: row.failureCause?.id ?? null,
      failureAction: row.failureAction?.id ?? null,
    }),
    actions: availableActions(
      { id: actor.personId ?? '', role: actor.role },
      {
        status: row.status,
        assigneeIds: row.assignee ? [row.assignee.id] : [],
        awaitsApproval: row.awaitsApproval,
      },
    ),
  }
}
