import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Runtime } from '../../platform/runtime.ts'
import { stockAnalysisRoutes } from './analysis-routes.ts'
import { countRoutes } from './count-routes.ts'
import { orderPartRoutes } from './order-routes.ts'
import { partRoutes } from './part-routes.ts'
import { purchaseRoutes } from './purchase-routes.ts'

const parts = [partRoutes, orderPartRoutes, purchaseRoutes, countRoutes, stockAnalysisRoutes]

/** Everything the API says about parts, stock and purchases. */
export const inventoryRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    for (const part of parts) await app.register(part(runtime))
  }
