import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const predictionRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/predictions',
    ...page(() => import('./predictions-page.tsx'), 'PredictionsPage', ['predictions'], 'prediction.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/predictions/accuracy',
    ...page(() => import('./accuracy-page.tsx'), 'AccuracyPage', ['predictions'], 'prediction.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/predictions/models',
    ...page(() => import('./models-page.tsx'), 'ModelsPage', ['predictions'], 'prediction.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/predictions/budget',
    ...page(() => import('./budget-page.tsx'), 'BudgetPage', ['predictions'], 'prediction.read'),
  }),
] as const
