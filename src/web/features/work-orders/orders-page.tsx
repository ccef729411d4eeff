import { useMe } from '../../app/session/session.ts'
import { MyOrders } from './my-orders.tsx'
import { PlannerOrders } from './planner-orders.tsx'

/** The same address for everyone: what there is to plan, or what there is to do. */
export function OrdersPage() {
  return useMe().role === 'OPERATOR' ? <MyOrders /> : <PlannerOrders />
}
