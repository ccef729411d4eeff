import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { apiTokenStart, type CreateApiToken } from '../../../contract/api-tokens.ts'
import { allowed } from '../../../contract/permissions.ts'
import { type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound, refuseField } from '../../platform/problem.ts'
import { randomToken, tokenHash } from '../../platform/secrets.ts'
import { listApiTokens } from './queries.ts'
import { apiToken } from './tables.ts'

const shown = apiTokenStart.length + 6

const recordOf = async (tx: Tx, id: string) => (await listApiTokens(tx)).find((one) => one.id === id)!

async function assertSites({ tx }: Context, ids: readonly string[] | null): Promise<void> {
  if (!ids) return
  const found = await tx.rows(sql`SELECT FROM site WHERE id = ${anyOf(ids, 'uuid')} AND archived_at IS NULL`)
  if (found.length < new Set(ids).size) throw refuseField('siteIds', 'unknown')
}

/** Issues a token with the caller's rights or fewer. The token itself is kept nowhere: not even a replay shows it again. */
export const issueApiToken = command(
  'apiToken.manage',
  async (context, { input, token }: { input: CreateApiToken; token: string }) => {
    const { tx, actor, now, audit } = context
    const { name, permissions, siteIds, expiresAt } = input
    if (permissions.some((permission) => !allowed(actor.role, permission))) throw refuseField('permissions', 'notYours')
    if (expiresAt && Date.parse(expiresAt) <= Date.parse(now)) throw refuseField('expiresAt', 'beforeStart')
    await assertSites(context, siteIds)
    const id = v7()
    await tx.insert(apiToken).values({
      ...{ id, name, hash: tokenHash(token), prefix: token.slice(0, shown), ownerId: actor.personId! },
      ...{ permissions: [...new Set(permissions)], siteIds, expiresAt, createdAt: now },
    })
    audit('apiToken.created', { type: 'apiToken', id }, null, { name, permissions, siteIds, expiresAt })
    return recordOf(tx, id)
  },
)

export const newToken = () => apiTokenStart + randomToken()

/** Ends a token; within seconds no process takes it any more. */
export const revokeApiToken = command('apiToken.manage', async ({ tx, actor, now, audit }, { id }: { id: string }) => {
  const [row] = await tx.select().from(apiToken).where(eq(apiToken.id, id)).for('update')
  if (!row) throw notFound()
  if (row.revokedAt) return recordOf(tx, id)
  await tx.update(apiToken).set({ revokedAt: now, revokedBy: actor.personId }).where(eq(apiToken.id, id))
  audit('apiToken.revoked', { type: 'apiToken', id }, { revokedAt: null }, { revokedAt: now })
  return recordOf(tx, id)
})
