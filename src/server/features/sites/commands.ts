import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreateSite, Site, UpdateSite } from '../../../contract/sites.ts'
import { assertVersion, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { getSite, sitesBelow } from './queries.ts'
import { site } from './tables.ts'

type Versioned = { id: string; expectedVersion?: number | undefined }

/** Changes of the tree happen one at a time, so that two moves cannot close a circle together. */
async function lockTree(tx: Tx): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('site tree'))`)
}

async function assertFreeCode(tx: Tx, code: string, id: string): Promise<void> {
  const taken = await tx.rows(sql`SELECT 1 FROM site WHERE code = ${code} AND id <> ${id}`)
  if (taken.length > 0) throw refuseField('code', 'duplicate')
}

async function assertParent(tx: Tx, parentId: string, id: string): Promise<void> {
  const [parent] = await tx.rows<{ archived: boolean }>(
    sql`SELECT archived_at IS NOT NULL AS archived FROM site WHERE id = ${parentId}`,
  )
  if (!parent) throw refuseField('parentId', 'unknown')
  if (parent.archived) throw refuseField('parentId', 'archived')
  const below = await tx.rows(sql`SELECT 1 WHERE ${parentId}::uuid IN ${sitesBelow(id)}`)
  if (below.length > 0) throw refuseField('parentId', 'cycle')
}

export const createSite = command<CreateSite, Site>('site.manage', async ({ tx, actor, now, audit }, input) => {
  const id = v7()
  await lockTree(tx)
  await assertFreeCode(tx, input.code, id)
  if (input.parentId) await assertParent(tx, input.parentId, id)
  await tx.insert(site).values({ id, ...input, createdAt: now })
  const created = await getSite(tx, actor, id)
  audit('site.created', { type: 'site', id }, null, created)
  return created
})

export const updateSite = command<Versioned & { change: UpdateSite }, Site>(
  'site.manage',
  async ({ tx, actor, audit }, { id, expectedVersion, change }) => {
    await lockTree(tx)
    const before = await getSite(tx, actor, id)
    assertVersion(before.version, expectedVersion)
    if (change.code) await assertFreeCode(tx, change.code, id)
    if (change.parentId) await assertParent(tx, change.parentId, id)
    await tx
      .update(site)
      .set({ ...change, version: before.version + 1 })
      .where(eq(site.id, id))
    const after = await getSite(tx, actor, id)
    audit('site.changed', { type: 'site', id }, before, after)
    return after
  },
)

/** What still stands on a site: archiving it would hide where these are. The lock keeps newcomers out meanwhile. */
async function usesOf(tx: Tx, id: string) {
  await tx.rows(sql`SELECT 1 FROM site WHERE id = ${id} FOR UPDATE`)
  const [uses] = await tx.rows<{ sites: number; assets: number }>(sql`
    SELECT (SELECT count(*) FROM site WHERE parent_id = ${id} AND archived_at IS NULL) AS sites,
      (SELECT count(*) FROM asset WHERE site_id = ${id} AND archived_at IS NULL) AS assets`)
  return uses!
}

export const archiveSite = command<Versioned, Site>(
  'site.manage',
  async ({ tx, actor, now, audit }, { id, expectedVersion }) => {
    await lockTree(tx)
    const before = await getSite(tx, actor, id)
    assertVersion(before.version, expectedVersion)
    if (before.archivedAt) return before
    const uses = Object.entries(await usesOf(tx, id)).filter(([, count]) => count > 0)
    if (uses.length > 0) {
      throw new Problem('record.referenced', {
        count: uses.reduce((sum, [, count]) => sum + count, 0),
        where: uses.map(([kind]) => words(actor.locale, `document.uses.${kind}`)).join(', '),
      })
    }
    await tx
      .update(site)
      .set({ archivedAt: now, version: before.version + 1 })
      .where(eq(site.id, id))
    const after = await getSite(tx, actor, id)
    audit('site.archived', { type: 'site', id }, before, after)
    return after
  },
)

export const restoreSite = command<Versioned, Site>(
  'site.manage',
  async ({ tx, actor, audit }, { id, expectedVersion }) => {
    await lockTree(tx)
    const before = await getSite(tx, actor, id)
    assertVersion(before.version, expectedVersion)
    if (!before.archivedAt) return before
    if (before.parentId) await assertParent(tx, before.parentId, id)
    await tx
      .update(site)
      .set({ archivedAt: null, version: before.version + 1 })
      .where(eq(site.id, id))
    const after = await getSite(tx, actor, id)
    audit('site.restored', { type: 'site', id }, before, after)
    return after
  },
)

/** A site in use by something new must exist, be open, and be in the actor's reach: else the field is refused. */
export async function assertUsableSite(
  tx: Tx,
  actor: { siteIds: readonly string[] | null },
  id: string,
): Promise<void> {
  const [found] = await tx.rows<{ archived: boolean }>(
    sql`SELECT archived_at IS NOT NULL AS archived FROM site WHERE id = ${id} FOR SHARE`,
  )
  if (!found || (actor.siteIds && !actor.siteIds.includes(id))) throw refuseField('siteId', 'unknown')
  if (found.archived) throw refuseField('siteId', 'archived')
}
