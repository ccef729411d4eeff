import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

const words = ['inventory'] as const

export const inventoryRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory',
    ...page(() => import('./parts-page.tsx'), 'PartsPage', words, 'part.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/new',
    ...page(() => import('./new-part-page.tsx'), 'NewPartPage', words, 'part.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/purchases',
    ...page(() => import('./purchases-page.tsx'), 'PurchasesPage', words, 'purchase.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/purchases/new',
    ...page(() => import('./new-purchase-page.tsx'), 'NewPurchasePage', words, 'purchase.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/purchases/$id',
    ...page(() => import('./purchase-page.tsx'), 'PurchasePage', words, 'purchase.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/suppliers',
    ...page(() => import('./suppliers-page.tsx'), 'SuppliersPage', [...words, 'masterData'], 'purchase.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/counts',
    ...page(() => import('./counts-page.tsx'), 'CountsPage', words, 'stock.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/counts/$id',
    ...page(() => import('./count-page.tsx'), 'CountPage', words, 'stock.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/analysis',
    ...page(() => import('./analysis-page.tsx'), 'AnalysisPage', words, 'stock.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/$id',
    ...page(() => import('./part-page.tsx'), 'PartPage', words, 'part.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inventory/$id/edit',
    ...page(() => import('./edit-part-page.tsx'), 'EditPartPage', words, 'part.manage'),
  }),
] as const
