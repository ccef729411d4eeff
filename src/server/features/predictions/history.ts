import { sql } from 'drizzle-orm'
import { groupWindows } from '../../../prediction/columns.ts'
import type { HistoryAsset, HistoryRecord, RecordKind } from '../../../prediction/history.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'

const dayMs = 86_400_000
/** Days since 1970-01-01 UTC, as the engine counts. */
export const days = (instant: string) => Date.parse(instant) / dayMs

const day = (instant: ReturnType<typeof sql>) => sql`(extract(epoch FROM ${instant}) / 86400)::float8`
/** Imported records were known to whoever kept them before, at the time they speak of. */
const known = (recorded: ReturnType<typeof sql>, happened: ReturnType<typeof sql>, row: ReturnType<typeof sql>) =>
  day(sql`CASE WHEN ${row}.import_id IS NULL THEN greatest(${recorded}, ${happened}) ELSE ${happened} END`)

type Row = {
  id: string
  asset: string
  at: number
  known: number
  system?: string | null
  code?: string | null
  value?: number | null
}

/** A failure counts once: not cancelled, and not a repetition of another order. */
export const isFailure = (alias: ReturnType<typeof sql>) => sql`
  ${alias}.category IN ('CORRECTIVE', 'EMERGENCY') AND ${alias}.status <> 'CANCELLED' AND ${alias}.duplicate_of_id IS NULL`
export const failedAt = (alias: ReturnType<typeof sql>) => sql`coalesce(${alias}.downtime_from, ${alias}.reported_at)`

const w = sql`w`

type Of = (asset: ReturnType<typeof sql>) => ReturnType<typeof sql>
/** Records of these assets alone. */
const ofAssets =
  (ids: readonly string[]): Of =>
  (asset) =>
    sql`${asset} = ${anyOf(ids, 'uuid')}`

const ofAny: Of = () => sql`true`

/** One statement for each kind of record: where it is, when it happened, and when it became known. */
const statements = (now: string, of: Of): [RecordKind, ReturnType<typeof sql>][] => [
  [
    'failure',
    sql`SELECT 'workOrder:' || w.id AS id, w.asset_id AS asset, ${day(failedAt(w))} AS at,
      ${known(sql`w.created_at`, failedAt(w), w)} AS known, w.system
      FROM work_order w WHERE ${of(sql`w.asset_id`)} AND ${isFailure(w)} AND ${failedAt(w)} <= ${now}`,
  ],
  [
    'preventive',
    sql`SELECT 'workOrder:' || w.id AS id, w.asset_id AS asset, ${day(sql`w.completed_at`)} AS at,
      ${day(sql`w.completed_at`)} AS known, w.system
      FROM work_order w WHERE ${of(sql`w.asset_id`)} AND w.category = 'PREVENTIVE' AND w.status IN ('COMPLETED', 'CLOSED')
        AND w.completed_at <= ${now}`,
  ],
  [
    'inspection',
    sql`SELECT 'inspection:' || i.id AS id, i.asset_id AS asset, ${day(sql`i.finished_at`)} AS at,
      ${day(sql`greatest(i.finished_at, i.submitted_at)`)} AS known, (i.total - i.passed)::float8 AS value
      FROM inspection i WHERE ${of(sql`i.asset_id`)} AND i.corrects_id IS NULL AND i.submitted_at <= ${now}`,
  ],
  [
    'finding',
    sql`SELECT 'faultRequest:' || r.id AS id, r.asset_id AS asset, ${day(sql`r.reported_at`)} AS at,
      ${day(sql`r.reported_at`)} AS known, NULL AS system, NULL AS code
      FROM fault_request r WHERE ${of(sql`r.asset_id`)} AND r.status <> 'REJECTED' AND r.reported_at <= ${now}
      UNION ALL
      SELECT 'workOrder:' || w.id, w.asset_id, ${day(failedAt(w))}, ${day(sql`greatest(w.completed_at, ${failedAt(w)})`)},
        w.system, c.code
      FROM work_order w JOIN failure_code c ON c.id = w.failure_mode_id
      WHERE ${of(sql`w.asset_id`)} AND ${isFailure(w)} AND w.completed_at <= ${now}`,
  ],
  [
    'meter',
    // One reading a week and meter says as much of the use as one a day.
    sql`SELECT DISTINCT ON (m.asset_id, m.meter, date_trunc('week', m.at)) 'reading:' || m.id AS id, m.asset_id AS asset,
      ${day(sql`m.at`)} AS at, ${known(sql`m.created_at`, sql`m.at`, sql`m`)} AS known, m.meter AS code,
      (m.value + m.offset_value)::float8 AS value
      FROM meter_reading m WHERE ${of(sql`m.asset_id`)} AND m.voided_at IS NULL AND m.at <= ${now}
      ORDER BY m.asset_id, m.meter, date_trunc('week', m.at), m.at DESC`,
  ],
  [
    'opened',
    sql`SELECT 'workOrder:' || w.id AS id, w.asset_id AS asset, ${day(sql`w.reported_at`)} AS at,
      ${known(sql`w.created_at`, sql`w.reported_at`, w)} AS known, w.system
      FROM work_order w WHERE ${of(sql`w.asset_id`)} AND w.reported_at <= ${now}`,
  ],
  [
    'closed',
    sql`SELECT 'workOrder:' || w.id AS id, w.asset_id AS asset, ${day(sql`coalesce(w.completed_at, w.cancelled_at)`)} AS at,
      ${day(sql`coalesce(w.completed_at, w.cancelled_at)`)} AS known, w.system
      FROM work_order w WHERE ${of(sql`w.asset_id`)} AND coalesce(w.completed_at, w.cancelled_at) <= ${now}`,
  ],
]

