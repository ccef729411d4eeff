import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const profileRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/profile',
    ...page(() => import('./profile-page.tsx'), 'ProfilePage', ['profile', 'session']),
  }),
] as const
