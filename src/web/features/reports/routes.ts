import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const savedReportRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/saved-reports',
    ...page(() => import('./saved-reports-page.tsx'), 'SavedReportsPage', ['savedReports', 'kpis'], 'kpi.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/saved-reports/$id',
    ...page(() => import('./saved-report-page.tsx'), 'SavedReportPage', ['savedReports', 'kpis'], 'kpi.read'),
  }),
] as const
