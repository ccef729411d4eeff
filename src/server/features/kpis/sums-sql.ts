import { type SQL, sql } from 'drizzle-orm'

/** Hours after which an interval is long, as in the database's `is_long`. */
const longHours = sql.raw('384')

/** What an interval between two columns, both ends included, is to a bounded span: touching it, begun no long time before it, long. */
const relations = (span: SQL, from: SQL, to: SQL) => ({
  touching: sql`${from} < upper(${span}) AND ${to} >= lower(${span})`,
  soon: sql`${from} >= lower(${span}) - interval '${longHours} hours'`,
  long: sql`is_long(${from}, ${to})`,
})

/** Whether such an interval overlaps the span. Short ones are found by when they began, the few long ones by when they ended. */
function overlaps(span: SQL, from: SQL, to: SQL): SQL {
  const { touching, soon, long } = relations(span, from, to)
  return sql`(${touching} AND (${soon} OR ${long}))`
}

/** Order `o` adds something to a KPI of the span. */
export const orderWithin = (span: SQL): SQL => overlaps(span, sql.raw('o.active_from'), sql.raw('o.active_to'))

/** Fault `f` began, lasted or ended in the span. */
export const failureWithin = (span: SQL): SQL => overlaps(span, sql.raw('f.from_at'), sql.raw('f.to_at'))

/** Neither cancelled nor a repetition of another order. */
export const counts = (alias: string): SQL =>
  sql.raw(`(${alias}.status <> 'CANCELLED' AND ${alias}.duplicate_of_id IS NULL)`)
export const isFailureWork = (alias: string): SQL => sql.raw(`${alias}.category IN ('CORRECTIVE', 'EMERGENCY')`)

/** Monday after the scheduled day, 00:00 in the company's zone. */
export const weekEnd = (alias: string, zone: string): SQL =>
  sql`((date_trunc('week', ${sql.raw(alias)}.scheduled_on::timestamp) + interval '7 days') AT TIME ZONE ${zone})`

export const isPlanned = (alias: string): SQL =>
  sql.raw(
    `(${alias}.category <> 'EMERGENCY' AND ${alias}.scheduled_at < coalesce(${alias}.started_at, ${alias}.completed_at))`,
  )

export const totalCost = (alias: string): SQL =>
  sql.raw(`(${alias}.labour_cost + ${alias}.parts_cost + ${alias}.service_cost)`)

/** An earlier order on the same unit and failure mode was completed in the 30 days before this one was reported. */
export const isRepeated = (alias: string): SQL => {
  const o = sql.raw(alias)
  return sql`(${o}.failure_mode_id IS NOT NULL AND EXISTS (
    SELECT FROM work_order r WHERE r.asset_id = ${o}.asset_id AND r.failure_mode_id = ${o}.failure_mode_id
      AND r.failure_mode_id IS NOT NULL AND r.completed_at >= ${o}.reported_at - interval '720 hours'
      AND r.completed_at <= ${o}.reported_at AND r.id <> ${o}.id AND ${isFailureWork('r')} AND ${counts('r')}))`
}

/** When a unit was in the fleet: commissioned or, unknown, the first thing recorded of it; until archived. */
export const serviceSpan = (zone: string): SQL => sql`(
  SELECT tstzrange(life.born, greatest(life.born, coalesce(a.archived_at, 'infinity'))) FROM (SELECT coalesce(
    a.commissioned_on::timestamp AT TIME ZONE ${zone},
    least(a.created_at, (SELECT min(s.from_at) FROM asset_status s WHERE s.asset_id = a.id),
      (SELECT min(o.reported_at) FROM work_order o WHERE o.asset_id = a.id))) AS born) AS life)`

/** Whether a state `s` has a part in a bounded span; written so that a btree finds it (`asset_status_down`). */
const stateWithin = (span: SQL): SQL =>
  sql`s.from_at < upper(${span}) AND coalesce(s.to_at, 'infinity') > lower(${span})`

/** The names of the additive sums, in the order of every list below. */
export const sumColumns = [
  'down_ms',
  'failures',
  'failure_down_ms',
  'repair_ms',
  'repaired',
  'coded',
  'pm_inside',
  'pm_closed',
  'week_done',
  'week_scheduled',
  'completed',
  'hours',
  'planned_hours',
  'reactive_hours',
  'cost',
  'labour_cost',
  'parts_cost',
  'service_cost',
  'reported_failures',
  'repeated',
] as const

export type SumColumn = (typeof sumColumns)[number]

export const sumList = (
  write: (column: SumColumn) => string = (column) => column,
  columns: readonly SumColumn[] = sumColumns,
): SQL => sql.raw(columns.map(write).join(', '))

/**
 * The rows of `table` that overlap `b.span`, as `overlaps` has them. Of a span that it cannot know, the planner expects so
 * many rows that it reads the index of all; asked apart, the short ones are read from a little before the span on.
 */
