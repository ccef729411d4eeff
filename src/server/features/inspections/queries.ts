import { type SQL, sql } from 'drizzle-orm'
import type {
  AssetInspections,
  Inspection,
  InspectionHints,
  InspectionItem,
  InspectionQuery,
} from '../../../contract/inspections.ts'
import { askedPoints, type Section } from '../../../domain/checklist.ts'
import { hurriedSections, type SectionTime } from '../../../domain/inspection-pace.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { anyOf, keyset, toPage } from '../../platform/database/keyset.ts'
import { notFound } from '../../platform/problem.ts'
import { assertVisibleAsset } from '../fleet/queries.ts'
import { sitesBelow } from '../sites/queries.ts'
import { checklistItems } from './checklists/queries.ts'

/** The inspections `actor` may see, as a condition on `inspection i`: operators those they made. */
export function inspectionScope(actor: Actor): SQL {
  if (actor.role === 'OPERATOR') return sql`i.inspector_id = ${actor.personId}`
  return actor.siteIds === null ? sql`true` : sql`i.site_id = ${anyOf(actor.siteIds, 'uuid')}`
}

/** Throws "not found" unless the actor may see the inspection. */
export async function assertVisibleInspection(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`SELECT 1 FROM inspection i WHERE i.id = ${id} AND ${inspectionScope(actor)}`)
  if (found.length === 0) throw notFound()
}

/** Who inspected must not learn by what they are watched. */
const seesHints = (actor: Actor) => actor.role !== 'OPERATOR'

const numbered = (table: string) =>
  sql.raw(
    `CASE WHEN ${table}.id IS NULL THEN NULL ELSE json_build_object('id', ${table}.id, 'number', ${table}.number) END`,
  )

const person = (table: string) => sql.raw(`json_build_object('id', ${table}.id, 'name', ${table}.name)`)

const samePhoto = sql`
  inspection_photo p JOIN inspection_photo o ON o.sha256 = p.sha256 AND o.file_id <> p.file_id WHERE p.inspection_id = i.id`

const itemColumns = (actor: Actor) => sql`
  i.id, i.number, json_build_object('id', a.id, 'code', a.code, 'name', a.name) AS asset,
  json_build_object('id', s.id, 'name', s.name) AS site,
  json_build_object('id', c.id, 'code', c.code, 'revision', r.revision) AS checklist, ${person('who')} AS inspector,
  i.finished_at AS "finishedAt", i.score, i.verdict, i.cleared,
  (SELECT count(*) FROM inspection_failure f WHERE f.inspection_id = i.id) AS failures,
  ${numbered('newer')} AS "correctedBy"
  ${seesHints(actor) ? sql`, i.hurried_sections > 0 OR EXISTS (SELECT 1 FROM ${samePhoto}) AS hurried` : sql``}`

const itemTables = sql`
  inspection i JOIN asset a ON a.id = i.asset_id JOIN site s ON s.id = i.site_id
  JOIN checklist_revision r ON r.id = i.revision_id JOIN checklist c ON c.id = r.checklist_id
  JOIN person who ON who.id = i.inspector_id LEFT JOIN inspection newer ON newer.corrects_id = i.id`

function conditions(actor: Actor, query: InspectionQuery, zone: string): SQL {
  const inspectorId = query.inspectorId === 'me' ? actor.personId : query.inspectorId
  const all = [
    inspectionScope(actor),
    query.superseded ? null : sql`newer.id IS NULL`,
    query.assetId ? sql`i.asset_id = ${query.assetId}` : null,
    query.siteId ? sql`i.site_id IN ${sitesBelow(query.siteId)}` : null,
    query.checklistId ? sql`r.checklist_id = ${query.checklistId}` : null,
    query.inspectorId ? sql`i.inspector_id = ${inspectorId}` : null,
    query.workOrderId ? sql`i.work_order_id = ${query.workOrderId}` : null,
    query.verdict ? sql`i.verdict = ${query.verdict}` : null,
    query.cleared === undefined ? null : sql`i.cleared = ${query.cleared}`,
    query.from ? sql`i.finished_at >= (${query.from}::date::timestamp AT TIME ZONE ${zone})` : null,
    query.to ? sql`i.finished_at < ((${query.to}::date + 1)::timestamp AT TIME ZONE ${zone})` : null,
  ]
  return sql.join(
    all.filter((condition) => condition !== null),
    sql` AND `,
  )
}

