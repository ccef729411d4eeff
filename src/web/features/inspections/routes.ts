import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { rootRoute, shellRoute } from '../../app/routes.ts'

export const inspectionRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections',
    ...page(() => import('./inspections-page.tsx'), 'InspectionsPage', ['inspections'], 'inspection.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/new',
    ...page(() => import('./execute/inspect-page.tsx'), 'InspectPage', ['inspections'], 'inspection.submit'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/checklists',
    ...page(() => import('./checklists/checklists-page.tsx'), 'ChecklistsPage', ['inspections'], 'checklist.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/checklists/new',
    ...page(
      () => import('./checklists/new-checklist-page.tsx'),
      'NewChecklistPage',
      ['inspections'],
      'checklist.manage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/checklists/$id',
    ...page(() => import('./checklists/checklist-page.tsx'), 'ChecklistPage', ['inspections'], 'checklist.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/checklists/$id/edit',
    ...page(
      () => import('./checklists/edit-checklist-page.tsx'),
      'EditChecklistPage',
      ['inspections'],
      'checklist.manage',
    ),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/$id',
    ...page(() => import('./inspection-page.tsx'), 'InspectionPage', ['inspections'], 'inspection.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/inspections/$id/correct',
    ...page(() => import('./correct-page.tsx'), 'CorrectPage', ['inspections'], 'inspection.correct'),
  }),
] as const

/** For anybody who holds a printed inspection, without an account. */
export const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify/$id',
  ...page(() => import('./verify-page.tsx'), 'VerifyPage', ['inspections', 'session']),
})
