import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import type { AddReading, Reading, VoidReading } from '../../../../contract/meters.ts'
import type { MeterKind } from '../../../../domain/asset-type.ts'
import { checkReading, type MeterReading } from '../../../../domain/meter.ts'
import { type Context, command } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { Problem, refuseField } from '../../../platform/problem.ts'
import { writtenParams } from '../../../platform/written.ts'
import { type LockedAsset, lockActiveAsset, lockAsset } from '../commands.ts'
import { meterReading } from '../tables.ts'
import { getReading } from './queries.ts'

/** The valid readings around an instant: all that decides whether another may stand there. */
async function neighbours(tx: Tx, assetId: string, meter: MeterKind, at: string): Promise<MeterReading[]> {
  const valid = sql`SELECT at, value, offset_value AS "offset" FROM meter_reading
    WHERE asset_id = ${assetId} AND meter = ${meter} AND voided_at IS NULL`
  const rows = await tx.rows<{ at: string; value: number; offset: number }>(sql`
    (${valid} AND at < ${at} ORDER BY at DESC LIMIT 1) UNION ALL (${valid} AND at >= ${at} ORDER BY at LIMIT 2)`)
  return rows.map(({ at, value, offset }) => ({ at: Date.parse(at), value, offset, voided: false }))
}

async function assertHasMeter(tx: Tx, typeId: string, meter: MeterKind): Promise<void> {
  const has = meter === 'KM' ? sql`has_km` : sql`has_hours`
  const found = await tx.rows(sql`SELECT 1 FROM asset_type WHERE id = ${typeId} AND ${has}`)
  if (found.length === 0) throw refuseField('meter', 'noSuchMeter')
}

/** Repeats on the asset its newest valid reading of a meter. */
async function refreshMeter(tx: Tx, assetId: string, meter: MeterKind): Promise<void> {
  const [total, at] = meter === 'KM' ? [sql`km`, sql`km_at`] : [sql`hours`, sql`hours_at`]
  await tx.rows(sql`
    UPDATE asset SET version = version + 1, (${total}, ${at}) = (
      SELECT max(value + offset_value), max(at) FROM (
        SELECT value, offset_value, at FROM meter_reading
        WHERE asset_id = ${assetId} AND meter = ${meter} AND voided_at IS NULL ORDER BY at DESC LIMIT 1) newest)
    WHERE id = ${assetId}`)
}

/**
 * Adds a reading to a locked asset when the rules of domain/meter.ts allow it, and answers its id: for whoever reads a
 * meter on the way, such as an order being completed.
 */
export async function recordReading(
  context: Context,
  locked: LockedAsset,
  input: AddReading & { workOrderId?: string | null },
): Promise<string> {
  const { tx, actor, now, runtime, audit, emit } = context
  const { meter, value, replacement, note, workOrderId } = input
  const at = new Date(input.at ?? now).toISOString()
  const zone = runtime.config.COMPANY_TIME_ZONE
  await assertHasMeter(tx, locked.typeId, meter)
  const verdict = checkReading(
    await neighbours(tx, locked.id, meter, at),
    { at: Date.parse(at), value, ...(replacement ? { replacement } : {}) },
    { kind: meter, zone, now: Date.parse(now) },
  )
  if (!verdict.accepted) {
    const { code, params } = verdict.refusal
    const aboutTime = ['READING_IN_FUTURE', 'READING_DUPLICATE_INSTANT', 'READING_REPLACEMENT_NOT_LAST'].includes(code)
    throw refuseField(aboutTime ? 'at' : 'value', code, writtenParams(params, actor.locale, zone))
  }
  const id = v7()
  const row = {
    id,
    assetId: locked.id,
    meter,
    at,
    value,
    offset: verdict.offset,
    isReplacement: replacement !== undefined,
    note: note ?? null,
    workOrderId: workOrderId ?? null,
    createdBy: actor.personId,
    createdAt: now,
  }
  await tx.insert(meterReading).values(row)
  await refreshMeter(tx, locked.id, meter)
  audit('meter.recorded', { type: 'asset', id: locked.id }, null, row)
  emit('meter.recorded', { id, assetId: locked.id })
  return id
}

export const addReading = command<AddReading & { assetId: string }, Reading>(
  'meter.record',
  async (context, { assetId, ...input }) => {
    const locked = await lockActiveAsset(context.tx, assetId, context.actor)
    return getReading(context.tx, context.actor, await recordReading(context, locked, input))
  },
)

/** Later readings count on what a replacement said the old meter had reached. */
async function assertNothingRestsOn(tx: Tx, { assetId, meter, at, isReplacement }: Reading): Promise<void> {
  if (!isReplacement) return
  const later = await tx.rows(sql`
    SELECT 1 FROM meter_reading WHERE asset_id = ${assetId} AND meter = ${meter} AND at > ${at} AND voided_at IS NULL
    LIMIT 1`)
  if (later.length > 0) throw new Problem('meter.laterReadings')
}

export const voidReading = command<VoidReading & { id: string }, Reading>(
  'meter.void',
  async ({ tx, actor, now, audit, emit }, { id, reason }) => {
    const { assetId } = await getReading(tx, actor, id)
    await lockAsset(tx, assetId, actor)
    const before = await getReading(tx, actor, id)
    if (before.voidedAt) return before
    await assertNothingRestsOn(tx, before)
    await tx
      .update(meterReading)
      .set({ voidedAt: now, voidedBy: actor.personId, voidReason: reason })
      .where(eq(meterReading.id, id))
    await refreshMeter(tx, assetId, before.meter)
    const after = await getReading(tx, actor, id)
    audit('meter.voided', { type: 'asset', id: assetId }, before, after)
    emit('meter.recorded', { id, assetId })
    return after
  },
)
