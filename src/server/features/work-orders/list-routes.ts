import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { bulkDone, bulkWorkOrders, saveView } from '../../../contract/work-order-changes.ts'
import {
  calendarQuery,
  savedView,
  workload,
  workOrderCalendar,
  workOrderCounts,
  workOrderFilter,
  workOrderPage,
  workOrderQuery,
} from '../../../contract/work-orders.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { bulkChange } from './bulk-commands.ts'
import { calendarOfOrders, countWorkOrders, listWorkOrders, workloadByPerson } from './list-query.ts'
import { saveView as keepView, removeView, savedViewsOf } from './saved-views.ts'

/** The orders as a set: list, counts, workload, change of many, and a person's views of them. */
export const workOrderListRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    const contextOf = ({ actor }: FastifyRequest) => ({
      actor,
      now: runtime.now(),
      zone: runtime.config.COMPANY_TIME_ZONE,
    })

    app.get(
      '/work-orders',
      {
        schema: { summary: 'List work orders', querystring: workOrderQuery, response: { 200: workOrderPage } },
        config: { permission: 'workOrder.read' },
      },
      async (request) => listWorkOrders(db, contextOf(request), request.query),
    )

    app.get(
      '/work-orders/counts',
      {
        schema: {
          summary: 'Count work orders and their estimated hours by status and hold reason',
          querystring: workOrderFilter,
          response: { 200: workOrderCounts },
        },
        config: { permission: 'workOrder.read' },
      },
      async (request) => countWorkOrders(db, contextOf(request), request.query),
    )

    app.get(
      '/work-orders/calendar',
      {
        schema: {
          summary: 'Work orders by the day they are planned for, or due',
          querystring: calendarQuery,
          response: { 200: workOrderCalendar },
        },
        config: { permission: 'workOrder.read' },
      },
      async (request) => calendarOfOrders(db, contextOf(request), request.query),
    )

    app.get(
      '/work-orders/workload',
      {
        schema: {
          summary: 'Open work by person, against the hours of their week',
          querystring: workOrderFilter,
          response: { 200: workload },
        },
        config: { permission: 'workOrder.assign' },
      },
      async (request) => workloadByPerson(db, contextOf(request), request.query),
    )

    app.post(
      '/work-orders/bulk',
      {
        schema: {
          summary: 'Change up to 200 work orders alike, all or none',
          body: bulkWorkOrders,
          response: { 200: bulkDone, ...problems(409, 422) },
        },
        config: { permission: 'workOrder.edit' },
      },
      async (request) => bulkChange(runtime, request.actor, request.body),
    )

    app.get(
      '/saved-views',
      {
        schema: {
          summary: 'The caller’s saved views',
          response: { 200: z.object({ items: z.array(savedView) }) },
        },
        config: { permission: 'workOrder.read' },
      },
      async (request) => ({ items: await savedViewsOf(db, request.actor.personId!) }),
    )

    app.post(
      '/saved-views',
      {
        schema: {
          summary: 'Save a filter under a name, replacing the one of that name',
          body: saveView,
          response: { 200: savedView, ...problems(409, 422) },
        },
        config: { permission: 'workOrder.read' },
      },
      async (request) => keepView(runtime, request.actor, request.body),
    )

    app.delete(
      '/saved-views/:id',
      {
        schema: { summary: 'Remove a saved view', params: byId, response: { 204: z.null(), ...problems(404) } },
        config: { permission: 'workOrder.read' },
      },
      async (request, reply) => reply.code(204).send(await removeView(runtime, request.actor, request.params)),
    )
  }
