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
export type FileOwners = Readonly<Record<FileOwnerType, FileOwner>>

/** What speaks for records of this kind. Files of imports are in the same table and nobody's to see here. */
export function ownerOf(owners: FileOwners, type: string): FileOwner {
  const owner = type in owners ? owners[type as FileOwnerType] : null
  if (!owner) throw notFound()
  return owner
}