/** Every unit there ever was, or those named, in a fixed order. */
export async function loadAssets(db: Db, ids?: readonly string[]): Promise<HistoryAsset[]> {
  const units = await db.rows<{
    id: string
    type: string
    model: string | null
    site: string
    from: number | null
    to: number | null
  }>(sql`
    SELECT a.id, t.code AS type, nullif(concat_ws(' ', a.make, a.model), '') AS model, s.code AS site,
      (a.commissioned_on - date '1970-01-01')::float8 AS from, ${day(sql`a.archived_at`)} AS to
    FROM asset a JOIN asset_type t ON t.id = a.type_id JOIN site s ON s.id = a.site_id
    WHERE ${(ids ? ofAssets(ids) : ofAny)(sql`a.id`)} ORDER BY a.id`)
  return units.map(
    ({ id, type, model, site, from, to }): HistoryAsset => ({
      ...{ id, type, site },
      ...(model === null ? {} : { model }),
      ...(from === null ? {} : { commissioned: from }),
      ...(to === null ? {} : { retired: to }),
    }),
  )
}

/** Assets whose records are read at a time: between two such parts the process answers whoever else asks. */
const together = 20

/**
 * The records of these assets as the engine reads them, as they were known at `now`, part by part; the same records in the
 * same order.
 */
export async function* recordsOf(
  db: Db,
  now: string,
  assets: readonly { id: string }[],
): AsyncGenerator<HistoryRecord[]> {
  for (let from = 0; from < assets.length; from += together) {
    const ids = assets.slice(from, from + together).map(({ id }) => id)
    for (const [kind, statement] of statements(now, ofAssets(ids))) {
      const rows = await db.rows<Row>(sql`
        SELECT * FROM (${statement}) AS r WHERE known <= ${days(now)} ORDER BY known, at, id`)
      yield rows.map((row) => recordFrom(kind, row))
    }
  }
}

function recordFrom(kind: RecordKind, { id, asset, at, known: knownAt, system, code, value }: Row): HistoryRecord {
  return {
    ...{ id, asset, kind, at, known: knownAt },
    ...(system ? { system } : {}),
    ...(code ? { code } : {}),
    ...(value === null || value === undefined ? {} : { value }),
  }
}

/**
 * What the rates of fleet, types, models and sites are made of: every unit, for one without a date since when it was known,
 * the failures of late, and the first of each unit and system.
 */
export async function loadBackground(
  db: Db,
  now: string,
): Promise<{ assets: HistoryAsset[]; records: HistoryRecord[] }> {
  const assets = await loadAssets(db)
  const [[kind, failures]] = statements(now, ofAny) as [[RecordKind, ReturnType<typeof sql>]]
  const rows = await db.rows<Row>(sql`
    SELECT id, asset, at, known, system FROM (
      SELECT r.*, row_number() OVER (PARTITION BY asset, system ORDER BY known, at, id) AS nth
      FROM (${failures}) AS r WHERE known <= ${days(now)}) AS f
    WHERE nth = 1 OR at > ${days(now) - Math.max(...groupWindows)} ORDER BY known, at, id`)
  const undated = assets.filter(({ commissioned }) => commissioned === undefined).map(({ id }) => id)
  const each = statements(now, ofAssets(undated)).map(
    ([, statement]) => sql`SELECT asset, known FROM (${statement}) AS r`,
  )
  const first = await db.rows<{ asset: string; known: number }>(sql`
    SELECT asset, min(known) AS known FROM (${sql.join(each, sql` UNION ALL `)}) AS all_kinds GROUP BY asset`)
  const since = new Map(first.map(({ asset, known: from }) => [asset, from]))
  return {
    assets: assets.map((asset) => {
      const from = since.get(asset.id)
      return from === undefined ? asset : { ...asset, commissioned: from }
    }),
    records: rows.map((row) => recordFrom(kind, row)),
  }
}
