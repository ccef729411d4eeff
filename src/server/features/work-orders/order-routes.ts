import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  assignWorkOrder,
  createWorkOrder,
  reportFault,
  scheduleWorkOrder,
  updateWorkOrder,
} from '../../../contract/work-order-changes.ts'
import { assigneeSuggestions, workOrder } from '../../../contract/work-orders.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { suggestAssignees } from './assignment/queries.ts'
import * as commands from './commands.ts'
import * as editing from './edit-commands.ts'
import { workOrderDetail } from './queries.ts'

/** One order: opened, read, planned. */
export const workOrderRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.post(
      '/work-orders',
      {
        schema: {
          summary: 'Open a work order',
          body: createWorkOrder,
          response: { 201: workOrder, ...problems(409, 422) },
        },
        config: { permission: 'workOrder.create' },
      },
      async (request, reply) =>
        reply.code(201).send(await commands.createWorkOrder(runtime, request.actor, request.body)),
    )

    app.post(
      '/work-orders/report',
      {
        schema: {
          summary: 'Report a fault of a unit',
          body: reportFault,
          response: { 201: workOrder, ...problems(409, 422) },
        },
        config: { permission: 'workOrder.report' },
      },
      async (request, reply) => reply.code(201).send(await commands.reportFault(runtime, request.actor, request.body)),
    )

    app.get(
      '/work-orders/:id',
      {
        schema: { summary: 'Read a work order', params: byId, response: { 200: workOrder, ...problems(404) } },
        config: { permission: 'workOrder.read' },
      },
      async (request) =>
        workOrderDetail(db, request.actor, request.params.id, runtime.now(), runtime.config.COMPANY_TIME_ZONE),
    )

    app.patch(
      '/work-orders/:id',
      {
        schema: {
          summary: 'Edit a work order',
          params: byId,
          body: updateWorkOrder,
          response: { 200: workOrder, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'workOrder.edit' },
      },
      async (request) =>
        editing.updateWorkOrder(runtime, request.actor, {
          ...request.body,
          id: request.params.id,
          expectedVersion: request.expectedVersion,
        }),
    )

    app.post(
      '/work-orders/:id/assign',
      {
        schema: {
          summary: 'Assign a work order to a person, or to nobody',
          params: byId,
          body: assignWorkOrder,
          response: { 200: workOrder, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'workOrder.assign' },
      },
      async (request) =>
        editing.assignWorkOrder(runtime, request.actor, {
          ...request.body,
          id: request.params.id,
          expectedVersion: request.expectedVersion,
        }),
    )

    app.get(
      '/work-orders/:id/assignees',
      {
        schema: {
          summary: 'Who could do a work order, best first, with the reasons',
          params: byId,
          response: { 200: assigneeSuggestions, ...problems(404) },
        },
        config: { permission: 'workOrder.assign' },
      },
      async (request) => suggestAssignees(db, request.actor, request.params.id, runtime.now()),
    )

    app.post(
      '/work-orders/:id/schedule',
      {
        schema: {
          summary: 'Plan the day of a work order',
          params: byId,
          body: scheduleWorkOrder,
          response: { 200: workOrder, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'workOrder.edit' },
      },
      async (request) =>
        editing.scheduleWorkOrder(runtime, request.actor, {
          ...request.body,
          id: request.params.id,
          expectedVersion: request.expectedVersion,
        }),
    )

    app.post(
      '/work-orders/:id/approve',
      {
        schema: {
          summary: 'Approve a work order whose type asks for it',
          params: byId,
          response: { 200: workOrder, ...problems(404, 409, 412, 422) },
        },
        config: { permission: 'workOrder.approve' },
      },
      async (request) =>
        editing.approveWorkOrder(runtime, request.actor, {
          id: request.params.id,
          expectedVersion: request.expectedVersion,
        }),
    )
  }
