import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as contract from '../../../contract/inventory.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './order-commands.ts'
import { orderPartsOf } from './order-queries.ts'

const response = { 200: contract.orderParts, ...problems(404, 409, 422) }

/** The parts of a work order: planned, issued and returned. */
export const orderPartRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/work-orders/:id/parts',
      {
        schema: {
          summary: 'Parts planned for a work order and issued to it',
          params: byId,
          response: { 200: contract.orderParts, ...problems(404) },
        },
        config: { permission: 'workOrder.read' },
      },
      async ({ actor, params }) => orderPartsOf(runtime.database.db, actor, params.id),
    )

    app.put(
      '/work-orders/:id/parts/:partId',
      {
        schema: {
          summary: 'Plan a part for an open work order, which reserves it',
          params: contract.orderPartParams,
          body: contract.planPart,
          response,
        },
        config: { permission: 'workOrder.edit' },
      },
      async ({ actor, params, body }) => commands.planPart(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/work-orders/:id/parts/issue',
      {
        schema: { summary: 'Issue a part to a work order', params: byId, body: contract.issuePart, response },
        config: { permission: 'part.issue' },
      },
      async ({ actor, params, body }) => commands.issuePart(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/work-orders/:id/parts/return',
      {
        schema: { summary: 'Take a part back from a work order', params: byId, body: contract.returnPart, response },
        config: { permission: 'part.issue' },
      },
      async ({ actor, params, body }) => commands.returnPart(runtime, actor, { ...params, ...body }),
    )
  }
