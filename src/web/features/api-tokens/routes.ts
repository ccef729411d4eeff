import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const apiTokenRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/api-tokens',
    ...page(() => import('./api-tokens-page.tsx'), 'ApiTokensPage', ['apiTokens'], 'apiToken.manage'),
  }),
] as const
