import { type SQL, sql } from 'drizzle-orm'
import type { DocumentType, DocumentTypeQuery, HeldDocument } from '../../../contract/documents.ts'
import { type CivilDate, dayNumber } from '../../../domain/civil-time.ts'
import { documentState } from '../../../domain/document-expiry.ts'
import { type Actor, may } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import { assertVisibleAsset, assetScope } from '../fleet/queries.ts'
import { personScope } from '../people/queries.ts'

export type Subject = { assetId: string } | { personId: string }

/** The name of a document type, of table alias `dt`, in the actor's language. */
export const documentTypeName = (actor: Actor) => (actor.locale === 'en' ? sql`dt.name_en` : sql`dt.name_es`)

/** Neither voided nor renewed, of table alias `d`: the document that counts. */
export const isCurrent = sql`d.voided_at IS NULL AND NOT EXISTS (
  SELECT FROM document n WHERE n.renews_id = d.id AND n.voided_at IS NULL)`

/** People whose documents the actor may see: those they manage, and themselves. */
const personDocumentScope = (actor: Actor) => sql`(${personScope(actor)} OR p.id = ${actor.personId})`

/** Documents, of table alias `d`, of units and people in the actor's scope. */
export function documentScope(actor: Actor): SQL {
  return sql`(EXISTS (SELECT FROM asset a WHERE a.id = d.asset_id AND ${assetScope(actor)})
    OR EXISTS (SELECT FROM person p WHERE p.id = d.person_id AND ${personDocumentScope(actor)}))`
}

export function listDocumentTypes(db: Db, actor: Actor, query: DocumentTypeQuery): Promise<DocumentType[]> {
  return db.rows<DocumentType>(sql`
    SELECT dt.id, dt.code, ${documentTypeName(actor)} AS name, dt.name_es AS "nameEs", dt.name_en AS "nameEn",
      dt.subject, dt.critical, dt.required, dt.has_classes AS "hasClasses", dt.rules, dt.predefined,
      dt.archived_at IS NOT NULL AS archived, dt.version
    FROM document_type dt WHERE (${query.archived} OR dt.archived_at IS NULL)
      AND ${query.subject ? sql`dt.subject = ${query.subject}` : sql`true`}
    ORDER BY dt.subject, dt.predefined DESC, dt.created_at, dt.id`)
}

export async function assertVisiblePerson(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`SELECT FROM person p WHERE p.id = ${id} AND ${personDocumentScope(actor)}`)
  if (found.length === 0) throw notFound()
}

export async function assertVisibleDocument(db: Db, actor: Actor, id: string): Promise<void> {
  const found = await db.rows(sql`SELECT FROM document d WHERE d.id = ${id} AND ${documentScope(actor)}`)
  if (found.length === 0) throw notFound()
}

type Row = Omit<HeldDocument, 'state' | 'daysLeft'> & { voided: boolean; renewed: boolean }

function stateOf({ voided, renewed, expiresOn }: Row, today: CivilDate): HeldDocument['state'] {
  if (voided) return 'VOIDED'
  return renewed ? 'RENEWED' : documentState(expiresOn, today)
}

async function documents(db: Db, actor: Actor, where: SQL, today: CivilDate): Promise<HeldDocument[]> {
  const rows = await db.rows<Row>(sql`
    SELECT d.id, json_build_object('id', dt.id, 'code', dt.code, 'name', ${documentTypeName(actor)}, 'critical',
        dt.critical, 'hasClasses', dt.has_classes) AS type,
      d.number, to_json(d.classes) AS classes, d.issued_on AS "issuedOn", d.expires_on AS "expiresOn", d.note,
      d.renews_id AS "renewsId", d.void_reason AS "voidReason", c.name AS "createdBy", d.created_at AS "createdAt",
      d.voided_at IS NOT NULL AS voided,
      EXISTS (SELECT FROM document n WHERE n.renews_id = d.id AND n.voided_at IS NULL) AS renewed,
      coalesce((SELECT json_agg(json_build_object('id', f.id, 'name', f.name) ORDER BY f.id) FROM file f
        WHERE f.owner_type = 'document' AND f.owner_id = d.id AND f.removed_at IS NULL), '[]') AS files
    FROM document d JOIN document_type dt ON dt.id = d.type_id LEFT JOIN person c ON c.id = d.created_by
    WHERE ${where} ORDER BY NOT (${isCurrent}), d.expires_on NULLS LAST, d.issued_on DESC, d.id`)
  return rows.map((row) => {
    const { voided: _, renewed: __, ...document } = row
    const daysLeft = row.expiresOn === null ? null : dayNumber(row.expiresOn) - dayNumber(today)
    return { ...document, daysLeft, state: stateOf(row, today) }
  })
}

export async function listDocuments(db: Db, actor: Actor, subject: Subject, today: CivilDate) {
  if ('assetId' in subject) {
    await assertVisibleAsset(db, actor, subject.assetId)
    const items = await documents(db, actor, sql`d.asset_id = ${subject.assetId}`, today)
    return { items, mayManage: may(actor, 'document.manage') }
  }
  await assertVisiblePerson(db, actor, subject.personId)
  const items = await documents(db, actor, sql`d.person_id = ${subject.personId}`, today)
  return { items, mayManage: may(actor, 'document.manage') }
}

export async function getDocument(db: Db, actor: Actor, id: string, today: CivilDate): Promise<HeldDocument> {
  const [row] = await documents(db, actor, sql`d.id = ${id} AND ${documentScope(actor)}`, today)
  if (!row) throw notFound()
  return row
}