export async function listInspections(db: Db, actor: Actor, query: InspectionQuery, zone: string) {
  const by = { by: sql`i.finished_at`, type: 'timestamptz' } as const
  const { after, orderBy, cursor } = keyset(by, sql`i.id`, 'desc', query.cursor)
  const rows = await db.rows<InspectionItem & { cursor: unknown }>(sql`
    SELECT ${itemColumns(actor)}, ${cursor} AS cursor FROM ${itemTables}
    WHERE ${conditions(actor, query, zone)} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`)
  return toPage(rows, query.limit)
}

type DetailRow = Omit<Inspection, 'hints'> & {
  sectionTimes: SectionTime[]
  samePhotos: InspectionHints['samePhotos']
}

/** How many points each section asked, given what was answered. */
export function askedBySection(sections: readonly Section[], answers: Inspection['answers']) {
  const asked = new Set(askedPoints({ sections }, answers).map(({ id }) => id))
  return sections.map(({ id, points }) => ({ id, points: points.filter((point) => asked.has(point.id)).length }))
}

/** One inspection with everything recorded about it, in one statement; 404 outside the actor's scope. */
export async function getInspection(db: Db, actor: Actor, id: string): Promise<Inspection> {
  const [found] = await db.rows<DetailRow>(sql`
    SELECT ${itemColumns(actor)}, json_build_object('es', r.name_es, 'en', r.name_en) AS "checklistName", a.plate,
      r.sections, i.answers, i.passed, i.total, i.started_at AS "startedAt", i.submitted_at AS "submittedAt",
      ${person('sender')} AS "submittedBy", i.readings, i.no_reading_reason AS "noReadingReason",
      json_build_object('kind', i.signature_kind, 'name', i.signature_name, 'fileId', i.signature_file_id) AS signature,
      ${numbered('w')} AS "workOrder", ${numbered('older')} AS corrects, i.correction_reason AS "correctionReason",
      i.hash, i.section_times AS "sectionTimes",
      coalesce((SELECT json_agg(json_build_object('pointId', p.point_id, 'fileId', p.file_id, 'inspection',
          (SELECT json_build_object('id', x.id, 'number', x.number) FROM inspection x WHERE x.id = o.inspection_id)))
        FROM ${samePhoto}), '[]') AS "samePhotos"
    FROM ${itemTables} JOIN person sender ON sender.id = i.submitted_by
    LEFT JOIN work_order w ON w.id = i.work_order_id LEFT JOIN inspection older ON older.id = i.corrects_id
    WHERE i.id = ${id} AND ${inspectionScope(actor)}`)
  if (!found) throw notFound()
  const { sectionTimes, samePhotos, ...inspection } = found
  if (!seesHints(actor)) return inspection
  const sections = askedBySection(inspection.sections, inspection.answers)
  return { ...inspection, hints: { hurriedSections: hurriedSections(sections, sectionTimes), samePhotos } }
}

/** What inspections say of a unit: what may be asked, the last time, and which failures still forbid it to work. */
export async function inspectionsOfAsset(db: Db, actor: Actor, assetId: string): Promise<AssetInspections> {
  await assertVisibleAsset(db, actor, assetId)
  const checklists = await checklistItems(
    db,
    actor,
    sql`c.archived_at IS NULL AND c.asset_type_id = (SELECT type_id FROM asset WHERE id = ${assetId})`,
  )
  const [last] = await db.rows<InspectionItem>(sql`
    SELECT ${itemColumns(actor)} FROM ${itemTables}
    WHERE i.asset_id = ${assetId} AND newer.id IS NULL AND ${inspectionScope(actor)}
    ORDER BY i.finished_at DESC, i.id DESC LIMIT 1`)
  return { checklists, last: last ?? null, blockedBy: await blocksOf(db, assetId) }
}

/** A unit is not cleared while the corrective order of a critical failure is open. */
function blocksOf(db: Db, assetId: string): Promise<AssetInspections['blockedBy']> {
  return db.rows(sql`
    SELECT ${numbered('i')} AS inspection,
      json_build_object('id', w.id, 'number', w.number, 'status', w.status) AS "workOrder",
      (SELECT json_agg(json_build_object('es', f.es, 'en', f.en) ORDER BY f.point_id)
        FROM inspection_failure f WHERE f.inspection_id = i.id AND f.critical) AS points
    FROM inspection i JOIN work_order w ON w.id = i.work_order_id
    WHERE i.asset_id = ${assetId} AND NOT i.cleared AND w.status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')
      AND NOT EXISTS (SELECT 1 FROM inspection n WHERE n.corrects_id = i.id)
    ORDER BY i.finished_at, i.id`)
}
