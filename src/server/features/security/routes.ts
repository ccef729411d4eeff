import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { securityPage, securityQuery } from '../../../contract/security.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { listSecurity } from './queries.ts'

export const securityRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/security-events',
      {
        schema: {
          summary: 'Sign-ins, refusals and changes of rights, newest first',
          querystring: securityQuery,
          response: { 200: securityPage },
        },
        config: { permission: 'security.read' },
      },
      (request) => listSecurity(runtime.database.db, request.query),
    )
  }
