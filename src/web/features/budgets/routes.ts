import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const budgetRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/budgets',
    ...page(() => import('./budgets-page.tsx'), 'BudgetsPage', ['budgets', 'kpis'], 'budget.read'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/budgets/$id',
    ...page(() => import('./budget-page.tsx'), 'BudgetPage', ['budgets', 'kpis'], 'budget.read'),
  }),
] as const
