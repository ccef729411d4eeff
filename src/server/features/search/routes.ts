import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { searchAnswer, searchQuery } from '../../../contract/search.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { search } from './queries.ts'

export const searchRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/search',
      {
        schema: {
          summary: 'Units, orders and people by code, number, plate or words, also mistyped ones',
          querystring: searchQuery,
          response: { 200: searchAnswer },
        },
        config: { permission: 'search.use' },
      },
      async (request) => ({ items: await search(runtime.database.db, request.actor, request.query, runtime.now()) }),
    )
  }
