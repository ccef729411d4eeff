import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'
import type {
  CreatePurchase,
  OrderPurchase,
  Purchase,
  ReceivePurchase,
  UpdatePurchase,
} from '../../../contract/purchasing.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import { checkReceipt, maySend, type PurchaseAction, statusAfterReceipt } from '../../../domain/purchase.ts'
import { minorUnitsOf, received, thousandths } from '../../../domain/stock.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import { notFound, Problem, refuseField } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { writtenParams } from '../../platform/written.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { assertUsableSupplier } from './commands.ts'
import { assertUsablePart, type Booking, book, lockLevels } from './ledger.ts'
import { takeNumber } from './numbers.ts'
import { approver, getPurchase, purchaseScope } from './purchase-queries.ts'
import { purchase, purchaseLine } from './tables.ts'

interface Target {
  id: string
  expectedVersion?: number | undefined
}
type Row = typeof purchase.$inferSelect
type Line = typeof purchaseLine.$inferSelect

const b = alias(purchase, 'b')

const answer = ({ tx, actor, now, runtime: { config } }: Context, id: string): Promise<Purchase> =>
  getPurchase(tx, actor, id, config, dateAt(Date.parse(now), config.COMPANY_TIME_ZONE))

/** The purchase, locked, in the version the caller saw and in a state that allows `action`. */
async function lockFor(context: Context, { id, expectedVersion }: Target, action: PurchaseAction): Promise<Row> {
  const { tx, actor } = context
  const [row] = await tx
    .select()
    .from(b)
    .where(and(eq(b.id, id), purchaseScope(actor)))
    .for('update')
  if (!row) throw notFound()
  if (!maySend(action, row.status)) {
    throw new Problem('purchase.notNow', { status: words(actor.locale, `inventory.purchaseStatus.${row.status}`) })
  }
  assertVersion(row.version, expectedVersion)
  return row
}

async function save({ tx, audit }: Context, before: Row, changes: Partial<Row>, action: string): Promise<void> {
  const [after] = await tx
    .update(purchase)
    .set({ ...changes, version: before.version + 1 })
    .where(eq(purchase.id, before.id))
    .returning()
  audit(action, { type: 'purchase', id: before.id }, before, after!)
}

const linesOf = ({ tx }: Context, purchaseId: string): Promise<Line[]> =>
  tx.select().from(purchaseLine).where(eq(purchaseLine.purchaseId, purchaseId)).orderBy(purchaseLine.position)

async function writeLines({ tx }: Context, purchaseId: string, lines: CreatePurchase['lines']): Promise<void> {
  const twice = lines.findIndex(({ partId }, at) => lines.findIndex((line) => line.partId === partId) < at)
  if (twice >= 0) throw refuseField(`lines.${twice}.partId`, 'duplicate')
  for (const [at, { partId }] of lines.entries()) await assertUsablePart(tx, partId, `lines.${at}.partId`)
  await tx.delete(purchaseLine).where(eq(purchaseLine.purchaseId, purchaseId))
  await tx.insert(purchaseLine).values(lines.map((line, position) => ({ ...line, purchaseId, position })))
}

/** Asks for parts to be bought. */
export const createPurchase = command('purchase.manage', async (context, input: CreatePurchase) => {
  const { tx, actor, now, audit } = context
  const { siteId, note = null, lines } = input
  await assertUsableSite(tx, actor, siteId)
  const id = v7()
  const requestNumber = await takeNumber(context, 'purchaseRequest')
  const row = { id, requestNumber, siteId, note, requestedBy: actor.personId, requestedAt: now }
  await tx.insert(purchase).values(row)
  await writeLines(context, id, lines)
  audit('purchase.requested', { type: 'purchase', id }, null, { ...row, lines: lines.length })
  return answer(context, id)
})

export const updatePurchase = command(
  'purchase.manage',
  async (context, input: Target & { change: UpdatePurchase }) => {
    const before = await lockFor(context, input, 'EDIT')
    const { lines, note } = input.change
    if (lines) await writeLines(context, before.id, lines)
    await save(context, before, note === undefined ? {} : { note }, 'purchase.changed')
    return answer(context, before.id)
  },
)

/** Prices and quantities of every line of the request; their sum in minor units. */
async function priceLines(context: Context, id: string, given: OrderPurchase['lines']): Promise<number> {
  const lines = await linesOf(context, id)
  let total = 0
  for (const line of lines) {
    const priced = given.find(({ lineId }) => lineId === line.id)
    if (!priced) throw refuseField('lines', 'required')
    const { quantity, unitPrice } = priced
    total += minorUnitsOf(received(thousandths(quantity), unitPrice).value)
    await context.tx.update(purchaseLine).set({ quantity, unitPrice }).where(eq(purchaseLine.id, line.id))
  }
  const foreign = given.findIndex(({ lineId }) => !lines.some(({ id: own }) => own === lineId))
  if (foreign >= 0) throw refuseField(`lines.${foreign}.lineId`, 'unknown')
  if (given.length > lines.length) throw refuseField('lines', 'duplicate')
  return total
}

