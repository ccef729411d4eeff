import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const importRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/imports',
    ...page(() => import('./imports-page.tsx'), 'ImportsPage', ['imports'], 'import.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/imports/new',
    ...page(() => import('./new-import-page.tsx'), 'NewImportPage', ['imports'], 'import.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/imports/$id',
    ...page(() => import('./import-page.tsx'), 'ImportPage', ['imports', 'assetTypes'], 'import.manage'),
  }),
] as const
