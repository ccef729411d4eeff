import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const assetTypeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/asset-types',
    ...page(() => import('./asset-types-page.tsx'), 'AssetTypesPage', ['assetTypes', 'masterData'], 'assetType.manage'),
  }),
] as const
