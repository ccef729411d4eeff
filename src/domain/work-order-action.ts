import { type Refusal, refuse } from './refusal.ts'
import { transitions, type WorkOrderStatus } from './work-order.ts'

export const roles = ['ADMIN', 'SUPERVISOR', 'OPERATOR'] as const
export type Role = (typeof roles)[number]

type ActionRule = {
  readonly from: readonly WorkOrderStatus[]
  readonly to: WorkOrderStatus
  readonly supervisor: boolean
  /** `HOLD`: one of the hold reasons; `TEXT`: a sentence for the record. */
  readonly reason: 'NONE' | 'HOLD' | 'TEXT'
}

/** Every way an order changes status: together they are exactly the pairs of `transitions`. */
export const workOrderActions = {
  START: { from: ['PENDING'], to: 'IN_PROGRESS', supervisor: false, reason: 'NONE' },
  HOLD: { from: ['IN_PROGRESS'], to: 'ON_HOLD', supervisor: false, reason: 'HOLD' },
  RESUME: { from: ['ON_HOLD'], to: 'IN_PROGRESS', supervisor: false, reason: 'NONE' },
  COMPLETE: { from: ['IN_PROGRESS'], to: 'COMPLETED', supervisor: false, reason: 'NONE' },
  CLOSE: { from: ['COMPLETED'], to: 'CLOSED', supervisor: true, reason: 'TEXT' },
  REOPEN: { from: ['COMPLETED'], to: 'IN_PROGRESS', supervisor: true, reason: 'TEXT' },
  CANCEL: { from: ['PENDING', 'IN_PROGRESS', 'ON_HOLD'], to: 'CANCELLED', supervisor: true, reason: 'TEXT' },
} as const satisfies Record<string, ActionRule>
export type WorkOrderAction = keyof typeof workOrderActions

export type ActionActor = { readonly id: string; readonly role: Role }
export type ActionOrder = {
  readonly status: WorkOrderStatus
  readonly assigneeIds: readonly string[]
  /** An order whose type requires approval may not start before a supervisor has approved it. */
  readonly awaitsApproval: boolean
}
export type ActionRefusal = Refusal<
  'TRANSITION_NOT_ALLOWED' | 'SUPERVISOR_ONLY' | 'NOT_ASSIGNED' | 'AWAITS_APPROVAL' | 'REASON_REQUIRED'
>

/** The action that leads from one status to another, or `null` when no transition does. */
export function actionBetween(from: WorkOrderStatus, to: WorkOrderStatus): WorkOrderAction | null {
  for (const action of Object.keys(workOrderActions) as WorkOrderAction[]) {
    const rule: ActionRule = workOrderActions[action]
    if (rule.to === to && rule.from.includes(from)) return action
  }
  return null
}

/** Whether `actor` may do `action` to `order` now, reasons aside; `null` when they may. */
export function checkAction(actor: ActionActor, order: ActionOrder, action: WorkOrderAction): ActionRefusal | null {
  const rule: ActionRule = workOrderActions[action]
  if (!rule.from.includes(order.status)) {
    const allowed: readonly string[] = transitions[order.status]
    return refuse('TRANSITION_NOT_ALLOWED', { from: order.status, to: rule.to, allowed: allowed.join(' ') })
  }
  if (actor.role === 'OPERATOR') {
    if (rule.supervisor) return refuse('SUPERVISOR_ONLY', { action })
    if (!order.assigneeIds.includes(actor.id)) return refuse('NOT_ASSIGNED', { action })
  }
  if (action === 'START' && order.awaitsApproval) return refuse('AWAITS_APPROVAL', { action })
  return null
}

/** Whether the reason that goes with `action` is there; a hold reason is checked by its type. */
export function checkReason(action: WorkOrderAction, reason: string | null | undefined): ActionRefusal | null {
  const needed = workOrderActions[action].reason !== 'NONE'
  return needed && !reason?.trim() ? refuse('REASON_REQUIRED', { action }) : null
}

/** What `actor` can do to `order` now: the buttons of a screen, the menu of a board card, the keyboard of the bot. */
export function availableActions(actor: ActionActor, order: ActionOrder): WorkOrderAction[] {
  return (Object.keys(workOrderActions) as WorkOrderAction[]).filter((action) => !checkAction(actor, order, action))
}
