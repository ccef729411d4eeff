import { createRoute, redirect } from '@tanstack/react-router'
import { api } from '../../app/api/client.ts'
import { page } from '../../app/page-route.ts'
import { rootRoute, shellRoute } from '../../app/routes.ts'
import { currentMe, refreshSession } from '../../app/session/session.ts'

/** Whoever has an account and works with the unit came to see it; anybody else came to tell what is wrong with it. */
async function showUnitToItsPeople(id: string) {
  const signedIn = currentMe() !== null || (await refreshSession().catch(() => false))
  if (!signedIn) return
  const { response } = await api.GET('/assets/{id}', { params: { path: { id } } })
  if (response.ok) throw redirect({ to: `/assets/${id}` as never, replace: true })
}

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
    beforeLoad: ({ params }) => showUnitToItsPeople(params.id),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/track/$token',
    ...page(() => import('./track-page.tsx'), 'TrackPage', ['requests', 'session']),
  }),
] as const
