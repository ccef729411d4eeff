import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const failureCodeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/failure-codes',
    ...page(
      () => import('./failure-codes-page.tsx'),
      'FailureCodesPage',
      ['failureCodes', 'masterData'],
      'masterData.manage',
    ),
  }),
] as const
