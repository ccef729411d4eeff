import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import type { FileQuery, StoredFile } from '../../../contract/files.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type FileOwners, ownerOf } from './owners.ts'

interface KeptFile extends StoredFile {
  storageKey: string
  thumbnailKey: string | null
}

const columns = sql`
  f.id, f.owner_type AS "ownerType", f.owner_id AS "ownerId", f.kind, f.name, f.media_type AS "mediaType", f.size,
  f.sha256, f.width, f.height, f.thumbnail_key IS NOT NULL AS "hasThumbnail", p.name AS "createdBy",
  f.created_at AS "createdAt"`

export async function listFiles(db: Db, owners: FileOwners, actor: Actor, query: FileQuery): Promise<StoredFile[]> {
  await ownerOf(owners, query.ownerType).assertVisible(db, actor, query.ownerId)
  return db.rows<StoredFile>(sql`
    SELECT ${columns} FROM file f LEFT JOIN person p ON p.id = f.created_by
    WHERE f.owner_type = ${query.ownerType} AND f.owner_id = ${query.ownerId} AND f.removed_at IS NULL
    ORDER BY f.created_at DESC, f.id DESC`)
}

/** A file with where its bytes are, for those who may see its owner. */
export async function getFile(db: Db, owners: FileOwners, actor: Actor, id: string): Promise<KeptFile> {
  const [found] = await db.rows<KeptFile>(sql`
    SELECT ${columns}, f.storage_key AS "storageKey", f.thumbnail_key AS "thumbnailKey"
    FROM file f LEFT JOIN person p ON p.id = f.created_by WHERE f.id = ${id} AND f.removed_at IS NULL`)
  if (!found) throw notFound()
  await ownerOf(owners, found.ownerType).assertVisible(db, actor, found.ownerId)
  return found
}

/** The content of a stored file, for the product itself: a mail's attachment; `null` when there is none. */
export async function fileBytes({ database, files }: Runtime, id: string): Promise<Buffer | null> {
  const [found] = await database.db.rows<{ key: string }>(sql`
    SELECT storage_key AS key FROM file WHERE id = ${id} AND removed_at IS NULL`)
  return found ? buffer(files.open(found.key)) : null
}
