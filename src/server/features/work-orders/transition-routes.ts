import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as changes from '../../../contract/work-order-changes.ts'
import { workOrder } from '../../../contract/work-orders.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './transition-commands.ts'

const response = { 200: workOrder, ...problems(404, 409, 412, 422) }

/** Every way an order changes its status. */
export const workOrderTransitionRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/work-orders/:id/start',
      {
        schema: { summary: 'Start the work', params: byId, body: changes.startWorkOrder, response },
        config: { permission: 'workOrder.start' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.startWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.post(
      '/work-orders/:id/hold',
      {
        schema: { summary: 'Hold the work, saying why', params: byId, body: changes.holdWorkOrder, response },
        config: { permission: 'workOrder.hold' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.holdWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.post(
      '/work-orders/:id/resume',
      {
        schema: { summary: 'Resume the work', params: byId, body: changes.resumeWorkOrder, response },
        config: { permission: 'workOrder.start' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.resumeWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.post(
      '/work-orders/:id/complete',
      {
        schema: {
          summary: 'Complete the work; a refusal lists everything missing',
          params: byId,
          body: changes.completeWorkOrder,
          response,
        },
        config: { permission: 'workOrder.complete' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.completeWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.post(
      '/work-orders/:id/close',
      {
        schema: {
          summary: 'Close a completed work order for good',
          params: byId,
          body: changes.closeWorkOrder,
          response,
        },
        config: { permission: 'workOrder.close' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.closeWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.post(
      '/work-orders/:id/reopen',
      {
        schema: { summary: 'Reopen a completed work order', params: byId, body: changes.reopenWorkOrder, response },
        config: { permission: 'workOrder.reopen' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.reopenWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )

    app.post(
      '/work-orders/:id/cancel',
      {
        schema: {
          summary: 'Cancel a work order, also as the duplicate of another',
          params: byId,
          body: changes.cancelWorkOrder,
          response,
        },
        config: { permission: 'workOrder.cancel' },
      },
      async ({ actor, params, body, expectedVersion }) =>
        commands.cancelWorkOrder(runtime, actor, { ...body, id: params.id, expectedVersion }),
    )
  }
