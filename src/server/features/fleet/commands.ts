import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Asset, SetAssetStatus, UpdateAsset } from '../../../contract/assets.ts'
import { type AssetStatus, checkStatusChange } from '../../../domain/asset.ts'
import type { Actor } from '../../platform/actor.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { writtenParams } from '../../platform/written.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { assertUnique, assertUsableType, inStoredForm } from './asset-fields.ts'
import { assetScope, getAsset } from './queries.ts'
import { moveStartOfService } from './service-start.ts'
import { asset, assetStatus } from './tables.ts'

type Versioned = { id: string; expectedVersion?: number | undefined }

export interface LockedAsset {
  id: string
  code: string
  typeId: string
  siteId: string
  parentId: string | null
  status: AssetStatus
  statusSince: string
  archivedAt: string | null
  version: number
}

/** The asset, which nobody else can change until the transaction ends; outside the actor's scope it is not found. */
export async function lockAsset(tx: Tx, id: string, actor: Actor): Promise<LockedAsset> {
  const [row] = await tx.rows<LockedAsset>(sql`
    SELECT a.id, a.code, a.type_id AS "typeId", a.site_id AS "siteId", a.parent_id AS "parentId", a.status,
      a.status_since AS "statusSince", a.archived_at AS "archivedAt", a.version
    FROM asset a WHERE a.id = ${id} AND ${assetScope(actor)} FOR UPDATE OF a`)
  if (!row) throw notFound()
  return row
}

/** The same, for what an archived asset cannot do any more. */
export async function lockActiveAsset(tx: Tx, id: string, actor: Actor): Promise<LockedAsset> {
  const row = await lockAsset(tx, id, actor)
  if (row.archivedAt) throw new Problem('record.archived')
  return row
}

export interface StatusChange {
  status: AssetStatus
  at: string
  reason: string | null
  workOrderId?: string | null
}

/**
 * Ends the open status interval of a locked asset and opens the next: for whoever stops a unit or lets it go, an order
 * too. Refuses a change to the same status, in the future, or before the last change.
 */
export async function changeStatus(context: Context, locked: LockedAsset, change: StatusChange): Promise<void> {
  const { tx, actor, now, runtime, audit, emit } = context
  const { status, at, reason, workOrderId = null } = change
  const refusal = checkStatusChange(
    { status: locked.status, at: Date.parse(locked.statusSince) },
    { status, at: Date.parse(at) },
    Date.parse(now),
  )
  if (refusal) {
    const params = writtenParams(refusal.params, actor.locale, runtime.config.COMPANY_TIME_ZONE)
    throw refuseField(refusal.code === 'STATUS_UNCHANGED' ? 'status' : 'at', refusal.code, params)
  }
  await tx
    .update(assetStatus)
    .set({ to: at })
    .where(and(eq(assetStatus.assetId, locked.id), isNull(assetStatus.to)))
  await tx
    .insert(assetStatus)
    .values({ assetId: locked.id, status, from: at, reason, workOrderId, createdBy: actor.personId })
  await tx
    .update(asset)
    .set({ status, statusSince: at, statusReason: reason, version: sql`${asset.version} + 1` })
    .where(eq(asset.id, locked.id))
  audit(
    'asset.statusChanged',
    { type: 'asset', id: locked.id },
    { status: locked.status, since: locked.statusSince },
    { status, since: at, reason, workOrderId },
  )
  emit('asset.statusChanged', { id: locked.id })
}

export const setAssetStatus = command<Versioned & SetAssetStatus, Asset>('asset.setStatus', async (context, input) => {
  const { tx, actor, now } = context
  const locked = await lockActiveAsset(tx, input.id, actor)
  assertVersion(locked.version, input.expectedVersion)
  await changeStatus(context, locked, { status: input.status, at: input.at ?? now, reason: input.reason })
  return getAsset(tx, actor, input.id, now)
})

