import { createRoute } from '@tanstack/react-router'
import { prefetch } from '../../app/api/client.ts'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'
import { askForOrders } from './first-read.ts'

export const workOrderRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/work-orders',
    ...page(
      () => import('./orders-page.tsx'),
      'OrdersPage',
      ['workOrders', 'inventory', 'predictions'],
      'workOrder.read',
      (_, search) => askForOrders(search),
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/work-orders/new',
    ...page(() => import('./new-order-page.tsx'), 'NewOrderPage', ['workOrders'], 'workOrder.create'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/work-orders/report',
    ...page(() => import('./report-page.tsx'), 'ReportPage', ['workOrders'], 'workOrder.report'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/work-orders/$id',
    ...page(
      () => import('./order-page.tsx'),
      'OrderPage',
      ['workOrders', 'inventory', 'predictions'],
      'workOrder.read',
      (id) => prefetch('/work-orders/{id}', { params: { path: { id } } }),
    ),
  }),
] as const
