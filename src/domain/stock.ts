import { type Refusal, refuse } from './refusal.ts'

/**
 * What is there of a part, or what a movement adds to it (negative when it takes). Whole numbers, so that no sum is ever
 * off: `quantity` in thousandths of the part's unit, `value` in millionths of the currency's minor unit.
 */
export type Stock = { readonly quantity: bigint; readonly value: bigint }

export const movementKinds = ['RECEIPT', 'ISSUE', 'RETURN', 'ADJUSTMENT', 'TRANSFER_OUT', 'TRANSFER_IN'] as const

export const partUnits = ['UNIT', 'SET', 'PAIR', 'METRE', 'LITRE', 'KILOGRAM', 'DRUM', 'BOX'] as const
export type PartUnit = (typeof partUnits)[number]

export const nothing: Stock = { quantity: 0n, value: 0n }

/** A quantity of at most three decimals in thousandths. */
export const thousandths = (quantity: number): bigint => BigInt(Math.round(quantity * 1000))
export const quantityOf = (thousandth: bigint): number => Number(thousandth) / 1000

/** Value of an amount in minor units. */
export const valueOfMinor = (minorUnits: number): bigint => BigInt(minorUnits) * 1_000_000n
/** A value in whole minor units, halves away from zero. */
export const minorUnitsOf = (value: bigint): number => Number(divide(value, 1_000_000n))

/** Nearest integer to `dividend / divisor`, halves away from zero; the divisor is positive. */
function divide(dividend: bigint, divisor: bigint): bigint {
  const doubled = (dividend < 0n ? -dividend : dividend) * 2n
  const nearest = (doubled + divisor) / (2n * divisor)
  return dividend < 0n ? -nearest : nearest
}

export const add = (a: Stock, b: Stock): Stock => ({ quantity: a.quantity + b.quantity, value: a.value + b.value })
export const negative = ({ quantity, value }: Stock): Stock => ({ quantity: -quantity, value: -value })

/** Moving average cost of one unit in minor units; `null` of nothing. */
export function averageCost({ quantity, value }: Stock): number | null {
  return quantity > 0n ? minorUnitsOf(divide(value * 1000n, quantity)) : null
}

/** What a receipt at `unitCost` minor units adds: exact. */
export function received(quantity: bigint, unitCost: number): Stock {
  return { quantity, value: quantity * BigInt(unitCost) * 1000n }
}

export type StockRefusal = Refusal<'STOCK_SHORT' | 'STOCK_RESERVED' | 'RETURN_EXCEEDS_ISSUE'>

/**
 * `quantity` of `stock` at its moving average, which taking leaves as it was; the last of it takes all the value that is
 * left. Positive, as the part of the stock that it is.
 */
export function portion(stock: Stock, quantity: bigint): Stock {
  return { quantity, value: divide(stock.value * quantity, stock.quantity) }
}

/** What an issue or transfer of `quantity` takes away, or why it may not: stock never goes below zero. */
export function take(stock: Stock, quantity: bigint): Stock | StockRefusal {
  if (quantity > stock.quantity) return refuse('STOCK_SHORT', { onHand: quantityOf(stock.quantity) })
  return negative(portion(stock, quantity))
}

/** What comes back of what an order was `issued`, at the cost at which it went out. */
export function giveBack(issued: Stock, quantity: bigint): Stock | StockRefusal {
  if (quantity > issued.quantity) return refuse('RETURN_EXCEEDS_ISSUE', { issued: quantityOf(issued.quantity) })
  return portion(issued, quantity)
}

/**
 * What a correction by `difference` moves: at the moving average, or, where there was nothing, at `unitCost` minor
 * units.
 */
export function corrected(stock: Stock, difference: bigint, unitCost: number): Stock | StockRefusal {
  if (difference < 0n) return take(stock, -difference)
  return stock.quantity > 0n ? portion(stock, difference) : received(difference, unitCost)
}

/** What an order still waits for: planned and not yet issued, while there is work to do on it. */
export function reservedFor(planned: bigint, issued: bigint): bigint {
  return planned > issued ? planned - issued : 0n
}

/** Whether an order may take `quantity` beside what is reserved for other orders; `null` when it may. */
export function checkIssue(stock: Stock, reservedForOthers: bigint, quantity: bigint): StockRefusal | null {
  const onHand = quantityOf(stock.quantity)
  if (quantity > stock.quantity) return refuse('STOCK_SHORT', { onHand })
  const free = stock.quantity - reservedForOthers
  if (quantity <= free) return null
  return refuse('STOCK_RESERVED', { onHand, reserved: quantityOf(reservedForOthers) })
}

/** Worst first, so that the index orders them; `NONE`: there is none, and nobody asks for any. */
export const stockStates = ['OUT', 'LOW', 'REORDER', 'OK', 'NONE'] as const
export type StockState = (typeof stockStates)[number]

export type StockPosition = {
  readonly onHand: number
  readonly reserved: number
  /** Ordered from suppliers and not yet received. */
  readonly onOrder: number
  readonly minStock: number
  readonly reorderPoint: number
}

/** What there is to say of a part at a site: available is on hand less reserved, and what is on order counts against reordering only. */
export function stockState({ onHand, reserved, onOrder, minStock, reorderPoint }: StockPosition): StockState {
  const available = onHand - reserved
  const wanted = minStock > 0 || reorderPoint > 0 || reserved > 0
  if (available <= 0 && wanted) return 'OUT'
  if (onHand === 0) return 'NONE'
  if (available < minStock) return 'LOW'
  if (reorderPoint > 0 && available + onOrder <= reorderPoint) return 'REORDER'
  return 'OK'
}

/** Whether a change of state is news: somebody has to act, and had less reason to before. */
export function fellLow(before: StockState, after: StockState): boolean {
  return after !== 'OK' && after !== 'NONE' && stockStates.indexOf(after) < stockStates.indexOf(before)
}
