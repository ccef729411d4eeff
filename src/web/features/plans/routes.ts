import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const planRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/plans',
    ...page(() => import('./plans-page.tsx'), 'PlansPage', ['plans'], 'plan.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/plans/calendar',
    ...page(() => import('./calendar-page.tsx'), 'CalendarPage', ['plans'], 'plan.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/plans/forecast',
    ...page(() => import('./forecast-page.tsx'), 'ForecastPage', ['plans'], 'plan.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/plans/new',
    ...page(() => import('./new-plan-page.tsx'), 'NewPlanPage', ['plans'], 'plan.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/plans/$id',
    ...page(() => import('./plan-page.tsx'), 'PlanPage', ['plans', 'reliability'], 'plan.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/plans/$id/edit',
    ...page(() => import('./edit-plan-page.tsx'), 'EditPlanPage', ['plans'], 'plan.manage'),
  }),
] as const
