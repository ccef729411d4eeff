import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Runtime } from '../../platform/runtime.ts'
import { orderPartRoutes } from './order-routes.ts'
import { partRoutes } from './part-routes.ts'

const parts = [partRoutes, orderPartRoutes]

/** Everything the API says about parts, stock and purchases. */
export const inventoryRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    for (const part of parts) await app.register(part(runtime))
  }