function overlappingBucket(table: 'work_order' | 'failure', ends: readonly [string, string]): SQL {
  const { touching, soon, long } = relations(sql`b.span`, sql.raw(`r.${ends[0]}`), sql.raw(`r.${ends[1]}`))
  const rows = sql.raw(`SELECT r.* FROM ${table} r`)
  return sql`LATERAL (
    ${rows} WHERE ${touching} AND ${soon} AND NOT ${long} UNION ALL ${rows} WHERE ${touching} AND ${long})`
}

/** What of an order its unit's sums are made of. */
const orderFacts = sql.raw(
  [
    'id asset_id category status duplicate_of_id failure_mode_id reported_at started_at completed_at downtime_from downtime_to',
    'window_from window_to scheduled_on scheduled_at hours_worked labour_cost parts_cost service_cost',
  ]
    .flatMap((names) => names.split(' '))
    .map((name) => `o.${name}`)
    .join(', '),
)

/**
 * Buckets with the days whose scheduled week ends in them, some hours more on either side in case a clock is put forward
 * or back: what is found by it is looked at exactly.
 */
const slots = (zone: string): SQL => sql`
  SELECT b.idx, b.span,
    date_trunc('week', (lower(b.span) - interval '3 hours') AT TIME ZONE ${zone})::date AS week_from,
    date_trunc('week', (upper(b.span) + interval '3 hours') AT TIME ZONE ${zone})::date AS week_past
  FROM bucket b`

/** Order `o` may add something to bucket `b`; most of those that are merely open in it add nothing. */
const addsTo = sql.raw(`(b.span @> o.completed_at OR b.span @> o.reported_at OR b.span @> o.window_to
  OR o.scheduled_on >= b.week_from AND o.scheduled_on < b.week_past OR o.downtime_from IS NOT NULL)`)

interface Records {
  /** Orders `o` with the slots `b` of the buckets they touch and their units `u`. */
  orders: SQL
  /** The same of states `s` in which a unit is down. */
  states: SQL
  /** The same of faults `f`. */
  failures: SQL
}

const recordsByBucket: Records = {
  orders: sql`slot b CROSS JOIN ${overlappingBucket('work_order', ['active_from', 'active_to'])} o JOIN unit u ON u.asset_id = o.asset_id`,
  states: sql`unit u CROSS JOIN bucket b JOIN asset_status s ON s.asset_id = u.asset_id AND s.status <> 'OPERATING'
    AND ${stateWithin(sql`b.span`)}`,
  failures: sql`bucket b CROSS JOIN ${overlappingBucket('failure', ['from_at', 'to_at'])} f JOIN unit u ON u.asset_id = f.asset_id`,
}

/** `OFFSET 0` keeps the planner, which cannot know how much the run holds, to what was chosen here. */
function recordsOfRun({ run, few }: { run: SQL; few: boolean }): Records {
  const from = (alias: string, records: (ofUnit: SQL) => SQL) => {
    const a = sql.raw(alias)
    return few
      ? sql`unit u CROSS JOIN LATERAL (${records(sql`${a}.asset_id = u.asset_id AND`)} OFFSET 0) AS ${a}`
      : sql`(${records(sql``)} OFFSET 0) AS ${a} JOIN unit u ON u.asset_id = ${a}.asset_id`
  }
  const orders = from('o', (ofUnit) => sql`SELECT o.* FROM work_order o WHERE ${ofUnit} ${orderWithin(run)}`)
  const states = from(
    's',
    (ofUnit) => sql`SELECT s.* FROM asset_status s WHERE ${ofUnit} s.status <> 'OPERATING' AND ${stateWithin(run)}`,
  )
  const failures = from('f', (ofUnit) => sql`SELECT f.* FROM failure f WHERE ${ofUnit} ${failureWithin(run)}`)
  return {
    orders: sql`${orders} JOIN slot b ON o.active_from < upper(b.span) AND o.active_to >= lower(b.span)`,
    states: sql`${states} JOIN bucket b ON ${stateWithin(sql`b.span`)}`,
    failures: sql`${failures} JOIN bucket b ON f.from_at < upper(b.span) AND f.to_at >= lower(b.span)`,
  }
}

/**
 * Common table expressions ending in `cell (asset_id, idx, …sumColumns)`: the sums of every unit in every bucket, straight
 * from the records (and from `failure`, which must be up to date). Needs `unit (asset_id, service)`, `bucket (idx, span)`.
 * What is cut at a bucket's ends adds up over buckets that follow each other. Buckets that fill one `run` are read as one:
 * every record of it once, where buckets far apart find theirs by index, one bucket after the other. A run of `few` units
 * is read unit by unit, of many all together.
 */