export const setFuel = command<{ id: string; level: number }, Asset>(
  'meter.record',
  async ({ tx, actor, now, audit, emit }, { id, level }) => {
    const locked = await lockActiveAsset(tx, id, actor)
    const before = await getAsset(tx, actor, id, now)
    await tx
      .update(asset)
      .set({ fuelLevel: level, fuelAt: now, version: locked.version + 1 })
      .where(eq(asset.id, id))
    audit('asset.fuelRecorded', { type: 'asset', id }, { level: before.fuelLevel }, { level })
    emit('asset.changed', { id })
    return getAsset(tx, actor, id, now)
  },
)

async function assertOwnPhoto(tx: Tx, assetId: string, photoId: string): Promise<void> {
  const found = await tx.rows(sql`
    SELECT 1 FROM file WHERE id = ${photoId} AND owner_type = 'asset' AND owner_id = ${assetId}
      AND kind = 'PHOTO' AND removed_at IS NULL`)
  if (found.length === 0) throw refuseField('photoId', 'unknown')
}

export const updateAsset = command<Versioned & { change: UpdateAsset }, Asset>(
  'asset.manage',
  async (context, { id, expectedVersion, change: written }) => {
    const { tx, actor, now, audit, emit } = context
    const locked = await lockActiveAsset(tx, id, actor)
    assertVersion(locked.version, expectedVersion)
    const before = await getAsset(tx, actor, id, now)
    const change = inStoredForm(written)
    await assertUnique(tx, change, id)
    if (change.typeId && change.typeId !== locked.typeId) await assertUsableType(tx, change.typeId)
    if (change.photoId) await assertOwnPhoto(tx, id, change.photoId)
    if (change.commissionedOn && change.commissionedOn !== before.commissionedOn) {
      await moveStartOfService(context, id, change.commissionedOn)
    }
    await tx
      .update(asset)
      .set({ ...change, version: locked.version + 1 })
      .where(eq(asset.id, id))
    const after = await getAsset(tx, actor, id, now)
    audit('asset.changed', { type: 'asset', id }, before, after)
    emit('asset.changed', { id })
    return after
  },
)

/** What would be left hanging by an archived asset. */
async function assertNothingHangs(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [uses] = await tx.rows<{ openOrders: number; components: number }>(sql`
    SELECT (SELECT count(*) FROM work_order WHERE asset_id = ${id}
        AND status IN ('PENDING', 'IN_PROGRESS', 'ON_HOLD')) AS "openOrders",
      (SELECT count(*) FROM asset WHERE parent_id = ${id} AND archived_at IS NULL) AS components`)
  const hanging = Object.entries(uses!).filter(([, count]) => count > 0)
  if (hanging.length === 0) return
  throw new Problem('record.referenced', {
    count: hanging.reduce((sum, [, count]) => sum + count, 0),
    where: hanging.map(([kind]) => words(actor.locale, `document.uses.${kind}`)).join(', '),
  })
}

/** Type, site and parent may have been archived after it. */
async function assertCanReturn(tx: Tx, actor: Actor, { typeId, siteId, parentId }: LockedAsset): Promise<void> {
  await assertUsableType(tx, typeId)
  await assertUsableSite(tx, actor, siteId)
  const parent = await tx.rows(sql`SELECT 1 FROM asset WHERE id = ${parentId}::uuid AND archived_at IS NOT NULL`)
  if (parent.length > 0) throw refuseField('parentId', 'archived')
}

const setArchived = (archived: boolean) =>
  command<Versioned, Asset>('asset.manage', async ({ tx, actor, now, audit, emit }, { id, expectedVersion }) => {
    const locked = await lockAsset(tx, id, actor)
    assertVersion(locked.version, expectedVersion)
    const before = await getAsset(tx, actor, id, now)
    if ((before.archivedAt !== null) === archived) return before
    if (archived) await assertNothingHangs(tx, actor, id)
    else await assertCanReturn(tx, actor, locked)
    await tx
      .update(asset)
      .set({ archivedAt: archived ? now : null, version: locked.version + 1 })
      .where(eq(asset.id, id))
    const after = await getAsset(tx, actor, id, now)
    audit(archived ? 'asset.archived' : 'asset.restored', { type: 'asset', id }, before, after)
    emit('asset.changed', { id })
    return after
  })

export const archiveAsset = setArchived(true)
export const restoreAsset = setArchived(false)
