import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import { assertVisibleInspection } from './queries.ts'

/** Pictures of a submitted inspection are as visible as it is, and as unchangeable. */
export const inspectionFiles = {
  assertVisible: assertVisibleInspection,
  async lock(tx: Tx, id: string, actor: Actor): Promise<void> {
    await assertVisibleInspection(tx, actor, id)
    throw new Problem('inspection.immutable')
  },
}

async function assertOwn(_db: Db, actor: Actor, personId: string): Promise<void> {
  if (actor.personId !== personId) throw notFound()
}

/** Pictures for an inspection that is still on the device: only of the person who takes them. */
export const draftFiles = {
  assertVisible: assertOwn,
  lock: (tx: Tx, personId: string, actor: Actor) => assertOwn(tx, actor, personId),
}
