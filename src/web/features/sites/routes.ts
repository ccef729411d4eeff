import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const siteRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/sites',
    ...page(() => import('./sites-page.tsx'), 'SitesPage', ['sites', 'masterData'], 'site.manage'),
  }),
] as const