/** A warehouse that never had the part has a place for it from now on, where it shows as on its way. */
async function expectAtSite(context: Context, { id, siteId }: Row): Promise<void> {
  const lines = await linesOf(context, id)
  await lockLevels(
    context.tx,
    lines.map(({ partId }) => ({ partId, siteId })),
  )
}

/** Makes an order to a supplier of the request; above the limit it waits for whoever may approve. */
export const orderPurchase = command('purchase.manage', async (context, input: Target & OrderPurchase) => {
  const { tx, actor, now, runtime } = context
  const before = await lockFor(context, input, 'ORDER')
  const { supplierId, expectedOn = null, lines } = input
  await assertUsableSupplier(tx, supplierId)
  const total = await priceLines(context, before.id, lines)
  await expectAtSite(context, before)
  const number = before.number ?? (await takeNumber(context, 'purchase'))
  const waits = total > runtime.config.PURCHASE_APPROVAL_LIMIT && !approver(actor)
  const ordered = { supplierId, expectedOn, total, number, orderedBy: actor.personId, statusReason: null }
  await save(
    context,
    before,
    waits ? { ...ordered, status: 'AWAITING_APPROVAL' } : { ...ordered, status: 'ORDERED', orderedAt: now },
    waits ? 'purchase.submitted' : 'purchase.ordered',
  )
  return answer(context, before.id)
})

export const approvePurchase = command('purchase.approve', async (context, input: Target) => {
  const { actor, now } = context
  const before = await lockFor(context, input, 'APPROVE')
  const approved = { approvedBy: actor.personId, approvedAt: now, orderedAt: now }
  await save(context, before, { ...approved, status: 'ORDERED' }, 'purchase.approved')
  return answer(context, before.id)
})

/** Back to whoever asked, with the reason; its number is kept. */
export const returnPurchase = command('purchase.approve', async (context, input: Target & { reason: string }) => {
  const before = await lockFor(context, input, 'RETURN_TO_REQUEST')
  await save(context, before, { status: 'REQUESTED', statusReason: input.reason }, 'purchase.returned')
  return answer(context, before.id)
})

/** What arrived, all of it or a part: into the stock, at the price ordered. */
export const receivePurchase = command('purchase.manage', async (context, input: Target & ReceivePurchase) => {
  const { tx, actor, now, runtime } = context
  const { RECEIPT_TOLERANCE: tolerance, COMPANY_TIME_ZONE: zone } = runtime.config
  const before = await lockFor(context, input, 'RECEIVE')
  const lines = await linesOf(context, before.id)
  const after = new Map(lines.map((line) => [line.id, thousandths(line.received)]))
  const arrivals = input.lines.map(({ lineId, quantity }, at) => {
    const line = lines.find(({ id }) => id === lineId)
    if (!line) throw refuseField(`lines.${at}.lineId`, 'unknown')
    const there = { ordered: thousandths(line.quantity), received: after.get(line.id)! }
    const refusal = checkReceipt(there, thousandths(quantity), tolerance)
    if (refusal) {
      const params = writtenParams({ ...refusal.params, tolerance }, actor.locale, zone)
      throw new Problem('purchase.overReceipt', params, [{ field: `lines.${at}.quantity`, code: refusal.code, params }])
    }
    after.set(line.id, there.received + thousandths(quantity))
    return { line, quantity: thousandths(quantity) }
  })
  const twice = new Set(arrivals.map(({ line }) => line.id)).size < arrivals.length
  if (twice) throw refuseField('lines', 'duplicate')
  const levels = await lockLevels(
    tx,
    arrivals.map(({ line }) => ({ partId: line.partId, siteId: before.siteId })),
  )
  const bookings = arrivals.map(
    ({ line, quantity }): Booking => ({
      level: levels.find(({ partId }) => partId === line.partId)!,
      kind: 'RECEIPT',
      change: received(quantity, line.unitPrice ?? 0),
      document: input.document ?? null,
      purchaseLineId: line.id,
    }),
  )
  await book(context, bookings)
  const status = statusAfterReceipt(
    lines.map((line) => ({ ordered: thousandths(line.quantity), received: after.get(line.id)! })),
  )
  await save(context, before, { status, endedAt: status === 'RECEIVED' ? now : null }, 'purchase.received')
  return answer(context, before.id)
})

/** The supplier will not send the rest. */
export const closePurchase = command('purchase.manage', async (context, input: Target & { reason: string }) => {
  const before = await lockFor(context, input, 'CLOSE_SHORT')
  const closed = { status: 'CLOSED_SHORT', statusReason: input.reason, endedAt: context.now } as const
  await save(context, before, closed, 'purchase.closedShort')
  return answer(context, before.id)
})

export const cancelPurchase = command('purchase.manage', async (context, input: Target & { reason: string }) => {
  const before = await lockFor(context, input, 'CANCEL')
  const cancelled = { status: 'CANCELLED', statusReason: input.reason, endedAt: context.now } as const
  await save(context, before, cancelled, 'purchase.cancelled')
  return answer(context, before.id)
})
