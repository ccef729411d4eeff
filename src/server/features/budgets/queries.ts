import { type SQL, sql } from 'drizzle-orm'
import type { Budget, BudgetList, BudgetRow } from '../../../contract/budgets.ts'
import { budgetToDate, straightLine } from '../../../domain/budget.ts'
import { dateAt, dayNumber, startOfDate } from '../../../domain/civil-time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import { siteScope } from '../sites/queries.ts'

export interface BudgetContext {
  actor: Actor
  now: string
  zone: string
}

interface Row {
  site: BudgetRow['site']
  parentId: string | null
  depth: number
  version: number
  months: number[] | null
  actual: number[]
  orders: number[]
}

const monthStart = (year: number, month: number) =>
  `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`

/**
 * Budget and cost by month of every site in scope, in the order of their tree. A site answers for the orders of the
 * sites below it too, as everywhere; an order counts where it was done, though its unit moves on.
 */
function rowsOf(db: Db, { actor, zone }: BudgetContext, year: number, condition: SQL): Promise<Row[]> {
  const [from, to] = [monthStart(year, 0), monthStart(year, 12)]
  const byMonth = (column: string, cast: string) => sql`(
    SELECT array_agg(coalesce(x.amount, 0) ORDER BY n.month)::${sql.raw(cast)} FROM generate_series(1, 12) AS n (month)
    LEFT JOIN (SELECT p.month, sum(p.${sql.raw(column)}) AS amount FROM reach r JOIN spent p ON p.site_id = r.id
      WHERE r.top = s.id GROUP BY p.month) x ON x.month = n.month)`
  return db.rows<Row>(sql`
    WITH RECURSIVE visible AS (SELECT * FROM site s WHERE ${siteScope(actor)}),
    tree AS (
      SELECT v.id, 0 AS depth, ARRAY[v.name, v.id::text] AS path FROM visible v
      WHERE v.parent_id IS NULL OR v.parent_id NOT IN (SELECT id FROM visible)
      UNION ALL
      SELECT v.id, t.depth + 1, t.path || ARRAY[v.name, v.id::text] FROM visible v JOIN tree t ON v.parent_id = t.id),
    reach AS (
      SELECT id AS top, id FROM visible
      UNION ALL
      SELECT r.top, v.id FROM visible v JOIN reach r ON v.parent_id = r.id),
    spent AS MATERIALIZED (
      SELECT o.site_id, date_part('month', o.completed_at AT TIME ZONE ${zone})::int AS month,
        sum(o.labour_cost + o.parts_cost + o.service_cost) AS cost, count(*) AS orders
      FROM work_order o
      WHERE coalesce(o.completed_at, 'infinity'::timestamptz) >= (${from}::date::timestamp AT TIME ZONE ${zone})
        AND coalesce(o.completed_at, 'infinity'::timestamptz) < (${to}::date::timestamp AT TIME ZONE ${zone})
        AND o.status <> 'CANCELLED'
      GROUP BY 1, 2),
    latest AS (SELECT DISTINCT ON (b.site_id) b.* FROM budget b WHERE b.year = ${year} ORDER BY b.site_id, b.version DESC)
    SELECT json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site, t.depth,
      CASE WHEN t.depth > 0 THEN s.parent_id END AS "parentId", coalesce(b.version, 0) AS version,
      array_to_json(b.months) AS months, array_to_json(${byMonth('cost', 'bigint[]')}) AS actual,
      array_to_json(${byMonth('orders', 'int[]')}) AS orders
    FROM tree t JOIN site s ON s.id = t.id LEFT JOIN latest b ON b.site_id = s.id
    WHERE ${condition} ORDER BY t.path`)
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** How far the year has run, by days of the company's zone: the running day counts as passed. */
function progressOf({ now, zone }: BudgetContext, year: number) {
  const [first, next] = [dayNumber(monthStart(year, 0)), dayNumber(monthStart(year, 12))]
  const today = dayNumber(dateAt(Date.parse(now), zone))
  const elapsedDays = Math.min(Math.max(today - first + 1, 0), next - first)
  return { asOf: now, elapsedDays, days: next - first }
}

function figuresOf(context: BudgetContext, year: number, { months, actual: byMonth, orders }: Omit<Row, 'site'>) {
  const { elapsedDays, days } = progressOf(context, year)
  const actual = sum(byMonth)
  const at = Date.parse(context.now)
  const elapsedOf = (month: number) => {
    const start = startOfDate(monthStart(year, month), context.zone)
    return (at - start) / (startOfDate(monthStart(year, month + 1), context.zone) - start)
  }
  const budget = months && sum(months)
  return {
    budget,
    actual,
    orders: sum(orders),
    remaining: budget === null ? null : budget - actual,
    toDate: months && budgetToDate(months, elapsedOf),
    projection: straightLine(actual, elapsedDays, days),
  }
}

const rowOf = (context: BudgetContext, year: number, row: Row): BudgetRow => {
  const { site, parentId, depth, version } = row
  return { site, parentId, depth, year, ...figuresOf(context, year, row), version }
}

export const yearOf = ({ now, zone }: BudgetContext) => Number(dateAt(Date.parse(now), zone).slice(0, 4))

/** Sites in use, and whatever has a budget or spent something in the year. */
export async function listBudgets(db: Db, context: BudgetContext, year: number): Promise<BudgetList> {
  const rows = await rowsOf(db, context, year, sql`true`)
  const archived = await db.rows<{ id: string }>(sql`SELECT id FROM site WHERE archived_at IS NOT NULL`)
  const gone = new Set(archived.map(({ id }) => id))
  const shown = rows.filter(({ site, months, actual }) => !gone.has(site.id) || months || sum(actual) > 0)
  const budgeted = new Set(rows.filter(({ months }) => months).map(({ site }) => site.id))
  const parents = new Map(rows.map(({ site, parentId }) => [site.id, parentId]))
  const isUnder = (id: string | null): boolean => id !== null && (budgeted.has(id) || isUnder(parents.get(id) ?? null))
  const tops = rows.filter(({ site, parentId }) => budgeted.has(site.id) && !isUnder(parentId))
  const added = (of: (row: Row) => readonly number[]) =>
    Array.from({ length: 12 }, (_, month) => sum(tops.map((row) => of(row)[month]!)))
  const total = figuresOf(context, year, {
    ...{ parentId: null, depth: 0, version: 0 },
    months: tops.length > 0 ? added(({ months }) => months!) : null,
    actual: added(({ actual }) => actual),
    orders: added(({ orders }) => orders),
  })
  return { year, ...progressOf(context, year), items: shown.map((row) => rowOf(context, year, row)), total }
}

export async function getBudget(db: Db, context: BudgetContext, siteId: string, year: number): Promise<Budget> {
  const [row] = await rowsOf(db, context, year, sql`s.id = ${siteId}`)
  if (!row) throw notFound()
  const revisions = await db.rows<Budget['revisions'][number]>(sql`
    SELECT b.version, (SELECT sum(m) FROM unnest(b.months) AS m)::bigint AS total, array_to_json(b.months) AS months,
      b.note, p.name AS by, b.created_at AS at
    FROM budget b LEFT JOIN person p ON p.id = b.created_by
    WHERE b.site_id = ${siteId} AND b.year = ${year} ORDER BY b.version DESC`)
  const months = Array.from({ length: 12 }, (_, month) => ({
    month: monthStart(year, month).slice(0, 7),
    budget: row.months?.[month] ?? null,
    actual: row.actual[month]!,
    orders: row.orders[month]!,
  }))
  return { ...rowOf(context, year, row), ...progressOf(context, year), months, revisions }
}
