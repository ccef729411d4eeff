import { type SQL, sql } from 'drizzle-orm'
import type { KpiPeriod } from '../../../../contract/kpi.ts'
import type { RecordReport, ReportRecord, ReportRowsQuery } from '../../../../contract/report.ts'
import type { Actor } from '../../../platform/actor.ts'
import { keyset, toPage } from '../../../platform/database/keyset.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { toKpiPeriod } from '../period.ts'
import { warehouses } from '../stock-sums.ts'
import { type Asked, inScope } from './asked.ts'
import { askedOf } from './queries.ts'
import { consumption, consumptionGroup, labour, within } from './records.ts'

const ofPart = sql`(SELECT json_build_object('id', p.id, 'number', p.number, 'description', p.description)
  FROM part p WHERE p.id = m.part_id)`
const ofOrder = sql`json_build_object('id', o.id, 'number', o.number, 'title', o.title)`
const ofAsset = sql`(SELECT json_build_object('id', x.id, 'code', x.code) FROM asset x WHERE x.id = o.asset_id)`
const byWhom = sql`(SELECT p.name FROM person p WHERE p.id = m.created_by)`

interface Records {
  common: SQL
  /** The instant they are sorted by, and their id. */
  at: SQL
  id: SQL
  columns: SQL
  from: SQL
}

/** The records of a report, or of one of its rows, as the report itself finds them. */
const records: Record<RecordReport, (asked: Asked, key: string | undefined) => Records> = {
  parts: (asked, key) => ({
    common: sql`WITH RECURSIVE ${inScope(asked)}`,
    at: sql`m.at`,
    id: sql`m.id`,
    columns: sql`${ofPart} AS part, m.kind AS movement, ${byWhom} AS person, ${ofAsset} AS asset, ${ofOrder} AS "order",
      -m.quantity AS quantity, -m.value::float8 AS value`,
    from: sql`${consumption(asked)} AND ${key === undefined ? sql`true` : sql`${consumptionGroup(asked).key} = ${key}`}`,
  }),
  workload: (asked, key) => ({
    common: sql`WITH RECURSIVE ${inScope(asked)}`,
    at: sql`l.from_at`,
    id: sql`l.id`,
    columns: sql`NULL AS part, NULL AS movement, (SELECT p.name FROM person p WHERE p.id = l.person_id) AS person,
      ${ofAsset} AS asset, ${ofOrder} AS "order", l.hours AS quantity, l.cost::float8 AS value`,
    from: sql`${labour(asked)} AND ${key === undefined ? sql`true` : sql`l.person_id::text = ${key}`}`,
  }),
  stock: (asked, key) => {
    const group = asked.groupBy === 'part' ? sql`m.part_id::text` : sql`m.site_id::text`
    return {
      common: sql``,
      at: sql`m.at`,
      id: sql`m.id`,
      columns: sql`${ofPart} AS part, m.kind AS movement, ${byWhom} AS person,
        CASE WHEN o.id IS NOT NULL THEN ${ofAsset} END AS asset, CASE WHEN o.id IS NOT NULL THEN ${ofOrder} END AS "order",
        m.quantity, m.value::float8 AS value`,
      from: sql`FROM stock_movement m LEFT JOIN work_order o ON o.id = m.work_order_id
        WHERE ${within(sql`m.at`, asked)} AND ${warehouses(asked, sql`m.site_id`)}
        AND ${key === undefined ? sql`true` : sql`${group} = ${key}`}`,
    }
  },
}

/** What was moved or worked behind a report, newest first. */
export async function readReportRows(
  runtime: Runtime,
  actor: Actor,
  id: RecordReport,
  query: ReportRowsQuery,
): Promise<{ items: ReportRecord[]; nextCursor: string | null; period: KpiPeriod }> {
  const asked = await askedOf(runtime, actor, id, query)
  const { common, at, id: recordId, columns, from } = records[id](asked, query.key)
  const { after, orderBy, cursor } = keyset({ by: at, type: 'timestamptz' }, recordId, 'desc', query.cursor)
  const rows = await runtime.database.db.rows<ReportRecord & { cursor: unknown }>(sql`
    ${common} SELECT ${recordId} AS id, ${at} AS at, ${columns}, ${cursor} AS cursor
    ${from} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return { ...toPage(rows, query.limit), period: toKpiPeriod(asked.period) }
}
