import type { AdjustStock, ReceiveStock, TransferStock } from '../../../contract/inventory.ts'
import { corrected, negative, received, take, thousandths } from '../../../domain/stock.ts'
import { command } from '../../platform/command.ts'
import { Problem, refuseField } from '../../platform/problem.ts'
import { assertUsableSite } from '../sites/commands.ts'
import { allowedChange, assertUsablePart, book, lastUnitCost, lockLevel, lockLevels } from './ledger.ts'
import { getPart } from './queries.ts'

type OfPart = { id: string }

/** Stock that came without a purchase: the first filling of a warehouse, a gift, cash at the counter. */
export const receiveStock = command('stock.manage', async (context, input: OfPart & ReceiveStock) => {
  const { tx, actor } = context
  const { id, siteId, quantity, unitCost, document = null } = input
  await assertUsableSite(tx, actor, siteId)
  await assertUsablePart(tx, id)
  const level = await lockLevel(tx, { partId: id, siteId })
  await book(context, [{ level, kind: 'RECEIPT', change: received(thousandths(quantity), unitCost), document }])
  return getPart(tx, actor, id)
})

/** Makes the books say what is there. */
export const adjustStock = command('stock.manage', async (context, input: OfPart & AdjustStock) => {
  const { tx, actor } = context
  const { id, siteId, counted, reason } = input
  await assertUsableSite(tx, actor, siteId)
  await assertUsablePart(tx, id)
  const level = await lockLevel(tx, { partId: id, siteId })
  const difference = thousandths(counted) - level.stock.quantity
  if (difference === 0n) throw new Problem('stock.nothingToAdjust')
  const unitCost = input.unitCost ?? (await lastUnitCost(tx, id))
  const change = allowedChange(context, corrected(level.stock, difference, unitCost))
  await book(context, [{ level, kind: 'ADJUSTMENT', change, reason }])
  return getPart(tx, actor, id)
})

/** From one warehouse to another, at what it cost. */
export const transferStock = command('stock.manage', async (context, input: OfPart & TransferStock) => {
  const { tx, actor } = context
  const { id, fromSiteId, toSiteId, quantity, reason = null } = input
  if (fromSiteId === toSiteId) throw refuseField('toSiteId', 'duplicate')
  for (const siteId of [fromSiteId, toSiteId]) await assertUsableSite(tx, actor, siteId)
  await assertUsablePart(tx, id)
  const places = [fromSiteId, toSiteId].map((siteId) => ({ partId: id, siteId }))
  const levels = await lockLevels(tx, places)
  const at = (siteId: string) => levels.find((level) => level.siteId === siteId)!
  const out = allowedChange(context, take(at(fromSiteId).stock, thousandths(quantity)))
  await book(context, [
    { level: at(fromSiteId), kind: 'TRANSFER_OUT', change: out, reason },
    { level: at(toSiteId), kind: 'TRANSFER_IN', change: negative(out), reason },
  ])
  return getPart(tx, actor, id)
})
