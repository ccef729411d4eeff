import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem } from '../../platform/problem.ts'
import { assertVisibleRequest } from './queries.ts'

/** Pictures of a report are as visible as it is; nobody adds to them or takes one away. */
export const requestFiles = {
  assertVisible: assertVisibleRequest,
  async lock(tx: Tx, id: string, actor: Actor): Promise<void> {
    await assertVisibleRequest(tx, actor, id)
    throw new Problem('faultRequest.filesFixed')
  },
}
