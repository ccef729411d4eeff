import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const auditRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/audit',
    ...page(() => import('./audit-page.tsx'), 'AuditPage', ['audit'], 'audit.read'),
  }),
] as const
