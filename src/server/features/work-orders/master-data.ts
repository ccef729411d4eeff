import { eq, sql } from 'drizzle-orm'
import type {
  CreateFailureCode,
  CreateOrderType,
  FailureCode,
  FailureCodeQuery,
  OrderType,
  UpdateFailureCode,
  UpdateOrderType,
} from '../../../contract/order-master-data.ts'
import { longestCodeList } from '../../../domain/failure-code.ts'
import { assertVersion, command } from '../../platform/command.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { failureCode, orderType } from './tables.ts'

interface Target {
  id: string
  expectedVersion: number | undefined
}

export function listOrderTypes(db: Db, archived: boolean): Promise<OrderType[]> {
  return db.rows<OrderType>(sql`
    SELECT id, code, name_es AS "nameEs", name_en AS "nameEn", category, requires_approval AS "requiresApproval",
      predefined, archived_at IS NOT NULL AS archived, version
    FROM order_type WHERE ${archived} OR archived_at IS NULL ORDER BY predefined DESC, code`)
}

/** The lists of one asset type, or the ones for every type where it has none of that kind; all without a type. */
export function listFailureCodes(db: Db, { assetTypeId, archived }: FailureCodeQuery): Promise<FailureCode[]> {
  const ofType = assetTypeId
    ? sql`(f.asset_type_id = ${assetTypeId} OR (f.asset_type_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM failure_code own WHERE own.asset_type_id = ${assetTypeId} AND own.kind = f.kind
          AND own.archived_at IS NULL)))`
    : sql`true`
  return db.rows<FailureCode>(sql`
    SELECT f.id, f.asset_type_id AS "assetTypeId", f.kind, f.code, f.name_es AS "nameEs", f.name_en AS "nameEn",
      f.position, f.archived_at IS NOT NULL AS archived, f.version
    FROM failure_code f WHERE ${ofType} AND (${archived === 'true'} OR f.archived_at IS NULL)
    ORDER BY f.asset_type_id NULLS FIRST, f.kind, f.position, f.code`)
}

async function orderTypeById(tx: Tx, id: string): Promise<OrderType> {
  const type = (await listOrderTypes(tx, true)).find((row) => row.id === id)
  if (!type) throw notFound()
  return type
}

async function failureCodeById(tx: Tx, id: string): Promise<FailureCode> {
  const code = (await listFailureCodes(tx, { archived: 'true' })).find((row) => row.id === id)
  if (!code) throw notFound()
  return code
}

/** Refuses to delete what orders refer to; archiving takes it out of the lists and leaves the history readable. */
async function assertUnused(tx: Tx, where: ReturnType<typeof sql>, name: string): Promise<void> {
  const [row] = await tx.rows<{ count: number }>(sql`SELECT count(*)::int AS count FROM work_order w WHERE ${where}`)
  if (row!.count > 0) throw new Problem('record.referenced', { count: row!.count, where: name })
}

const archivedAt = (archived: boolean | undefined, now: string) =>
  archived === undefined ? {} : { archivedAt: archived ? now : null }

export const createOrderType = command('masterData.manage', async ({ tx, audit, now }, input: CreateOrderType) => {
  const [row] = await tx
    .insert(orderType)
    .values({ ...input, createdAt: now })
    .returning()
  audit('orderType.created', { type: 'orderType', id: row!.id }, null, row!)
  return orderTypeById(tx, row!.id)
})

export const updateOrderType = command(
  'masterData.manage',
  async ({ tx, audit, now }, { id, expectedVersion, archived, ...changes }: Target & UpdateOrderType) => {
    const [before] = await tx.select().from(orderType).where(eq(orderType.id, id)).for('update')
    if (!before) throw notFound()
    assertVersion(before.version, expectedVersion)
    const [after] = await tx
      .update(orderType)
      .set({ ...changes, ...archivedAt(archived, now), version: before.version + 1 })
      .where(eq(orderType.id, id))
      .returning()
    audit('orderType.changed', { type: 'orderType', id }, before, after!)
    return orderTypeById(tx, id)
  },
)

export const removeOrderType = command('masterData.manage', async ({ tx, audit, actor }, { id }: { id: string }) => {
  const [before] = await tx.select().from(orderType).where(eq(orderType.id, id)).for('update')
  if (!before) throw notFound()
  if (before.predefined) throw new Problem('masterData.predefined')
  await assertUnused(tx, sql`w.type_id = ${id}`, words(actor.locale, 'work-orders.orders'))
  await tx.delete(orderType).where(eq(orderType.id, id))
  audit('orderType.removed', { type: 'orderType', id }, before, null)
  return null
})

/** A list longer than this is no longer read on a phone. */
async function assertRoom(tx: Tx, assetTypeId: string | null, kind: string): Promise<number> {
  const [row] = await tx.rows<{ count: number; next: number }>(sql`
    SELECT count(*)::int AS count, coalesce(max(position), -1) + 1 AS next FROM failure_code
    WHERE asset_type_id IS NOT DISTINCT FROM ${assetTypeId}::uuid AND kind = ${kind} AND archived_at IS NULL`)
  if (row!.count >= longestCodeList) throw new Problem('failureCode.listFull', { count: longestCodeList })
  return row!.next
}

async function assertAssetType(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return
  const [found] = await tx.rows(sql`SELECT FROM asset_type WHERE id = ${id} FOR SHARE`)
  if (!found) throw refuseField('assetTypeId', 'unknown')
}

export const createFailureCode = command('masterData.manage', async ({ tx, audit }, input: CreateFailureCode) => {
  await assertAssetType(tx, input.assetTypeId)
  const position = await assertRoom(tx, input.assetTypeId, input.kind)
  const [row] = await tx
    .insert(failureCode)
    .values({ ...input, position })
    .returning()
  audit('failureCode.created', { type: 'failureCode', id: row!.id }, null, row!)
  return failureCodeById(tx, row!.id)
})

export const updateFailureCode = command(
  'masterData.manage',
  async ({ tx, audit, now }, { id, expectedVersion, archived, ...changes }: Target & UpdateFailureCode) => {
    const [before] = await tx.select().from(failureCode).where(eq(failureCode.id, id)).for('update')
    if (!before) throw notFound()
    assertVersion(before.version, expectedVersion)
    if (archived === false && before.archivedAt) await assertRoom(tx, before.assetTypeId, before.kind)
    const [after] = await tx
      .update(failureCode)
      .set({ ...changes, ...archivedAt(archived, now), version: before.version + 1 })
      .where(eq(failureCode.id, id))
      .returning()
    audit('failureCode.changed', { type: 'failureCode', id }, before, after!)
    return failureCodeById(tx, id)
  },
)

export const removeFailureCode = command('masterData.manage', async ({ tx, audit, actor }, { id }: { id: string }) => {
  const [before] = await tx.select().from(failureCode).where(eq(failureCode.id, id)).for('update')
  if (!before) throw notFound()
  const used = sql`${id} IN (w.failure_mode_id, w.failure_cause_id, w.failure_action_id)`
  await assertUnused(tx, used, words(actor.locale, 'work-orders.orders'))
  await tx.delete(failureCode).where(eq(failureCode.id, id))
  audit('failureCode.removed', { type: 'failureCode', id }, before, null)
  return null
})
