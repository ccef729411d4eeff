import { type SQL, sql } from 'drizzle-orm'
import { type TimelineItem, type TimelineKind, type TimelineQuery, timelineKinds } from '../../../contract/timeline.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { keyset, toPage } from '../../platform/database/keyset.ts'
import { inspectionScope } from '../inspections/queries.ts'
import { workOrderScope } from '../work-orders/queries.ts'
import { assertVisibleAsset } from './queries.ts'

interface Source {
  from: SQL
  asset: SQL
  at: SQL
  id: SQL
  by: SQL
  /** What this kind has of the item's own columns, by their names in the statement. */
  columns: Partial<Record<keyof typeof blank, SQL>>
  where?: SQL
  /** In place of "before the component was taken off": taking it off is part of the unit's history. */
  until?: SQL
}

const blank = {
  status: sql`NULL::text`,
  order_id: sql`NULL::uuid`,
  order_status: sql`NULL::text`,
  meter: sql`NULL::text`,
  value: sql`NULL::numeric`,
  voided: sql`NULL::boolean`,
  site_id: sql`NULL::uuid`,
  parent_id: sql`NULL::uuid`,
  file: sql`NULL::json`,
  inspection: sql`NULL::json`,
  text: sql`NULL::text`,
}

function sources(actor: Actor): Record<TimelineKind, Source[]> {
  const fileColumns = {
    file: sql`json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type)`,
  }
  const live = sql`f.removed_at IS NULL`
  return {
    STATUS: [
      {
        from: sql`asset_status e`,
        asset: sql`e.asset_id`,
        at: sql`e.from_at`,
        id: sql`e.id`,
        by: sql`e.created_by`,
        columns: { status: sql`e.status`, text: sql`e.reason` },
      },
    ],
    READING: [
      {
        from: sql`meter_reading e`,
        asset: sql`e.asset_id`,
        at: sql`e.at`,
        id: sql`e.id`,
        by: sql`e.created_by`,
        columns: {
          meter: sql`e.meter`,
          value: sql`e.value`,
          voided: sql`e.voided_at IS NOT NULL`,
          text: sql`coalesce(e.void_reason, e.note)`,
        },
      },
    ],
    PLACEMENT: [
      {
        from: sql`asset_placement e`,
        asset: sql`e.asset_id`,
        at: sql`e.from_at`,
        id: sql`e.id`,
        by: sql`e.created_by`,
        columns: { site_id: sql`e.site_id`, parent_id: sql`e.parent_id` },
        // What only went along with what it is mounted on did not move by itself.
        where: sql`(m.depth = 0 OR NOT EXISTS (SELECT 1 FROM asset_placement was WHERE was.asset_id = e.asset_id
          AND was.to_at = e.from_at AND was.parent_id IS NOT DISTINCT FROM e.parent_id))`,
        until: sql`(e.from_at < m.until OR (e.from_at = m.until AND NOT EXISTS (
          SELECT 1 FROM member next WHERE next.id = m.id AND next.since = m.until)))`,
      },
    ],
    FILE: [
      {
        from: sql`file f`,
        asset: sql`f.owner_id`,
        at: sql`f.created_at`,
        id: sql`f.id`,
        by: sql`f.created_by`,
        columns: fileColumns,
        where: sql`f.owner_type = 'asset' AND ${live}`,
      },
      {
        from: sql`file f JOIN work_order w ON w.id = f.owner_id`,
        asset: sql`w.asset_id`,
        at: sql`f.created_at`,
        id: sql`f.id`,
        by: sql`f.created_by`,
        columns: { ...fileColumns, order_id: sql`w.id` },
        where: sql`f.owner_type = 'workOrder' AND ${live} AND ${workOrderScope(actor)}`,
      },
    ],
    ORDER: [
      {
        from: sql`work_order w JOIN work_order_status e ON e.work_order_id = w.id`,
        asset: sql`w.asset_id`,
        at: sql`e.from_at`,
        id: sql`e.id`,
        by: sql`e.created_by`,
        columns: { order_id: sql`w.id`, order_status: sql`e.status`, text: sql`e.reason` },
        where: workOrderScope(actor),
      },
    ],
    COMMENT: [
      {
        from: sql`work_order w JOIN work_order_comment e ON e.work_order_id = w.id`,
        asset: sql`w.asset_id`,
        at: sql`e.created_at`,
        id: sql`e.id`,
        by: sql`e.created_by`,
        columns: { order_id: sql`w.id`, text: sql`e.text` },
        where: workOrderScope(actor),
      },
    ],
    INSPECTION: [
      {
        from: sql`inspection i`,
        asset: sql`i.asset_id`,
        at: sql`i.finished_at`,
        id: sql`i.id`,
        by: sql`i.inspector_id`,
        columns: {
          order_id: sql`i.work_order_id`,
          inspection: sql`json_build_object('id', i.id, 'number', i.number, 'verdict', i.verdict, 'score', i.score,
            'cleared', i.cleared)`,
        },
        // A version that was corrected is read from the one that corrects it.
        where: sql`${inspectionScope(actor)} AND NOT EXISTS (SELECT FROM inspection newer WHERE newer.corrects_id = i.id)`,
      },
    ],
  }
}

