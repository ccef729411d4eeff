import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const backupRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/backups',
    ...page(() => import('./backups-page.tsx'), 'BackupsPage', ['backups'], 'backup.manage'),
  }),
] as const
