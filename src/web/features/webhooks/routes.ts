import { createRoute } from '@tanstack/react-router'
import { page } from '../../app/page-route.ts'
import { shellRoute } from '../../app/routes.ts'

export const webhookRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/webhooks',
    ...page(() => import('./webhooks-page.tsx'), 'WebhooksPage', ['webhooks'], 'webhook.manage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/admin/webhooks/deliveries',
    ...page(() => import('./deliveries-page.tsx'), 'DeliveriesPage', ['webhooks'], 'webhook.manage'),
  }),
] as const
