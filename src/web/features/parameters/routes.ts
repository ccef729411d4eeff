import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const parameterRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/parameters',
    ...page(() => import('./parameters-page.tsx'), 'ParametersPage', ['parameters'], 'parameter.manage'),
  }),
] as const