export function cellSums(zone: string, read?: { run: SQL; few: boolean }): SQL {
  const { orders, states, failures } = read ? recordsOfRun(read) : recordsByBucket
  return sql`
    slot AS MATERIALIZED (${slots(zone)}),
    touching AS MATERIALIZED (
      SELECT b.idx, b.span, u.service, ${orderFacts}
      FROM ${orders} WHERE ${addsTo}),
    order_sum AS (
      SELECT t.asset_id, t.idx,
        count(*) FILTER (WHERE t.pm AND t.completed_at >= t.window_from AND t.completed_at < t.window_to) AS pm_inside,
        count(*) FILTER (WHERE t.pm) AS pm_closed,
        count(*) FILTER (WHERE t.weekly AND t.completed_at < t.week_end) AS week_done,
        count(*) FILTER (WHERE t.weekly) AS week_scheduled,
        count(*) FILTER (WHERE t.done) AS completed,
        coalesce(sum(t.hours_worked) FILTER (WHERE t.done), 0) AS hours,
        coalesce(sum(t.hours_worked) FILTER (WHERE t.done AND t.planned), 0) AS planned_hours,
        coalesce(sum(t.hours_worked) FILTER (WHERE t.done AND t.reactive), 0) AS reactive_hours,
        coalesce(sum(t.cost) FILTER (WHERE t.done), 0) AS cost,
        coalesce(sum(t.labour_cost) FILTER (WHERE t.done), 0) AS labour_cost,
        coalesce(sum(t.parts_cost) FILTER (WHERE t.done), 0) AS parts_cost,
        coalesce(sum(t.service_cost) FILTER (WHERE t.done), 0) AS service_cost,
        count(*) FILTER (WHERE t.fault) AS reported_failures,
        count(*) FILTER (WHERE t.fault AND t.repeated) AS repeated
      FROM (
        SELECT o.asset_id, o.idx, o.completed_at, o.window_from, o.window_to, o.hours_worked, w.week_end,
          o.category = 'PREVENTIVE' AND o.window_from IS NOT NULL AND o.span @> o.window_to AND ${counts('o')} AS pm,
          o.span @> w.week_end AND ${counts('o')} AS weekly,
          o.span @> o.completed_at AND o.status <> 'CANCELLED' AS done,
          ${isPlanned('o')} AS planned, ${isFailureWork('o')} AS reactive, ${totalCost('o')} AS cost,
          o.labour_cost, o.parts_cost, o.service_cost,
          ${isFailureWork('o')} AND ${counts('o')} AND o.span @> o.reported_at AS fault,
          CASE WHEN ${isFailureWork('o')} AND ${counts('o')} AND o.span @> o.reported_at
            THEN ${isRepeated('o')} END AS repeated
        FROM touching o
        CROSS JOIN LATERAL (SELECT ${weekEnd('o', zone)} AS week_end) AS w) AS t
      GROUP BY t.asset_id, t.idx),
    down_sum AS (
      SELECT d.asset_id, d.idx, covered_ms(range_agg(d.span)) AS down_ms FROM (
        SELECT u.asset_id, b.idx, tstzrange(s.from_at, s.to_at) * b.span * u.service AS span
        FROM ${states}
        UNION ALL
        SELECT o.asset_id, o.idx, order_downtime(o.downtime_from, o.downtime_to, o.completed_at) * o.span * o.service
        FROM touching o WHERE o.downtime_from IS NOT NULL AND o.status <> 'CANCELLED') AS d
      WHERE NOT isempty(d.span)
      GROUP BY d.asset_id, d.idx),
    failure_sum AS (
      SELECT f.asset_id, b.idx,
        count(*) FILTER (WHERE b.span @> f.at) AS failures,
        count(*) FILTER (WHERE b.span @> f.at AND f.coded) AS coded,
        count(*) FILTER (WHERE b.span @> f.repaired_at) AS repaired,
        sum(${failureMs('down')}) AS failure_down_ms,
        sum(${failureMs('work')}) AS repair_ms
      FROM ${failures}
      GROUP BY f.asset_id, b.idx),
    cell AS (
      SELECT u.asset_id, b.idx, ${sumList((column) => `coalesce(${column}, 0) AS ${column}`)}
      FROM unit u CROSS JOIN bucket b
      LEFT JOIN order_sum o ON o.asset_id = u.asset_id AND o.idx = b.idx
      LEFT JOIN down_sum d ON d.asset_id = u.asset_id AND d.idx = b.idx
      LEFT JOIN failure_sum f ON f.asset_id = u.asset_id AND f.idx = b.idx)`
}

/** A failure's time inside the bucket; most lie wholly inside, and their length is known. */
export function failureMs(of: 'down' | 'work'): SQL {
  const [spans, ms] = [sql.raw(`f.${of}`), sql.raw(`f.${of}_ms`)]
  return sql`CASE WHEN lower(b.span) <= f.from_at AND f.to_at <= upper(b.span) THEN ${ms}
    ELSE covered_ms(${spans} * tstzmultirange(b.span)) END`
}

/**
 * Order `o` was open at an instant, in whatever state; the first two conditions find it by index. `OFFSET 0` keeps the
 * states a look-up for each of the few: as a join the planner reads the states of all orders there ever were.
 */
export const isOpenAt = (at: SQL): SQL => sql`(o.reported_at <= ${at}
  AND coalesce(o.completed_at, o.cancelled_at, 'infinity'::timestamptz) > ${at} AND EXISTS (
    SELECT FROM work_order_status s WHERE s.work_order_id = o.id AND s.from_at <= ${at} AND (s.to_at IS NULL OR s.to_at > ${at})
      AND s.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD') OFFSET 0))`
