import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { CreatePart, Part, SetLevel, UpdatePart } from '../../../contract/inventory.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { assertUsablePart, lockLevel, tellIfLow } from './ledger.ts'
import { getPart } from './queries.ts'
import { part, partAssetType, partEquivalent, partStock } from './tables.ts'

interface Target {
  id: string
  expectedVersion?: number | undefined
}

async function assertFreeNumber(tx: Tx, number: string, id: string): Promise<void> {
  const taken = await tx.rows(sql`SELECT 1 FROM part WHERE number = ${number} AND id <> ${id}`)
  if (taken.length > 0) throw refuseField('number', 'duplicate')
}

export async function assertUsableSupplier(tx: Tx, id: string): Promise<void> {
  const [found] = await tx.rows<{ archived: boolean }>(sql`
    SELECT archived_at IS NOT NULL AS archived FROM supplier WHERE id = ${id} FOR SHARE`)
  if (!found) throw refuseField('supplierId', 'unknown')
  if (found.archived) throw refuseField('supplierId', 'archived')
}

/** Every id of `ids` names a row of the table, else the field is refused. */
async function assertExist(tx: Tx, table: 'asset_type' | 'part', ids: readonly string[], field: string): Promise<void> {
  const rows = await tx.rows(sql`SELECT id FROM ${sql.raw(table)} WHERE id = ${anyOf(ids, 'uuid')} FOR SHARE`)
  if (rows.length < ids.length) throw refuseField(field, 'unknown')
}

async function setAssetTypes(tx: Tx, partId: string, given: readonly string[]): Promise<void> {
  const ids = [...new Set(given)]
  await assertExist(tx, 'asset_type', ids, 'assetTypeIds')
  await tx.delete(partAssetType).where(eq(partAssetType.partId, partId))
  if (ids.length > 0) await tx.insert(partAssetType).values(ids.map((assetTypeId) => ({ partId, assetTypeId })))
}

async function setEquivalents(tx: Tx, partId: string, given: readonly string[]): Promise<void> {
  const ids = [...new Set(given)]
  if (ids.includes(partId)) throw refuseField('equivalentIds', 'cycle')
  await assertExist(tx, 'part', ids, 'equivalentIds')
  await tx.delete(partEquivalent).where(sql`${partId} IN (lower_id, upper_id)`)
  const pair = (other: string) =>
    partId < other ? { lowerId: partId, upperId: other } : { lowerId: other, upperId: partId }
  if (ids.length > 0) await tx.insert(partEquivalent).values(ids.map(pair))
}

interface Relations {
  assetTypeIds?: string[] | undefined
  equivalentIds?: string[] | undefined
}
async function setRelations(tx: Tx, partId: string, { assetTypeIds, equivalentIds }: Relations): Promise<void> {
  if (assetTypeIds) await setAssetTypes(tx, partId, assetTypeIds)
  if (equivalentIds) await setEquivalents(tx, partId, equivalentIds)
}

/** What the audit log keeps of a part: what people decide about it, not what moves. */
function described({ number, description, unit, supplier, supplierNumber, leadTimeDays, notes, ...rest }: Part) {
  const { assetTypes, equivalents, archivedAt, version } = rest
  return {
    ...{ number, description, unit, supplier: supplier?.name ?? null, supplierNumber, leadTimeDays, notes },
    ...{ archivedAt, version, assetTypes: assetTypes.map(({ code }) => code).join(' ') },
    equivalents: equivalents.map((other) => other.number).join(' '),
  }
}

export const createPart = command('part.manage', async ({ tx, actor, now, audit }, input: CreatePart) => {
  const id = v7()
  const { assetTypeIds, equivalentIds, ...fields } = input
  await assertFreeNumber(tx, fields.number, id)
  if (fields.supplierId) await assertUsableSupplier(tx, fields.supplierId)
  await tx.insert(part).values({ id, ...fields, createdAt: now })
  await setRelations(tx, id, { assetTypeIds, equivalentIds })
  const created = await getPart(tx, actor, id)
  audit('part.created', { type: 'part', id }, null, described(created))
  return created
})

