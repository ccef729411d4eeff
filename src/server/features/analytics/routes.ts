import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  analyticsBatch,
  analyticsQuery,
  analyticsSummary,
  scriptErrorDetail,
  scriptErrorPage,
  scriptErrorQuery,
} from '../../../contract/analytics.ts'
import { batchLimits } from '../../../contract/analytics-limits.ts'
import { byId } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { countBatch } from './commands.ts'
import { openCountries } from './countries.ts'
import * as queries from './queries.ts'

/** Batches of one address a minute: a whole workshop may share it. */
const batchesPerMinute = 300

/** What the web app tells of its use, and what administrators see of it. */
export const analyticsRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { config, database, log } = runtime
    const enabled = config.VITE_ENABLE_ANALYTICS
    const countries = await openCountries(config, log)

    app.post(
      '/analytics',
      {
        schema: {
          summary: 'Page views, web vitals and errors of a browser; nothing says whose',
          body: analyticsBatch,
          response: {
            204: z.null().meta({ description: 'counted, or left uncounted as the browser asks' }),
            ...problems(404),
          },
        },
        config: { public: true, rateLimit: { max: batchesPerMinute, timeWindow: '1 minute' } },
        bodyLimit: batchLimits.bytes,
      },
      async (request, reply) => {
        if (!enabled) throw new Problem('request.notFound')
        const { dnt, 'sec-gpc': gpc } = request.headers
        if (dnt !== '1' && gpc !== '1') await countBatch(runtime, request.body, countries.countryOf(request.ip))
        return reply.code(204).send(null)
      },
    )

    app.get(
      '/analytics',
      {
        schema: {
          summary: 'Page views and web vitals of a period',
          querystring: analyticsQuery,
          response: { 200: analyticsSummary },
        },
        config: { permission: 'analytics.read' },
      },
      async (request) => ({
        enabled,
        countries: countries.state,
        ...(await queries.analyticsSummary(runtime, request.query)),
      }),
    )

    app.get(
      '/analytics/errors',
      {
        schema: {
          summary: 'Errors of the web app seen in a period, the latest first',
          querystring: scriptErrorQuery,
          response: { 200: scriptErrorPage },
        },
        config: { permission: 'analytics.read' },
      },
      (request) => queries.listScriptErrors(runtime, request.query),
    )

    app.get(
      '/analytics/errors/:id',
      {
        schema: {
          summary: 'An error of the web app with the stack of its latest occurrence',
          params: byId,
          response: { 200: scriptErrorDetail, ...problems(404) },
        },
        config: { permission: 'analytics.read' },
      },
      (request) => queries.scriptErrorDetail(database.db, request.params.id),
    )
  }
