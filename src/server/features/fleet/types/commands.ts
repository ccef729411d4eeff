import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { AssetType, CreateAssetType, UpdateAssetType } from '../../../../contract/asset-types.ts'
import { assertVersion, command } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../../platform/problem.ts'
import { words } from '../../../platform/words.ts'
import { assetType } from '../tables.ts'
import { getAssetType } from './queries.ts'

type Versioned = { id: string; expectedVersion?: number | undefined }

async function assertFreeCode(tx: Tx, code: string, id: string): Promise<void> {
  const taken = await tx.rows(sql`SELECT 1 FROM asset_type WHERE code = ${code} AND id <> ${id}`)
  if (taken.length > 0) throw refuseField('code', 'duplicate')
}

async function lockType(tx: Tx, id: string, expectedVersion: number | undefined): Promise<void> {
  const [row] = await tx.rows<{ version: number }>(sql`SELECT version FROM asset_type WHERE id = ${id} FOR UPDATE`)
  if (!row) throw notFound()
  assertVersion(row.version, expectedVersion)
}

/** A meter that was read cannot be declared away. */
async function assertMeterUnused(tx: Tx, id: string, meter: 'KM' | 'HOURS', field: string): Promise<void> {
  const read = await tx.rows(sql`
    SELECT 1 FROM asset a WHERE a.type_id = ${id}
      AND EXISTS (SELECT 1 FROM meter_reading r WHERE r.asset_id = a.id AND r.meter = ${meter} AND r.voided_at IS NULL)
    LIMIT 1`)
  if (read.length > 0) throw refuseField(field, 'inUse')
}

export const createAssetType = command<CreateAssetType, AssetType>(
  'assetType.manage',
  async ({ tx, actor, now, audit }, input) => {
    const id = v7()
    await assertFreeCode(tx, input.code, id)
    await tx.insert(assetType).values({ id, ...input, createdAt: now })
    const created = await getAssetType(tx, actor, id)
    audit('assetType.created', { type: 'assetType', id }, null, created)
    return created
  },
)

export const updateAssetType = command<Versioned & { change: UpdateAssetType }, AssetType>(
  'assetType.manage',
  async ({ tx, actor, audit }, { id, expectedVersion, change }) => {
    await lockType(tx, id, expectedVersion)
    const before = await getAssetType(tx, actor, id)
    if (change.code && change.code !== before.code) {
      if (before.predefined) throw refuseField('code', 'fixedCode')
      await assertFreeCode(tx, change.code, id)
    }
    if (change.hasKm === false && before.hasKm) await assertMeterUnused(tx, id, 'KM', 'hasKm')
    if (change.hasHours === false && before.hasHours) await assertMeterUnused(tx, id, 'HOURS', 'hasHours')
    await tx
      .update(assetType)
      .set({ ...change, version: before.version + 1 })
      .where(eq(assetType.id, id))
    const after = await getAssetType(tx, actor, id)
    audit('assetType.changed', { type: 'assetType', id }, before, after)
    return after
  },
)

const setArchived = (archived: boolean) =>
  command<Versioned, AssetType>('assetType.manage', async ({ tx, actor, now, audit }, { id, expectedVersion }) => {
    await lockType(tx, id, expectedVersion)
    const before = await getAssetType(tx, actor, id)
    if ((before.archivedAt !== null) === archived) return before
    if (archived && before.assets > 0) {
      throw new Problem('record.referenced', {
        count: before.assets,
        where: words(actor.locale, 'document.uses.assets'),
      })
    }
    await tx
      .update(assetType)
      .set({ archivedAt: archived ? now : null, version: before.version + 1 })
      .where(eq(assetType.id, id))
    const after = await getAssetType(tx, actor, id)
    audit(archived ? 'assetType.archived' : 'assetType.restored', { type: 'assetType', id }, before, after)
    return after
  })

export const archiveAssetType = setArchived(true)
export const restoreAssetType = setArchived(false)
