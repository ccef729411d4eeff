import type { components } from '../../app/api-schema.d.ts'

export type WorkOrder = components['schemas']['WorkOrder']
export type WorkOrderItem = components['schemas']['WorkOrderItem']
export type LabourEntry = WorkOrder['labour'][number]

/** What an action needs to know of an order, whether it comes from a list or from its page. */
export type OrderRef = Pick<
  WorkOrderItem,
  'id' | 'number' | 'title' | 'status' | 'category' | 'awaitsApproval' | 'assignee'
>
