import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problems } from '../../../contract/errors.ts'
import { byParameter, parameter, parameterHistory, parameterList, setParameter } from '../../../contract/parameters.ts'
import type { Runtime } from '../../platform/runtime.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const parameterRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/parameters',
      {
        schema: { summary: 'What may be set while the product runs', response: { 200: parameterList } },
        config: { permission: 'parameter.read' },
      },
      async () => ({ items: await queries.listParameters(db) }),
    )

    app.put(
      '/parameters/:key',
      {
        schema: {
          summary: 'Set a parameter',
          params: byParameter,
          body: setParameter,
          response: { 200: parameter, ...problems(400) },
        },
        config: { permission: 'parameter.manage' },
      },
      async (request) => commands.setParameter(runtime, request.actor, { ...request.params, ...request.body }),
    )

    app.get(
      '/parameters/:key/history',
      {
        schema: {
          summary: 'Every value it had, newest first',
          params: byParameter,
          response: { 200: parameterHistory },
        },
        config: { permission: 'parameter.read' },
      },
      async (request) => queries.parameterHistory(db, request.params.key),
    )
  }