function branch(kind: TimelineKind, source: Source, query: TimelineQuery): SQL {
  const { after, orderBy } = keyset({ by: source.at, type: 'timestamptz' }, source.id, 'desc', query.cursor)
  const columns = Object.entries(blank).map(
    ([name, nothing]) => sql`${source.columns[name as keyof typeof blank] ?? nothing} AS ${sql.identifier(name)}`,
  )
  return sql`(
    SELECT ${kind} AS kind, ${source.id} AS id, ${source.at} AS at, ${source.by} AS by, m.id AS asset_id,
      ${sql.join(columns, sql`, `)}
    FROM member m JOIN ${source.from} ON ${source.asset} = m.id
    WHERE ${source.at} >= m.since AND ${source.until ?? sql`${source.at} < m.until`}
      AND ${source.where ?? sql`true`} AND ${after}
    ORDER BY ${orderBy} LIMIT ${query.limit + 1})`
}

/**
 * Everything that happened to a unit, newest first, in one statement: its own history, and that of each component for
 * the time it was mounted, at any depth.
 */
export async function timeline(db: Db, actor: Actor, assetId: string, query: TimelineQuery) {
  await assertVisibleAsset(db, actor, assetId)
  const all = sources(actor)
  const kinds = query.kind ?? timelineKinds
  const branches = kinds.flatMap((kind) => all[kind].map((source) => branch(kind, source, query)))
  const { orderBy, cursor } = keyset({ by: sql`h.at`, type: 'timestamptz' }, sql`h.id`, 'desc', undefined)
  const reference = (alias: SQL) =>
    sql`json_build_object('id', ${alias}.id, 'code', ${alias}.code, 'name', ${alias}.name)`
  const rows = await db.rows<TimelineItem & { cursor: unknown }>(sql`
    WITH RECURSIVE member AS (
      SELECT ${assetId}::uuid AS id, '-infinity'::timestamptz AS since, 'infinity'::timestamptz AS until, 0 AS depth
      UNION ALL
      SELECT p.asset_id, greatest(m.since, p.from_at), least(m.until, coalesce(p.to_at, 'infinity')), m.depth + 1
      FROM member m JOIN asset_placement p ON p.parent_id = m.id
      WHERE m.depth < 10 AND greatest(m.since, p.from_at) < least(m.until, coalesce(p.to_at, 'infinity'))
    ),
    history AS (${sql.join(branches, sql` UNION ALL `)})
    SELECT h.id, h.kind, h.at, who.name AS by, ${reference(sql`a`)} AS asset, h.status, h.order_status AS "orderStatus",
      CASE WHEN o.id IS NULL THEN NULL
        ELSE json_build_object('id', o.id, 'number', o.number, 'title', o.title) END AS order,
      h.meter, h.value, h.voided, s.name AS site,
      CASE WHEN up.id IS NULL THEN NULL ELSE ${reference(sql`up`)} END AS parent, h.file, h.inspection, h.text, ${cursor} AS cursor
    FROM history h JOIN asset a ON a.id = h.asset_id LEFT JOIN work_order o ON o.id = h.order_id
      LEFT JOIN site s ON s.id = h.site_id LEFT JOIN asset up ON up.id = h.parent_id
      LEFT JOIN person who ON who.id = h.by
    ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}
