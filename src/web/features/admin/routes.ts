import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const adminRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin',
    ...page(() => import('./admin-page.tsx'), 'AdminPage', ['admin'], 'person.manageOperators'),
  }),
] as const
