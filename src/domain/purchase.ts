import { type Refusal, refuse } from './refusal.ts'

export const purchaseStatuses = [
  'REQUESTED',
  'AWAITING_APPROVAL',
  'ORDERED',
  'PARTIALLY_RECEIVED',
  'RECEIVED',
  'CLOSED_SHORT',
  'CANCELLED',
] as const
export type PurchaseStatus = (typeof purchaseStatuses)[number]

/** What may be done to a purchase, and from where; receiving decides by the quantities where it leads. */
export const purchaseActions = {
  EDIT: ['REQUESTED'],
  ORDER: ['REQUESTED'],
  APPROVE: ['AWAITING_APPROVAL'],
  RETURN_TO_REQUEST: ['AWAITING_APPROVAL'],
  RECEIVE: ['ORDERED', 'PARTIALLY_RECEIVED'],
  CLOSE_SHORT: ['PARTIALLY_RECEIVED'],
  CANCEL: ['REQUESTED', 'AWAITING_APPROVAL', 'ORDERED'],
} as const satisfies Record<string, readonly PurchaseStatus[]>
export type PurchaseAction = keyof typeof purchaseActions

export function maySend(action: PurchaseAction, status: PurchaseStatus): boolean {
  return (purchaseActions[action] as readonly PurchaseStatus[]).includes(status)
}

export type PurchaseLine = {
  /** Thousandths of the part's unit. */
  readonly ordered: bigint
  readonly received: bigint
}

export type ReceiptRefusal = Refusal<'OVER_RECEIPT'>

/** The most that may still be received of a line: what is left, and `tolerance` percent of the order on top. */
export function mostReceivable({ ordered, received }: PurchaseLine, tolerance: number): bigint {
  const most = (ordered * BigInt(100 * 100 + Math.round(tolerance * 100))) / 10_000n - received
  return most > 0n ? most : 0n
}

/** Suppliers deliver a little more than was ordered; beyond the tolerance it is a mistake that must be looked at. */
export function checkReceipt(line: PurchaseLine, quantity: bigint, tolerance: number): ReceiptRefusal | null {
  const most = mostReceivable(line, tolerance)
  return quantity > most ? refuse('OVER_RECEIPT', { most: Number(most) / 1000 }) : null
}

export function statusAfterReceipt(lines: readonly PurchaseLine[]): 'PARTIALLY_RECEIVED' | 'RECEIVED' {
  return lines.every(({ ordered, received }) => received >= ordered) ? 'RECEIVED' : 'PARTIALLY_RECEIVED'
}
