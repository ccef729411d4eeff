import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const jobRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/schedules',
    ...page(() => import('./schedules-page.tsx'), 'SchedulesPage', ['jobs'], 'job.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/jobs',
    ...page(() => import('./jobs-page.tsx'), 'JobsPage', ['jobs'], 'job.read'),
  }),
] as const
