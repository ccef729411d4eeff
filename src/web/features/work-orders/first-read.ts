import { openStatuses } from '../../../domain/work-order.ts'
import { prefetchList } from '../../app/api/client.ts'
import { currentMe } from '../../app/session/session.ts'

/** What a mechanic has to do. */
export const myOrders = {
  status: openStatuses.join(','),
  assigneeId: 'me',
  sort: '-priority',
  limit: 100,
} as const

/** How many orders a planner's list asks for at a time. */
export const pageOfOrders = 50

/** Asks for the orders that their page opens with. A filter in the address waits for the page, which knows what it may say. */
export function askForOrders(search: object): void {
  if (currentMe()?.role === 'OPERATOR') prefetchList('/work-orders', myOrders)
  else if (Object.keys(search).length === 0) prefetchList('/work-orders', { limit: pageOfOrders })
}
