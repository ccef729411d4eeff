import { sql } from 'drizzle-orm'
import type { HoldReason, WorkOrderStatus } from '../../../domain/work-order.ts'
import {
  type ActionRefusal,
  checkAction,
  type WorkOrderAction,
  workOrderActions,
} from '../../../domain/work-order-action.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Context } from '../../platform/command.ts'
import { Problem } from '../../platform/problem.ts'
import { words } from '../../platform/words.ts'
import { type OrderChanges, type OrderRow, saveOrder } from './order-row.ts'
import { workOrderStatus } from './tables.ts'

export const awaitsApproval = (order: OrderRow) => order.requiresApproval && order.approvedAt === null

/** Why `actor` may not do `action` to `order` now, or `null`. */
export function refusalOf(actor: Actor, order: OrderRow, action: WorkOrderAction): ActionRefusal | null {
  return checkAction(
    { id: actor.personId ?? '', role: actor.role },
    {
      status: order.status,
      assigneeIds: order.assigneeId ? [order.assigneeId] : [],
      awaitsApproval: awaitsApproval(order),
    },
    action,
  )
}

export function statusWords(actor: Actor, status: WorkOrderStatus): string {
  return words(actor.locale, `work-orders.status.${status}`)
}

/** The refusal as an answer: 409, or 403 where it is about who asks. */
export function problemOf(actor: Actor, order: OrderRow, action: WorkOrderAction, refusal: ActionRefusal): Problem {
  if (refusal.code === 'SUPERVISOR_ONLY') return new Problem('auth.forbidden')
  if (refusal.code === 'NOT_ASSIGNED') return new Problem('workOrder.notAssigned')
  if (refusal.code === 'AWAITS_APPROVAL') return new Problem('workOrder.awaitsApproval')
  return new Problem('workOrder.transitionNotAllowed', {
    from: statusWords(actor, order.status),
    to: statusWords(actor, workOrderActions[action].to),
  })
}

export function assertAction(actor: Actor, order: OrderRow, action: WorkOrderAction): void {
  const refusal = refusalOf(actor, order, action)
  if (refusal) throw problemOf(actor, order, action, refusal)
}

export interface StatusChange {
  status: WorkOrderStatus
  holdReason?: HoldReason | null
  reason?: string | null
}

/** Moves a locked order to another state: its row, the interval that ends and the one that begins. */
export async function changeStatus(
  context: Context,
  order: OrderRow,
  { status, holdReason = null, reason = null }: StatusChange,
  changes: OrderChanges,
  action: string,
): Promise<OrderRow> {
  const { tx, actor, now } = context
  // A clock behind the last change's, on another machine, must not make time run backwards.
  const [ended] = await tx.rows<{ to: string }>(sql`
    UPDATE work_order_status SET to_at = greatest(from_at, ${now}::timestamptz)
    WHERE work_order_id = ${order.id} AND to_at IS NULL RETURNING to_at AS to`)
  await tx.insert(workOrderStatus).values({
    workOrderId: order.id,
    status,
    holdReason,
    reason,
    from: ended?.to ?? now,
    createdBy: actor.personId,
  })
  return saveOrder(context, order, { ...changes, status, holdReason, statusReason: reason }, action)
}
