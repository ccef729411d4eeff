import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const analyticsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/analytics',
    ...page(() => import('./analytics-page.tsx'), 'AnalyticsPage', ['analytics'], 'analytics.read'),
  }),
] as const
