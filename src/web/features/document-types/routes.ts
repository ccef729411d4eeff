import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const documentTypeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/document-types',
    ...page(
      () => import('./document-types-page.tsx'),
      'DocumentTypesPage',
      ['documentTypes', 'masterData'],
      'masterData.manage',
    ),
  }),
] as const
