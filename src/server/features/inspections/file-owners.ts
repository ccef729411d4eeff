import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import type { FileOwner } from '../files/owners.ts'
import { assertVisibleInspection } from './queries.ts'

/** Pictures of a submitted inspection are as visible as it is, and as unchangeable. */
export const inspectionFiles: FileOwner = {
  assertVisible: assertVisibleInspection,
  async lock(tx, id, actor) {
    await assertVisibleInspection(tx, actor, id)
    throw new Problem('inspection.immutable')
  },
}

async function assertOwn(_db: Db, actor: Actor, personId: string): Promise<void> {
  if (actor.personId !== personId) throw notFound()
}

/** Pictures for an inspection that is still on the device: only of the person who takes them. */
export const draftFiles: FileOwner = {
  assertVisible: assertOwn,
  lock: (tx, id, actor) => assertOwn(tx, actor, id),
}
