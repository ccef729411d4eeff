import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { eq, sql } from 'drizzle-orm'
import type { Verification } from '../../../contract/inspections.ts'
import { type ChainedEntry, entryHash } from '../../platform/audit/chain.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import { notFound } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type DocumentParts, documentHash } from './document.ts'
import { inspection } from './tables.ts'

interface KeptFile {
  id: string
  sha256: string
  storageKey: string
}

async function contentHash(files: Files, key: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    await pipeline(files.open(key), hash)
    return hash.digest('hex')
  } catch {
    return null
  }
}

/** The audit log's own row of the submission says the same hash, and is a whole link of the chain. */
async function isInAuditLog(db: Db, id: string, hash: string): Promise<boolean> {
  const [entry] = await db.rows<ChainedEntry & { hash: string; previous: string | null }>(sql`
    SELECT e.seq, e.at, e.actor_id AS "actorId", e.actor_name AS "actorName", e.channel, e.request_id AS "requestId",
      e.action, e.entity_type AS "entityType", e.entity_id AS "entityId", e.changes, e.hash,
      (SELECT p.hash FROM audit_entry p WHERE p.seq = e.seq - 1) AS previous
    FROM audit_entry e WHERE e.entity_type = 'inspection' AND e.entity_id = ${id} AND e.action = 'inspection.submitted'
    ORDER BY e.seq LIMIT 1`)
  if (!entry || entryHash(entry.previous ?? '0'.repeat(64), entry) !== entry.hash) return false
  const changes = JSON.parse(entry.changes) as Record<string, [unknown, unknown]>
  return changes.hash?.[1] === hash
}

/** What anybody with the printed sheet may know, after asking every record of it again. */
export async function verifyInspection({ database, files }: Runtime, id: string): Promise<Verification> {
  const { db } = database
  const [row] = await db.select().from(inspection).where(eq(inspection.id, id))
  if (!row) throw notFound()
  const [about] = await db.rows<
    DocumentParts['checklist'] & {
      assetCode: string
      corrects: string | null
      correctedBy: string | null
      kept: KeptFile[]
    }
  >(sql`
    SELECT a.code AS "assetCode", c.code, r.revision, r.sections,
      (SELECT number FROM inspection o WHERE o.id = i.corrects_id) AS corrects,
      (SELECT number FROM inspection n WHERE n.corrects_id = i.id) AS "correctedBy",
      coalesce((SELECT json_agg(json_build_object('id', f.id, 'sha256', f.sha256, 'storageKey', f.storage_key))
        FROM file f WHERE f.id = i.signature_file_id
          OR f.id IN (SELECT file_id FROM inspection_photo WHERE inspection_id = i.id)), '[]') AS kept
    FROM inspection i JOIN asset a ON a.id = i.asset_id
    JOIN checklist_revision r ON r.id = i.revision_id JOIN checklist c ON c.id = r.checklist_id
    WHERE i.id = ${id}`)
  const { assetCode, code, revision, sections, corrects, correctedBy, kept } = about!
  const { hash, ...document } = row
  const pictures = kept.map(({ id: fileId, sha256 }) => ({ id: fileId, sha256 }))
  const agrees = documentHash(document, { checklist: { code, revision, sections }, files: pictures }) === hash
  const contents = await Promise.all(
    kept.map(async ({ storageKey, sha256 }) => (await contentHash(files, storageKey)) === sha256),
  )
  const { number, finishedAt, score, verdict, cleared } = row
  return {
    number,
    assetCode,
    checklistCode: code,
    checklistRevision: revision,
    finishedAt,
    score,
    verdict,
    cleared,
    hash,
    genuine: agrees && contents.every(Boolean) && (await isInAuditLog(db, id, hash)),
    correctedBy,
    corrects,
  }
}
