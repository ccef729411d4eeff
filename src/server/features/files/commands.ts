import { and, eq, isNull } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { AddFileQuery, FileKind, StoredFile } from '../../../contract/files.ts'
import { type Actor, assertAllowed } from '../../platform/actor.ts'
import { command, fingerprintOf } from '../../platform/command.ts'
import { notFound } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type Intake, takeIn } from './intake.ts'
import { type FileOwners, ownerOf } from './owners.ts'
import { getFile } from './queries.ts'
import { file } from './tables.ts'

interface Kept {
  id: string
  storageKey: string
  thumbnailKey: string | null
  sha256: string
  size: number
}

type Entry = AddFileQuery & { owners: FileOwners } & Pick<KeptUpload, 'intake' | 'kept'>

const enterFile = command<Entry, StoredFile>('file.add', async ({ tx, actor, now, audit }, input) => {
  const { owners, ownerType, ownerId, kind, intake, kept } = input
  await ownerOf(owners, ownerType).lock(tx, ownerId, actor)
  await tx
    .insert(file)
    .values({ ownerType, ownerId, kind, ...intake, ...kept, createdBy: actor.personId, createdAt: now })
  const { storageKey: _, thumbnailKey: __, ...entered } = await getFile(tx, owners, actor, kept.id)
  audit('file.added', { type: 'file', id: kept.id }, null, entered)
  return entered
})

/** The request's idempotency key speaks for the bytes too. */
function withContent(actor: Actor, sha256: string): Actor {
  if (!actor.idempotency) return actor
  const { key, fingerprint } = actor.idempotency
  return { ...actor, idempotency: { key, fingerprint: fingerprintOf('FILE', fingerprint, sha256) } }
}

export interface Upload {
  owner: AddFileQuery
  name: string
  bytes: Buffer
}

/** A checked upload whose bytes are stored and that no record has yet. */
export interface KeptUpload {
  intake: Omit<Intake, 'bytes' | 'thumbnail'>
  kept: Kept
  /** Takes the bytes away again, when no record came to have them. */
  discard(): Promise<void>
}

/** Checks, encodes and stores an upload, ahead of the transaction that gives it to a record. */
export async function keepUpload(
  runtime: Runtime,
  { kind, name, bytes }: { kind: FileKind; name: string; bytes: Buffer },
): Promise<KeptUpload> {
  const { bytes: content, thumbnail, ...intake } = await takeIn(kind, bytes, name)
  const { key: storageKey, sha256, size } = await runtime.files.put(content)
  const thumbnailKey = thumbnail ? (await runtime.files.put(thumbnail)).key : null
  return {
    intake,
    kept: { id: v7(), storageKey, thumbnailKey, sha256, size },
    async discard() {
      for (const key of [storageKey, thumbnailKey]) if (key) await runtime.files.remove(key)
    },
  }
}

/**
 * Adds a file to a record. Checking, encoding and storing happen before the transaction, which then decides; what it
 * refuses, or knows already by its idempotency key, is taken away again.
 */
export async function addFile(
  runtime: Runtime,
  owners: FileOwners,
  actor: Actor,
  { owner, name, bytes }: Upload,
): Promise<StoredFile> {
  assertAllowed(actor, 'file.add')
  await ownerOf(owners, owner.ownerType).assertVisible(runtime.database.db, actor, owner.ownerId)
  const { intake, kept, discard } = await keepUpload(runtime, { kind: owner.kind, name, bytes })
  try {
    const entered = await enterFile(runtime, withContent(actor, kept.sha256), { ...owner, owners, intake, kept })
    if (entered.id !== kept.id) await discard()
    return entered
  } catch (error) {
    await discard()
    throw error
  }
}

/** Takes a file away from its record; its bytes stay, as the record's history does. */
export const removeFile = command<{ owners: FileOwners; id: string }, null>(
  'file.remove',
  async ({ tx, actor, now, audit }, { owners, id }) => {
    const { storageKey: _, thumbnailKey: __, ...found } = await getFile(tx, owners, actor, id)
    await ownerOf(owners, found.ownerType).lock(tx, found.ownerId, actor)
    const removed = await tx
      .update(file)
      .set({ removedAt: now })
      .where(and(eq(file.id, id), isNull(file.removedAt)))
      .returning({ id: file.id })
    if (removed.length === 0) throw notFound()
    audit('file.removed', { type: 'file', id }, found, null)
    return null
  },
)
