import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const noticeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/notices',
    ...page(() => import('./notices-page.tsx'), 'NoticesPage', ['notices'], 'notice.use'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/profile/notices',
    ...page(() => import('./preferences-page.tsx'), 'PreferencesPage', ['notices', 'profile'], 'notice.use'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/deliveries',
    ...page(() => import('./deliveries-page.tsx'), 'DeliveriesPage', ['notices'], 'delivery.manage'),
  }),
] as const
