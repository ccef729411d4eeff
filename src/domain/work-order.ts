import { type Refusal, refuse } from './refusal.ts'

export const workOrderStatuses = ['PENDING', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED'] as const
export type WorkOrderStatus = (typeof workOrderStatuses)[number]

export const holdReasons = ['PARTS', 'APPROVAL', 'UNIT_ON_SITE', 'OTHER'] as const
export type HoldReason = (typeof holdReasons)[number]

/** Most urgent last, so that the index orders them. */
export const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const
export type Priority = (typeof priorities)[number]

/** Order types are master data; each belongs to one of these, which is what rules and KPIs look at. */
export const orderCategories = [
  'PREVENTIVE',
  'CORRECTIVE',
  'PREDICTIVE',
  'EMERGENCY',
  'INSPECTION',
  'MODIFICATION',
  'INSTALLATION',
  'CALIBRATION',
] as const
export type OrderCategory = (typeof orderCategories)[number]

export const transitions = {
  PENDING: ['IN_PROGRESS', 'CANCELLED'],
  IN_PROGRESS: ['ON_HOLD', 'COMPLETED', 'CANCELLED'],
  ON_HOLD: ['IN_PROGRESS', 'CANCELLED'],
  COMPLETED: ['CLOSED', 'IN_PROGRESS'],
  CLOSED: [],
  CANCELLED: [],
} as const satisfies Record<WorkOrderStatus, readonly WorkOrderStatus[]>

/** Open: somebody still has work to do on it. */
export const openStatuses = ['PENDING', 'IN_PROGRESS', 'ON_HOLD'] as const satisfies readonly WorkOrderStatus[]

export function isOpen(status: WorkOrderStatus): boolean {
  return status === 'PENDING' || status === 'IN_PROGRESS' || status === 'ON_HOLD'
}

/** Work after a fault: what counts as a failure in the KPIs and needs its mode, cause and action recorded. */
export function isFailureWork(category: OrderCategory): boolean {
  return category === 'CORRECTIVE' || category === 'EMERGENCY'
}

/** Whether an order may go from one status to another; `null` when it may, else what it could do instead. */
export function checkTransition(from: WorkOrderStatus, to: WorkOrderStatus): Refusal<'TRANSITION_NOT_ALLOWED'> | null {
  const allowed: readonly WorkOrderStatus[] = transitions[from]
  return allowed.includes(to) ? null : refuse('TRANSITION_NOT_ALLOWED', { from, to, allowed: allowed.join(' ') })
}

export type CompletionDraft = {
  readonly category: OrderCategory
  readonly notes: string
  readonly hoursWorked: number
  readonly failureMode: string | null
  readonly failureCause: string | null
  readonly failureAction: string | null
}
export type MissingField = 'notes' | 'hoursWorked' | 'failureMode' | 'failureCause' | 'failureAction'

/** What still has to be recorded before `order` may be completed; empty when nothing is missing. */
export function missingForCompletion(order: CompletionDraft): MissingField[] {
  const missing: MissingField[] = []
  if (!order.notes.trim()) missing.push('notes')
  if (!(order.hoursWorked > 0)) missing.push('hoursWorked')
  if (isFailureWork(order.category)) {
    if (!order.failureMode) missing.push('failureMode')
    if (!order.failureCause) missing.push('failureCause')
    if (!order.failureAction) missing.push('failureAction')
  }
  return missing
}
