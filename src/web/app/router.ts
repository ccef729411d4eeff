import { createRouter } from '@tanstack/react-router'
import { adminRoutes } from '../features/admin/routes.ts'
import { analyticsRoutes } from '../features/analytics/routes.ts'
import { apiTokenRoutes } from '../features/api-tokens/routes.ts'
import { assetTypeRoutes } from '../features/asset-types/routes.ts'
import { auditRoutes } from '../features/audit/routes.ts'
import { backupRoutes } from '../features/backups/routes.ts'
import { budgetRoutes } from '../features/budgets/routes.ts'
import { documentTypeRoutes } from '../features/document-types/routes.ts'
import { documentRoutes } from '../features/documents/routes.ts'
import { failureCodeRoutes } from '../features/failure-codes/routes.ts'
import { fleetRoutes } from '../features/fleet/routes.ts'
import { importRoutes } from '../features/imports/routes.ts'
import { inspectionRoutes, verifyRoute } from '../features/inspections/routes.ts'
import { inventoryRoutes } from '../features/inventory/routes.ts'
import { jobRoutes } from '../features/jobs/routes.ts'
import { kpiRoutes } from '../features/kpis/routes.ts'
import { noticeRoutes } from '../features/notices/routes.ts'
import { orderTypeRoutes } from '../features/order-types/routes.ts'
import { parameterRoutes } from '../features/parameters/routes.ts'
import { peopleRoutes } from '../features/people/routes.ts'
import { planRoutes } from '../features/plans/routes.ts'
import { predictionRoutes } from '../features/predictions/routes.ts'
import { profileRoutes } from '../features/profile/routes.ts'
import { reliabilityRoutes } from '../features/reliability/routes.ts'
import { savedReportRoutes } from '../features/reports/routes.ts'
import { publicRequestRoutes, requestRoutes } from '../features/requests/routes.ts'
import { securityRoutes } from '../features/security/routes.ts'
import { siteRoutes } from '../features/sites/routes.ts'
import { webhookRoutes } from '../features/webhooks/routes.ts'
import { workOrderRoutes } from '../features/work-orders/routes.ts'
import { homeRoute, loginRoute, passwordRoute, rootRoute, setupRoute, shellRoute } from './routes.ts'
import { parseSearch, stringifySearch } from './search-params.ts'
import { currentMe, onSessionChange } from './session/session.ts'

/** Pages that anybody may stay on, signed in or not. */
const openPages = /^\/(login|setup|verify|report|track)(\/|$)/

/** The router of all pages; made by the start when its turn comes, as reading so many routes takes a while on a phone. */
export function startRouter() {
  const routeTree = rootRoute.addChildren([
    loginRoute,
    setupRoute,
    passwordRoute,
    verifyRoute,
    ...publicRequestRoutes,
    shellRoute.addChildren([
      homeRoute,
      ...fleetRoutes,
      ...siteRoutes,
      ...assetTypeRoutes,
      ...kpiRoutes,
      ...savedReportRoutes,
      ...budgetRoutes,
      ...inventoryRoutes,
      ...importRoutes,
      ...workOrderRoutes,
      ...inspectionRoutes,
      ...planRoutes,
      ...documentRoutes,
      ...reliabilityRoutes,
      ...predictionRoutes,
      ...requestRoutes,
      ...adminRoutes,
      ...peopleRoutes,
      ...orderTypeRoutes,
      ...failureCodeRoutes,
      ...auditRoutes,
      ...backupRoutes,
      ...securityRoutes,
      ...analyticsRoutes,
      ...documentTypeRoutes,
      ...parameterRoutes,
      ...webhookRoutes,
      ...apiTokenRoutes,
      ...jobRoutes,
      ...noticeRoutes,
      ...profileRoutes,
    ]),
  ])

  const router = createRouter({
    routeTree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    trailingSlash: 'never',
  })

  /** Signed out, here, in another tab or by the server: back to the login, to return to the same address. */
  onSessionChange(() => {
    const { pathname, href } = router.state.location
    if (!currentMe() && !openPages.test(pathname)) {
      void router.navigate({ to: '/login', search: { next: href } as never, replace: true })
    }
  })
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof startRouter>
  }
}
