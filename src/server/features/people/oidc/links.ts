import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { linkedIdentity } from '../../../../contract/oidc.ts'
import { command } from '../../../platform/command.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { notFound } from '../../../platform/problem.ts'
import { lockPerson } from '../person-rules.ts'
import { personIdentity } from '../tables.ts'

/** What a person may sign in with at a provider, oldest first. */
export function identitiesOf(db: Db, personId: string): Promise<z.infer<typeof linkedIdentity>[]> {
  return db.rows(sql`
    SELECT id, issuer, email, linked_at AS "linkedAt" FROM person_identity
    WHERE person_id = ${personId} ORDER BY linked_at, id`)
}

async function unlink(tx: Tx, personId: string, id: string) {
  const [gone] = await tx
    .delete(personIdentity)
    .where(and(eq(personIdentity.id, id), eq(personIdentity.personId, personId)))
    .returning({ issuer: personIdentity.issuer, email: personIdentity.email })
  if (!gone) throw notFound()
  return gone
}

export const unlinkOwnIdentity = command('me.update', async ({ tx, actor, audit }, input: { id: string }) => {
  const personId = actor.personId!
  audit('person.identityUnlinked', { type: 'person', id: personId }, await unlink(tx, personId, input.id), null)
})

export const unlinkIdentity = command(
  'person.manageOperators',
  async ({ tx, actor, audit }, input: { id: string; identityId: string }) => {
    await lockPerson(tx, actor, input.id)
    const gone = await unlink(tx, input.id, input.identityId)
    audit('person.identityUnlinked', { type: 'person', id: input.id }, gone, null)
  },
)
