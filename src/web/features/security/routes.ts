import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const securityRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/security',
    ...page(() => import('./security-page.tsx'), 'SecurityPage', ['security'], 'security.read'),
  }),
] as const
