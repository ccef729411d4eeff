import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { rootRoute, shellRoute } from '../../app/routes.ts'

export const requestRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/requests',
    ...page(() => import('./requests-page.tsx'), 'RequestsPage', ['requests'], 'faultRequest.read'),
  }),
] as const

/** For people without an account: where a unit's label leads, and what became of a report. */
export const publicRequestRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/report/$id',
    ...page(() => import('./report-page.tsx'), 'ReportPage', ['requests', 'session']),
    beforeLoad: async ({ params }) => (await import('./show-unit.ts')).showUnitToItsPeople(params.id),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/track/$token',
    ...page(() => import('./track-page.tsx'), 'TrackPage', ['requests', 'session']),
  }),
] as const
