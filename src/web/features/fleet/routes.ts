import { createRoute } from '@tanstack/react-router'
import { prefetch } from '../../app/api/client.ts'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const fleetRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/assets',
    ...page(() => import('./fleet-page.tsx'), 'FleetPage', ['fleet'], 'asset.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/assets/new',
    ...page(() => import('./new-asset-page.tsx'), 'NewAssetPage', ['fleet'], 'asset.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/assets/$id',
    ...page(
      () => import('./asset-page.tsx'),
      'AssetPage',
      ['fleet', 'inspections', 'plans', 'documents', 'predictions', 'reliability'],
      'asset.read',
      (id) => prefetch('/assets/{id}', { params: { path: { id } } }),
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/assets/$id/edit',
    ...page(() => import('./edit-asset-page.tsx'), 'EditAssetPage', ['fleet'], 'asset.manage'),
  }),
] as const