/** Changes a locked part and answers it; `change` writes what is not in its row. */
async function savePart(
  { tx, actor, audit }: Context,
  { id, expectedVersion }: Target,
  action: string,
  change: (before: Part) => Promise<Partial<typeof part.$inferInsert>>,
): Promise<Part> {
  const locked = await tx.rows(sql`SELECT 1 FROM part WHERE id = ${id} FOR UPDATE`)
  if (locked.length === 0) throw notFound()
  const before = await getPart(tx, actor, id)
  assertVersion(before.version, expectedVersion)
  const fields = await change(before)
  await tx
    .update(part)
    .set({ ...fields, version: before.version + 1 })
    .where(eq(part.id, id))
  const after = await getPart(tx, actor, id)
  audit(action, { type: 'part', id }, described(before), described(after))
  return after
}

export const updatePart = command('part.manage', (context, input: Target & { change: UpdatePart }) =>
  savePart(context, input, 'part.changed', async (before) => {
    const { tx } = context
    const { assetTypeIds, equivalentIds, ...fields } = input.change
    if (fields.number) await assertFreeNumber(tx, fields.number, input.id)
    if (fields.supplierId && fields.supplierId !== before.supplier?.id) {
      await assertUsableSupplier(tx, fields.supplierId)
    }
    if (fields.unit && fields.unit !== before.unit) await assertNeverMoved(tx, input.id)
    await setRelations(tx, input.id, { assetTypeIds, equivalentIds })
    return fields
  }),
)

/** What was booked in one unit cannot be read in another. */
async function assertNeverMoved(tx: Tx, id: string): Promise<void> {
  const moved = await tx.rows(sql`SELECT 1 FROM stock_movement WHERE part_id = ${id} LIMIT 1`)
  if (moved.length > 0) throw refuseField('unit', 'inUse')
}

/** What would be hidden with the part: stock anywhere, purchases and orders that wait for it, plans that will. */
async function usesOf(tx: Tx, id: string): Promise<Record<string, number>> {
  const [uses] = await tx.rows<Record<string, number>>(sql`
    SELECT (SELECT count(*) FROM part_stock WHERE part_id = ${id} AND on_hand > 0) AS stock,
      (SELECT count(*) FROM purchase_line l JOIN purchase b ON b.id = l.purchase_id WHERE l.part_id = ${id}
        AND b.status IN ('REQUESTED','AWAITING_APPROVAL','ORDERED','PARTIALLY_RECEIVED')) AS purchases,
      (SELECT count(*) FROM work_order_part n JOIN work_order w ON w.id = n.work_order_id WHERE n.part_id = ${id}
        AND n.planned > n.issued AND w.status IN ('PENDING','IN_PROGRESS','ON_HOLD')) AS "openOrders",
      (SELECT count(*) FROM maintenance_plan m WHERE m.archived_at IS NULL
        AND m.levels @> jsonb_build_array(jsonb_build_object('parts',
          jsonb_build_array(jsonb_build_object('partId', ${id}::text))))) AS plans`)
  return uses!
}

export const archivePart = command('part.manage', (context, input: Target) =>
  savePart(context, input, 'part.archived', async (before) => {
    const { tx, actor, now } = context
    if (before.archivedAt) return {}
    const uses = Object.entries(await usesOf(tx, input.id)).filter(([, count]) => count > 0)
    if (uses.length > 0) {
      throw new Problem('record.referenced', {
        count: uses.reduce((sum, [, count]) => sum + count, 0),
        where: uses.map(([kind]) => words(actor.locale, `document.uses.${kind}`)).join(', '),
      })
    }
    return { archivedAt: now }
  }),
)

export const restorePart = command('part.manage', (context, input: Target) =>
  savePart(context, input, 'part.restored', async () => ({ archivedAt: null })),
)

/** Where a part lies at a site, and when more of it is wanted. */
export const setLevel = command(
  'part.manage',
  async (context, { id, siteId, ...given }: { id: string; siteId: string } & SetLevel) => {
    const { tx, actor, audit } = context
    await assertUsableSite(tx, actor, siteId)
    await assertUsablePart(tx, id)
    const level = await lockLevel(tx, { partId: id, siteId })
    const place = sql`part_id = ${id} AND site_id = ${siteId}`
    const [before] = await tx.select().from(partStock).where(place)
    const [after] = await tx
      .update(partStock)
      .set({ ...given, bin: given.bin || null })
      .where(place)
      .returning()
    const decided = ({ bin, minStock, reorderPoint }: NonNullable<typeof after>) => ({
      siteId,
      bin,
      minStock,
      reorderPoint,
    })
    audit('part.levelSet', { type: 'part', id }, decided(before!), decided(after!))
    await tellIfLow(context, level)
    return getPart(tx, actor, id)
  },
)
