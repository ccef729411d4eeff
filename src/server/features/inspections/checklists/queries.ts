import { type SQL, sql } from 'drizzle-orm'
import type { Checklist, ChecklistItem, ChecklistQuery } from '../../../../contract/checklists.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { typeName } from '../../fleet/types/queries.ts'

const columns = (actor: Actor) => sql`
  c.id, c.code, r.name_es AS "nameEs", r.name_en AS "nameEn", c.predefined, r.revision, r.points,
  r.published_at AS "publishedAt", c.archived_at AS "archivedAt", c.version,
  json_build_object('id', t.id, 'code', t.code, 'name', ${typeName(actor)}) AS "assetType"`

const newest = sql`
  checklist c JOIN asset_type t ON t.id = c.asset_type_id
  JOIN LATERAL (SELECT * FROM checklist_revision WHERE checklist_id = c.id ORDER BY revision DESC LIMIT 1) r ON true`

/** Checklists by code, each with its newest revision; they are the whole company's. */
export function checklistItems(db: Db, actor: Actor, condition: SQL): Promise<ChecklistItem[]> {
  return db.rows<ChecklistItem>(sql`SELECT ${columns(actor)} FROM ${newest} WHERE ${condition} ORDER BY c.code`)
}

export function listChecklists(db: Db, actor: Actor, query: ChecklistQuery): Promise<ChecklistItem[]> {
  const archived = query.archived ? sql`c.archived_at IS NOT NULL` : sql`c.archived_at IS NULL`
  return checklistItems(
    db,
    actor,
    query.assetTypeId ? sql`${archived} AND c.asset_type_id = ${query.assetTypeId}` : archived,
  )
}

/** A checklist with the sections of one of its revisions. */
export async function getChecklist(db: Db, actor: Actor, id: string, revision?: number): Promise<Checklist> {
  const [found] = await db.rows<Checklist>(sql`
    SELECT ${columns(actor)}, shown.id AS "revisionId", shown.revision AS "shownRevision", shown.sections,
      (SELECT json_agg(x) FROM (
        SELECT v.id, v.revision, v.published_at AS "publishedAt", p.name AS "publishedBy", v.points
        FROM checklist_revision v LEFT JOIN person p ON p.id = v.published_by
        WHERE v.checklist_id = c.id ORDER BY v.revision DESC) x) AS revisions
    FROM ${newest}
    JOIN checklist_revision shown ON shown.checklist_id = c.id AND shown.revision = ${revision ?? sql`r.revision`}
    WHERE c.id = ${id}`)
  if (!found) throw notFound()
  return found
}
