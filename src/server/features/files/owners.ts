import type { FileOwnerType } from '../../../contract/files.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { notFound } from '../../platform/problem.ts'

/** What the room of a resource says about the files of its records. */
export interface FileOwner {
  /** Throws "not found" unless the actor may see the record. */
  assertVisible(db: Db, actor: Actor, id: string): Promise<void>
  /** Locks the record and throws unless the actor may add to it now. */
  lock(tx: Tx, id: string, actor: Actor): Promise<unknown>
}

/** Every kind of record that has files here; composed where the application is put together. */
export type FileOwners = Readonly<Partial<Record<FileOwnerType, FileOwner>>>

/** What speaks for records of this kind; a kind nobody speaks for has no files that anybody may see. */
export function ownerOf(owners: FileOwners, type: FileOwnerType): FileOwner {
  const owner = owners[type]
  if (!owner) throw notFound()
  return owner
}
