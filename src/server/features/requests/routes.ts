import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import {
  acceptRequest,
  faultRequest,
  faultRequestPage,
  faultRequestQuery,
  rejectRequest,
  requestMetrics,
  requestMetricsQuery,
} from '../../../contract/requests.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import { publicRequestRoutes } from './public-routes.ts'
import * as queries from './queries.ts'

export const requestRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database
    await app.register(publicRequestRoutes(runtime))

    app.get(
      '/fault-requests',
      {
        schema: {
          summary: 'Faults reported without an account, newest first',
          querystring: faultRequestQuery,
          response: { 200: faultRequestPage },
        },
        config: { permission: 'faultRequest.read' },
      },
      async (request) => queries.listRequests(db, request.actor, request.query, runtime.config.COMPANY_TIME_ZONE),
    )

    app.get(
      '/fault-requests/metrics',
      {
        schema: {
          summary: 'How many requests there were, and how fast they were decided',
          querystring: requestMetricsQuery,
          response: { 200: requestMetrics },
        },
        config: { permission: 'faultRequest.read' },
      },
      async (request) => queries.requestMetrics(db, request.actor, request.query, runtime.config.COMPANY_TIME_ZONE),
    )

    app.get(
      '/fault-requests/:id',
      {
        schema: { summary: 'Read a request', params: byId, response: { 200: faultRequest, ...problems(404) } },
        config: { permission: 'faultRequest.read' },
      },
      async (request) => queries.getRequest(db, request.actor, request.params.id),
    )

    app.post(
      '/fault-requests/:id/accept',
      {
        schema: {
          summary: 'Make a corrective order of a request',
          params: byId,
          body: acceptRequest,
          response: { 200: faultRequest, ...problems(404, 409, 412) },
        },
        config: { permission: 'faultRequest.triage' },
      },
      async (request) => {
        const { params, body, expectedVersion } = request
        return commands.acceptRequest(runtime, request.actor, { ...body, id: params.id, expectedVersion })
      },
    )

    app.post(
      '/fault-requests/:id/reject',
      {
        schema: {
          summary: 'Turn a request down, with the reason that its reporter reads',
          params: byId,
          body: rejectRequest,
          response: { 200: faultRequest, ...problems(404, 409, 412) },
        },
        config: { permission: 'faultRequest.triage' },
      },
      async (request) => {
        const { params, body, expectedVersion } = request
        return commands.rejectRequest(runtime, request.actor, { ...body, id: params.id, expectedVersion })
      },
    )
  }
