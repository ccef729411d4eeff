import { type SQL, sql } from 'drizzle-orm'
import type {
  CalendarQuery,
  WorkOrderCounts,
  WorkOrderFilter,
  WorkOrderItem,
  WorkOrderQuery,
} from '../../../contract/work-orders.ts'
import { addDays } from '../../../domain/civil-time.ts'
import { priorities } from '../../../domain/work-order.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, encodeCursor, keyset, type SortKey } from '../../platform/database/keyset.ts'
import { days, type FilterContext, isOpenOrder, matching, ofNumber, ofTitle, ofUnitText } from './filter.ts'
import { seesCost } from './queries.ts'

interface Sort extends SortKey {
  /** What the expression gives for a row, as PostgreSQL reads it back: the row's place in the list. */
  of: (row: ItemRow) => string
}

/** The expressions are those of the indexes in tables.ts. */
const sorts: Record<string, Sort> = {
  reportedAt: { by: sql`w.reported_at`, type: 'timestamptz', of: (row) => row.reportedAt },
  dueAt: {
    by: sql`coalesce(w.due_at, 'infinity'::timestamptz)`,
    type: 'timestamptz',
    of: (row) => row.dueAt ?? 'infinity',
  },
  priority: {
    by: sql`array_position(ARRAY['LOW','MEDIUM','HIGH','URGENT'], w.priority)`,
    type: 'int',
    of: (row) => String(priorities.indexOf(row.priority) + 1),
  },
  number: { by: sql`w.number`, type: 'text', of: (row) => row.number },
  status: { by: sql`w.status`, type: 'text', of: (row) => row.status },
  completedAt: {
    by: sql`coalesce(w.completed_at, 'infinity'::timestamptz)`,
    type: 'timestamptz',
    of: (row) => row.completedAt ?? 'infinity',
  },
  updatedAt: { by: sql`w.updated_at`, type: 'timestamptz', of: (row) => row.updatedAt },
}

interface ItemRow extends Omit<WorkOrderItem, 'asset' | 'assignee'> {
  assetId: string
  assetCode: string
  assetName: string
  assigneeId: string | null
  assigneeName: string | null
}

/** Adds to the row itself: half of what a page costs this process would be copies of its rows. */
function toItem(row: ItemRow) {
  const item = row as ItemRow & Pick<WorkOrderItem, 'asset' | 'assignee'>
  item.asset = { id: row.assetId, code: row.assetCode, name: row.assetName }
  item.assignee = row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' }
  return item
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

/**
 * The rows of a page. A text is sought in titles, in numbers and in the names of units apart, each by its own index, because
 * the planner cannot tell beforehand how many orders the units found will have.
 */
function pageRows(
  context: FilterContext,
  { q, ...filter }: WorkOrderFilter,
  after: SQL,
  orderBy: SQL,
  limit: SQL,
): SQL {
  const matches = sql`${matching(filter, context)} AND ${after}`
  if (q === undefined) return sql`SELECT * FROM work_order w WHERE ${matches} ORDER BY ${orderBy} LIMIT ${limit}`
  const number = ofNumber(q, context.now)
  const found = (condition: SQL) =>
    sql`(SELECT * FROM work_order w WHERE ${matches} AND ${condition} ORDER BY ${orderBy} LIMIT ${limit})`
  return sql`
    SELECT w.* FROM (
      ${found(ofTitle(q))} UNION ${number ? sql`${found(number)} UNION` : sql``}
      (SELECT w.* FROM asset a JOIN LATERAL (
        SELECT * FROM work_order w WHERE w.asset_id = a.id AND ${matches} ORDER BY ${orderBy} LIMIT ${limit}
      ) w ON true WHERE ${ofUnitText(q)} ORDER BY ${orderBy} LIMIT ${limit})
    ) w ORDER BY ${orderBy} LIMIT ${limit}`
}

/** One page of the orders that match, in one statement. */
export async function listWorkOrders(db: Db, context: FilterContext, query: WorkOrderQuery) {
  const { sort, cursor, limit, ...filter } = query
  const descending = sort.startsWith('-')
  const key = sorts[descending ? sort.slice(1) : sort]!
  const { after, orderBy } = keyset(key, sql`w.id`, descending ? 'desc' : 'asc', cursor)
  // Written out, not a parameter: for an unknown limit the planner expects a tenth of the table and plans every call anew.
  const most = sql.raw(String(limit + 1))
  // The page's rows are found first, and `OFFSET 0` keeps the names a look-up by key for each of them: left to itself
  // the planner reads every unit to name fifty.
  const rows = await db.rows<ItemRow>(sql`
    SELECT ${columns(context)}
    FROM (${pageRows(context, filter, after, orderBy, most)}) w
    JOIN LATERAL (SELECT code, name FROM asset WHERE id = w.asset_id OFFSET 0) a ON true
    LEFT JOIN LATERAL (SELECT name FROM person WHERE id = w.assignee_id OFFSET 0) p ON true
    ORDER BY ${orderBy}`)
  const items = rows.slice(0, limit).map(toItem)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last ? encodeCursor([key.of(last), last.id]) : null }
}

/** The orders that match by the day they are planned for, or due, in one statement. */
export async function calendarOfOrders(db: Db, context: FilterContext, query: CalendarQuery) {
  const { by, from, days: length, perDay, ...filter } = query
  const to = addDays(from, length - 1)
  const date = by === 'scheduled' ? sql`w.scheduled_on` : sql`(w.due_at AT TIME ZONE ${context.zone})::date`
  const bounds =
    by === 'scheduled'
      ? [sql`w.scheduled_on BETWEEN ${from} AND ${to}`]
      : days(sql`coalesce(w.due_at, 'infinity'::timestamptz)`, from, to, context.zone)
  const rows = await db.rows<ItemRow & { date: string; count: number }>(sql`
    WITH placed AS (
      SELECT w.id, ${date} AS date, (count(*) OVER (PARTITION BY ${date}))::int AS count, row_number() OVER (
        PARTITION BY ${date} ORDER BY ${isOpenOrder} DESC, ${sorts.priority!.by} DESC, w.reported_at DESC, w.id
      ) AS place
      FROM work_order w WHERE ${matching(filter, context)} AND ${sql.join(bounds, sql` AND `)}
    )
    SELECT placed.date, placed.count, ${columns(context)}
    FROM placed
    JOIN LATERAL (SELECT * FROM work_order WHERE id = placed.id OFFSET 0) w ON true
    JOIN LATERAL (SELECT code, name FROM asset WHERE id = w.asset_id OFFSET 0) a ON true
    LEFT JOIN LATERAL (SELECT name FROM person WHERE id = w.assignee_id OFFSET 0) p ON true
    WHERE placed.place <= ${perDay} ORDER BY placed.date, placed.place`)
  const byDate = Map.groupBy(rows, (row) => row.date)
  return {
    items: [...byDate].map(([day, first]) => ({ date: day, count: first[0]!.count, orders: first.map(toItem) })),
  }
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
