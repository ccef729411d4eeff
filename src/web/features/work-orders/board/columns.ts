import { type HoldReason, holdReasons, type WorkOrderStatus } from '../../../../domain/work-order.ts'
import { actionBetween, type WorkOrderAction } from '../../../../domain/work-order-action.ts'
import type { OrdersFilter } from '../orders-search.ts'
import type { WorkOrderItem } from '../schema.ts'

export interface ColumnKey {
  status: WorkOrderStatus
  holdReason: HoldReason | null
}

/** The states one works through, waiting split by what is waited for. */
export const boardColumns: readonly ColumnKey[] = [
  { status: 'PENDING', holdReason: null },
  { status: 'IN_PROGRESS', holdReason: null },
  ...holdReasons.map((holdReason) => ({ status: 'ON_HOLD' as const, holdReason })),
  { status: 'COMPLETED', holdReason: null },
]

export const keyOf = ({ status, holdReason }: ColumnKey) => (holdReason ? `${status}:${holdReason}` : status)

/** The columns that a filter leaves anything in. */
export function columnsFor({ status, holdReason }: OrdersFilter): ColumnKey[] {
  const statuses = status?.split(',')
  const reasons = holdReason?.split(',')
  return boardColumns.filter(
    (column) =>
      (!statuses || statuses.includes(column.status)) &&
      (!reasons || (column.holdReason !== null && reasons.includes(column.holdReason))),
  )
}

/** What moving an order to a column means, or `null` when it cannot go there. */
export function moveTo(order: WorkOrderItem, column: ColumnKey): WorkOrderAction | null {
  const action = actionBetween(order.status, column.status)
  return action === 'START' && order.awaitsApproval ? null : action
}
