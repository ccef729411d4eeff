import { sql } from 'drizzle-orm'
import { fellLow, quantityOf, type Stock, type StockRefusal, type StockState } from '../../../domain/stock.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Context } from '../../platform/command.ts'
import type { Tx } from '../../platform/database/database.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { writtenParams } from '../../platform/written.ts'
import { partStock, stockMovement } from './tables.ts'

export interface Place {
  partId: string
  siteId: string
}

/** Stock of a part at a site, its row locked until the transaction ends. */
export interface Level extends Place {
  stock: Stock
  reserved: number
  state: StockState
}

type Entry = typeof stockMovement.$inferInsert
/** One line of the ledger at `level`, which moves by `change`. */
export type Booking = { level: Level; change: Stock } & Pick<Entry, 'kind'> &
  Partial<Pick<Entry, 'reason' | 'document' | 'workOrderId' | 'purchaseLineId' | 'countId'>>

const byPlace = (a: Place, b: Place) => (a.partId + a.siteId < b.partId + b.siteId ? -1 : 1)

/** Locks stock rows, made when there are none yet, always in the same order; after orders and purchases, before counters. */
export async function lockLevels(tx: Tx, places: readonly Place[]): Promise<Level[]> {
  const wanted = [...new Map(places.map((place) => [place.partId + place.siteId, place])).values()].sort(byPlace)
  const levels: Level[] = []
  for (const { partId, siteId } of wanted) {
    await tx.insert(partStock).values({ partId, siteId }).onConflictDoNothing()
    const [row] = await tx.rows<{ quantity: number; value: string }>(sql`
      SELECT on_hand * 1000 AS quantity, (value * 1000000)::numeric(30,0)::text AS value FROM part_stock
      WHERE part_id = ${partId} AND site_id = ${siteId} FOR UPDATE`)
    levels.push({
      partId,
      siteId,
      stock: { quantity: BigInt(row!.quantity), value: BigInt(row!.value) },
      ...(await stateOf(tx, { partId, siteId })),
    })
  }
  return levels
}

export async function lockLevel(tx: Tx, place: Place): Promise<Level> {
  const [level] = await lockLevels(tx, [place])
  return level!
}

async function stateOf(tx: Tx, { partId, siteId }: Place): Promise<{ reserved: number; state: StockState }> {
  const [row] = await tx.rows<{ reserved: number; state: StockState }>(sql`
    SELECT reserved, state FROM part_level WHERE part_id = ${partId} AND site_id = ${siteId}`)
  return row!
}

/** Appends to the ledger; whoever falls low by it is told to the listeners. */
export async function book(context: Context, bookings: readonly Booking[]): Promise<void> {
  const { tx, actor, now, audit } = context
  if (bookings.length === 0) return
  await tx.insert(stockMovement).values(
    bookings.map(({ level, change, ...entry }) => ({
      ...entry,
      partId: level.partId,
      siteId: level.siteId,
      quantity: quantityOf(change.quantity),
      value: change.value,
      balance: quantityOf(level.stock.quantity + change.quantity),
      at: now,
      createdBy: actor.personId,
    })),
  )
  for (const { level, change, kind, ...entry } of bookings) {
    const moved = { kind, siteId: level.siteId, quantity: quantityOf(change.quantity), ...entry }
    audit('stock.moved', { type: 'part', id: level.partId }, null, moved)
    await tellIfLow(context, level)
  }
}

/** Tells once, when the state of a stock gets worse, that somebody has to act. */
export async function tellIfLow({ tx, audit, emit }: Context, before: Level): Promise<void> {
  const { partId, siteId } = before
  const { state } = await stateOf(tx, before)
  if (!fellLow(before.state, state)) return
  audit('stock.low', { type: 'part', id: partId }, { siteId, state: before.state }, { siteId, state })
  emit('stock.low', { partId, siteId, state })
}

/** The answer to a refusal of the ledger's rules: 409, saying how much there is. */
export function stockProblem(actor: Actor, zone: string, refusal: StockRefusal): Problem {
  const codes = {
    STOCK_SHORT: 'stock.short',
    STOCK_RESERVED: 'stock.reserved',
    RETURN_EXCEEDS_ISSUE: 'stock.returnExceedsIssue',
  } as const
  return new Problem(codes[refusal.code], writtenParams(refusal.params, actor.locale, zone))
}

/** The change a rule of the ledger allows; throws what it refuses. */
export function allowedChange({ actor, runtime }: Context, result: Stock | StockRefusal): Stock {
  if ('code' in result) throw stockProblem(actor, runtime.config.COMPANY_TIME_ZONE, result)
  return result
}

/** The part that something new is to be done with: it exists and is in use. The lock keeps it so. */
export async function assertUsablePart(tx: Tx, partId: string, field?: string): Promise<void> {
  const [found] = await tx.rows<{ archived: boolean }>(sql`
    SELECT archived_at IS NOT NULL AS archived FROM part WHERE id = ${partId} FOR SHARE`)
  if (!found) throw field ? refuseField(field, 'unknown') : notFound()
  if (found.archived) throw field ? refuseField(field, 'archived') : new Problem('record.archived')
}

/** What a unit of the part cost when it was last received: for stock found where the ledger knew of none. */
export async function lastUnitCost(tx: Tx, partId: string): Promise<number> {
  const [row] = await tx.rows<{ cost: number }>(sql`
    SELECT round(value / quantity)::bigint AS cost FROM stock_movement
    WHERE part_id = ${partId} AND kind = 'RECEIPT' ORDER BY at DESC, id DESC LIMIT 1`)
  return row?.cost ?? 0
}
