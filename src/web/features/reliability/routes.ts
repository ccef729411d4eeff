import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const reliabilityRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reliability',
    ...page(() => import('./reliability-page.tsx'), 'ReliabilityPage', ['reliability'], 'reliability.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reliability/proposals',
    ...page(() => import('./proposals-page.tsx'), 'ProposalsPage', ['reliability', 'plans'], 'reliability.read'),
  }),
] as const
