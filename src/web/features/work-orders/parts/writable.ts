import { useCan, useMe } from '../../../app/session/session.ts'
import type { WorkOrder } from '../schema.ts'

/** Whether the signed-in person may still write in the order: as the server decides it. */
export function useWritable(order: WorkOrder): boolean {
  const me = useMe()
  if (order.status === 'CLOSED' || order.status === 'CANCELLED') return false
  return me.role !== 'OPERATOR' || (order.assignee?.id === me.id && order.status !== 'COMPLETED')
}

/** Whether hours, parts and services may still change: the cost is frozen once the work is completed. */
export function useCostOpen(order: WorkOrder): boolean {
  return useWritable(order) && order.status !== 'COMPLETED'
}

/** Whether they may plan it: its tasks, its services. */
export function usePlannable(order: WorkOrder): boolean {
  return useCan()('workOrder.edit') && order.status !== 'CLOSED' && order.status !== 'CANCELLED'
}
