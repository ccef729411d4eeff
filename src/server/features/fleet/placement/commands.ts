import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { Asset, CreateAsset, MoveAsset } from '../../../../contract/assets.ts'
import type { Actor } from '../../../platform/actor.ts'
import { assertVersion, type Context, command } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { anyOf } from '../../../platform/database/keyset.ts'
import { refuseField } from '../../../platform/problem.ts'
import { writtenParams } from '../../../platform/written.ts'
import { assertUsableSite } from '../../sites/commands.ts'
import { assertUnique, assertUsableType, inStoredForm } from '../asset-fields.ts'
import { lockActiveAsset } from '../commands.ts'
import { assetScope, getAsset } from '../queries.ts'
import { startOfService } from '../service-start.ts'
import { asset, assetPlacement, assetStatus } from '../tables.ts'

/** Assemblies change one at a time, so that two moves cannot close a circle or leave a component at another site. */
async function lockAssemblies(tx: Tx): Promise<void> {
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtext('asset tree'))`)
}

/** Where an asset goes: with its parent when it has one, else to the site that is named. */
async function destination(
  tx: Tx,
  actor: Actor,
  to: { parentId?: string | null | undefined; siteId?: string | undefined },
) {
  if (!to.parentId) {
    if (!to.siteId) throw refuseField('siteId', 'required')
    await assertUsableSite(tx, actor, to.siteId)
    return { parentId: null, siteId: to.siteId }
  }
  const [parent] = await tx.rows<{ siteId: string; archived: boolean }>(sql`
    SELECT a.site_id AS "siteId", a.archived_at IS NOT NULL AS archived FROM asset a
    WHERE a.id = ${to.parentId} AND ${assetScope(actor)} FOR SHARE OF a`)
  if (!parent) throw refuseField('parentId', 'unknown')
  if (parent.archived) throw refuseField('parentId', 'archived')
  return { parentId: to.parentId, siteId: parent.siteId }
}

export const createAsset = command<CreateAsset, Asset>('asset.manage', async (context, written) => {
  const { tx, actor, now, audit, emit } = context
  const id = v7()
  const input = inStoredForm(written)
  if (input.parentId) await lockAssemblies(tx)
  const place = await destination(tx, actor, input)
  await assertUsableType(tx, input.typeId)
  await assertUnique(tx, input, id)
  const from = startOfService(context, input.commissionedOn)
  await tx.insert(asset).values({ ...input, ...place, id, statusSince: from, createdAt: now })
  await tx.insert(assetStatus).values({ assetId: id, status: input.status, from, createdBy: actor.personId })
  await tx.insert(assetPlacement).values({ assetId: id, ...place, from, createdBy: actor.personId })
  const created = await getAsset(tx, actor, id, now)
  audit('asset.created', { type: 'asset', id }, null, created)
  emit('asset.changed', { id })
  return created
})

/** The asset and everything mounted on it, at any depth. */
function assemblyOf(tx: Tx, id: string): Promise<{ id: string; parentId: string | null }[]> {
  return tx.rows(sql`
    WITH RECURSIVE mounted AS (
      SELECT id, parent_id FROM asset WHERE id = ${id}
      UNION SELECT c.id, c.parent_id FROM asset c JOIN mounted m ON c.parent_id = m.id
    ) SELECT id, parent_id AS "parentId" FROM mounted ORDER BY id`)
}

async function assertAfterLastMove({ tx, actor, now, runtime }: Context, ids: string[], at: string): Promise<void> {
  if (at > now) throw refuseField('at', 'inFuture')
  const [last] = await tx.rows<{ since: string }>(sql`
    SELECT max(from_at) AS since FROM asset_placement WHERE asset_id = ${anyOf(ids, 'uuid')} AND to_at IS NULL`)
  if (Date.parse(last!.since) < Date.parse(at)) return
  const params = { since: Date.parse(last!.since) }
  throw refuseField('at', 'beforeLast', writtenParams(params, actor.locale, runtime.config.COMPANY_TIME_ZONE))
}

/** Where an asset is changes with its history; what is mounted on it goes along. */
export const moveAsset = command<MoveAsset & { id: string; expectedVersion?: number | undefined }, Asset>(
  'asset.manage',
  async (context, { id, expectedVersion, ...to }) => {
    const { tx, actor, now, audit, emit } = context
    await lockAssemblies(tx)
    const locked = await lockActiveAsset(tx, id, actor)
    assertVersion(locked.version, expectedVersion)
    const before = await getAsset(tx, actor, id, now)
    const assembly = await assemblyOf(tx, id)
    if (assembly.some((part) => part.id === to.parentId)) throw refuseField('parentId', 'cycle')
    const place = await destination(tx, actor, { ...to, siteId: to.siteId ?? locked.siteId })
    if (place.parentId === locked.parentId && place.siteId === locked.siteId) return before
    const moving = place.siteId === locked.siteId ? assembly.filter((part) => part.id === id) : assembly
    const ids = moving.map((part) => part.id)
    const from = new Date(to.at ?? now).toISOString()
    await assertAfterLastMove(context, ids, from)
    await tx
      .update(assetPlacement)
      .set({ to: from })
      .where(and(inArray(assetPlacement.assetId, ids), isNull(assetPlacement.to)))
    await tx
      .update(asset)
      .set({ siteId: place.siteId, version: sql`${asset.version} + 1` })
      .where(inArray(asset.id, ids))
    await tx.update(asset).set({ parentId: place.parentId }).where(eq(asset.id, id))
    await tx.insert(assetPlacement).values(
      moving.map((part) => ({
        assetId: part.id,
        siteId: place.siteId,
        parentId: part.id === id ? place.parentId : part.parentId,
        from,
        createdBy: actor.personId,
      })),
    )
    const after = await getAsset(tx, actor, id, now)
    audit('asset.moved', { type: 'asset', id }, before, { ...after, movedAt: from })
    for (const moved of ids) emit('asset.changed', { id: moved })
    return after
  },
)
