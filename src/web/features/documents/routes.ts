import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const documentRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/documents',
    ...page(() => import('./fleet-documents-page.tsx'), 'FleetDocumentsPage', ['documents'], 'document.read'),
  }),
] as const
