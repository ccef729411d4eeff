import { createRoute } from '@tanstack/react-router'
import { prefetch } from '../../app/api/client.ts'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const kpiRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/dashboard',
    ...page(
      () => import('./dashboard-page.tsx'),
      'DashboardPage',
      ['kpis', 'predictions'],
      'dashboard.read',
      () => prefetch('/dashboard', {}),
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports',
    ...page(() => import('./reports-page.tsx'), 'ReportsPage', ['kpis', 'savedReports'], 'kpi.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports/$id',
    ...page(() => import('./report-page.tsx'), 'ReportPage', ['kpis', 'savedReports'], 'kpi.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports/$id/rows',
    ...page(() => import('./report-rows-page.tsx'), 'ReportRowsPage', ['kpis'], 'kpi.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/kpis/$id',
    ...page(() => import('./kpi-rows-page.tsx'), 'KpiRowsPage', ['kpis'], 'kpi.read'),
  }),
] as const
