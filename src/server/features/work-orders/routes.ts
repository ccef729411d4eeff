import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Runtime } from '../../platform/runtime.ts'
import { workOrderDocumentRoutes } from './document-routes.ts'
import { workOrderLabourRoutes } from './labour-routes.ts'
import { workOrderListRoutes } from './list-routes.ts'
import { orderMasterDataRoutes } from './master-data-routes.ts'
import { workOrderRoutes } from './order-routes.ts'
import { workOrderRecordRoutes } from './record-routes.ts'
import { workOrderTransitionRoutes } from './transition-routes.ts'

const parts = [
  workOrderListRoutes,
  workOrderRoutes,
  workOrderTransitionRoutes,
  workOrderLabourRoutes,
  workOrderRecordRoutes,
  workOrderDocumentRoutes,
  orderMasterDataRoutes,
]

/** Everything the API says about work orders. */
export const workOrdersRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    for (const part of parts) await app.register(part(runtime))
  }
