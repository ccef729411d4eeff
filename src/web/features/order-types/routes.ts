import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const orderTypeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/order-types',
    ...page(
      () => import('./order-types-page.tsx'),
      'OrderTypesPage',
      ['orderTypes', 'masterData'],
      'masterData.manage',
    ),
  }),
] as const
