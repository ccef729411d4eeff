import { type SQL, sql } from 'drizzle-orm'
import type { WorkOrderCounts, WorkOrderFilter, WorkOrderItem, WorkOrderQuery } from '../../../contract/work-orders.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, type SortKey, toPage } from '../../platform/database/keyset.ts'
import { type FilterContext, isOpenOrder, matching } from './filter.ts'
import { seesCost } from './queries.ts'

/** The expressions are those of the indexes in tables.ts. */
const sortKeys: Record<string, SortKey> = {
  reportedAt: { by: sql`w.reported_at`, type: 'timestamptz' },
  dueAt: { by: sql`coalesce(w.due_at, 'infinity'::timestamptz)`, type: 'timestamptz' },
  priority: { by: sql`array_position(ARRAY['LOW','MEDIUM','HIGH','URGENT'], w.priority)`, type: 'int' },
  number: { by: sql`w.number`, type: 'text' },
  status: { by: sql`w.status`, type: 'text' },
  completedAt: { by: sql`coalesce(w.completed_at, 'infinity'::timestamptz)`, type: 'timestamptz' },
  updatedAt: { by: sql`w.updated_at`, type: 'timestamptz' },
}

interface ItemRow extends Omit<WorkOrderItem, 'asset' | 'assignee'> {
  assetId: string
  assetCode: string
  assetName: string
  assigneeId: string | null
  assigneeName: string | null
  cursor: unknown
}

function toItem({ assetId, assetCode, assetName, assigneeId, assigneeName, ...row }: ItemRow) {
  return {
    ...row,
    asset: { id: assetId, code: assetCode, name: assetName },
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? '' },
  }
}

const columns = (context: FilterContext): SQL => sql`
  w.id, w.number, w.title, w.status, w.hold_reason AS "holdReason", w.priority, w.category, w.type_id AS "typeId",
  w.asset_id AS "assetId", a.code AS "assetCode", a.name AS "assetName", w.site_id AS "siteId",
  w.assignee_id AS "assigneeId", p.name AS "assigneeName", w.reported_at AS "reportedAt",
  w.scheduled_on AS "scheduledOn", w.due_at AS "dueAt", w.completed_at AS "completedAt", w.updated_at AS "updatedAt",
  w.estimated_hours AS "estimatedHours", w.hours_worked AS "hoursWorked",
  w.requires_approval AND w.approved_at IS NULL AND w.status = 'PENDING' AS "awaitsApproval",
  ${isOpenOrder} AND coalesce(w.due_at, 'infinity'::timestamptz) < ${context.now} AS overdue,
  ${seesCost(context.actor) ? sql`w.labour_cost + w.parts_cost + w.service_cost AS "totalCost",` : sql``}
  w.version`

/** One page of the orders that match, in one statement. */
export async function listWorkOrders(db: Db, context: FilterContext, query: WorkOrderQuery) {
  const { sort, cursor, limit, ...filter } = query
  const descending = sort.startsWith('-')
  const key = sortKeys[descending ? sort.slice(1) : sort]!
  const { after, orderBy, cursor: rowCursor } = keyset(key, sql`w.id`, descending ? 'desc' : 'asc', cursor)
  // The page's rows are found first: the joins then run fifty times, whatever the planner thinks of the filter.
  const rows = await db.rows<ItemRow>(sql`
    SELECT ${columns(context)}, ${rowCursor} AS cursor
    FROM (SELECT * FROM work_order w WHERE ${matching(filter, context)} AND ${after} ORDER BY ${orderBy} LIMIT ${limit + 1}) w
    JOIN asset a ON a.id = w.asset_id
    LEFT JOIN person p ON p.id = w.assignee_id
    ORDER BY ${orderBy}`)
  return toPage(rows.map(toItem), limit)
}

/** How many orders match in each state, and the hours they are estimated to take. */
export async function countWorkOrders(
  db: Db,
  context: FilterContext,
  filter: WorkOrderFilter,
): Promise<WorkOrderCounts> {
  const items = await db.rows<WorkOrderCounts['items'][number]>(sql`
    SELECT w.status, w.hold_reason AS "holdReason", count(*)::int AS count,
      coalesce(sum(w.estimated_hours), 0) AS "estimatedHours"
    FROM work_order w WHERE ${matching(filter, context)}
    GROUP BY w.status, w.hold_reason ORDER BY w.status, w.hold_reason`)
  return { items }
}

interface WorkloadRow {
  personId: string | null
  name: string | null
  weeklyHours: number | null
  count: number
  overdue: number
  estimatedHours: number
  withoutEstimate: number
}

/** Open orders that match by whom they wait for, with every active operator of the actor's sites, busy or not. */
export async function workloadByPerson(db: Db, context: FilterContext, filter: WorkOrderFilter) {
  const { actor, now } = context
  const team = actor.siteIds
    ? sql`EXISTS (SELECT 1 FROM person_site ps WHERE ps.person_id = p.id AND ps.site_id = ${anyOf([...actor.siteIds], 'uuid')})`
    : sql`true`
  const rows = await db.rows<WorkloadRow>(sql`
    WITH load AS (
      SELECT w.assignee_id, count(*)::int AS count, (count(*) FILTER (WHERE w.due_at < ${now}))::int AS overdue,
        coalesce(sum(w.estimated_hours), 0) AS estimated,
        (count(*) FILTER (WHERE w.estimated_hours IS NULL))::int AS without_estimate
      FROM work_order w WHERE ${isOpenOrder} AND ${matching(filter, context)} GROUP BY w.assignee_id
    ), team AS (
      SELECT p.id FROM person p WHERE p.role = 'OPERATOR' AND p.deactivated_at IS NULL AND ${team}
    )
    SELECT p.id AS "personId", p.name, p.weekly_hours AS "weeklyHours", coalesce(load.count, 0) AS count,
      coalesce(load.overdue, 0) AS overdue, coalesce(load.estimated, 0) AS "estimatedHours",
      coalesce(load.without_estimate, 0) AS "withoutEstimate"
    FROM load FULL JOIN team ON team.id = load.assignee_id
    LEFT JOIN person p ON p.id = coalesce(load.assignee_id, team.id)
    ORDER BY (p.id IS NULL) DESC, p.name, p.id`)
  return {
    items: rows.map(({ personId, name, ...row }) => ({
      ...row,
      person: personId === null ? null : { id: personId, name: name ?? '' },
    })),
  }
}
