import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId, uuid } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import * as changes from '../../../contract/work-order-changes.ts'
import { workOrder } from '../../../contract/work-orders.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as cost from './cost-commands.ts'
import * as commands from './task-commands.ts'

const response = { 200: workOrder, ...problems(404, 409, 422) }
const task = z.strictObject({ id: uuid, taskId: uuid })
const service = z.strictObject({ id: uuid, serviceId: uuid })

/** What is written down on an order: tasks, words, services. */
export const workOrderRecordRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/work-orders/:id/tasks',
      {
        schema: { summary: 'Add a task', params: byId, body: changes.addTask, response },
        config: { permission: 'workOrder.edit' },
      },
      async ({ actor, params, body }) => commands.addTask(runtime, actor, { ...params, ...body }),
    )

    app.put(
      '/work-orders/:id/tasks/order',
      {
        schema: { summary: 'Put the tasks in order', params: byId, body: changes.orderTasks, response },
        config: { permission: 'workOrder.edit' },
      },
      async ({ actor, params, body }) => commands.orderTasks(runtime, actor, { ...params, ...body }),
    )

    app.patch(
      '/work-orders/:id/tasks/:taskId',
      {
        schema: { summary: 'Reword a task', params: task, body: changes.addTask, response },
        config: { permission: 'workOrder.edit' },
      },
      async ({ actor, params, body }) => commands.rewordTask(runtime, actor, { ...params, ...body }),
    )

    app.put(
      '/work-orders/:id/tasks/:taskId/done',
      {
        schema: { summary: 'Tick a task, or untick it', params: task, body: changes.tickTask, response },
        config: { permission: 'workOrder.recordTasks' },
      },
      async ({ actor, params, body }) => commands.tickTask(runtime, actor, { ...params, ...body }),
    )

    app.delete(
      '/work-orders/:id/tasks/:taskId',
      {
        schema: { summary: 'Remove a task', params: task, response },
        config: { permission: 'workOrder.edit' },
      },
      async ({ actor, params }) => commands.removeTask(runtime, actor, params),
    )

    app.post(
      '/work-orders/:id/comments',
      {
        schema: { summary: 'Comment on a work order', params: byId, body: changes.addComment, response },
        config: { permission: 'workOrder.comment' },
      },
      async ({ actor, params, body }) => commands.addComment(runtime, actor, { ...params, ...body }),
    )

    app.post(
      '/work-orders/:id/services',
      {
        schema: { summary: 'Record work bought from others', params: byId, body: changes.addService, response },
        config: { permission: 'workOrder.recordCost' },
      },
      async ({ actor, params, body }) => cost.addService(runtime, actor, { ...params, ...body }),
    )

    app.delete(
      '/work-orders/:id/services/:serviceId',
      {
        schema: { summary: 'Remove a service', params: service, response },
        config: { permission: 'workOrder.recordCost' },
      },
      async ({ actor, params }) => cost.removeService(runtime, actor, params),
    )
  }
