import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileOf } from '../../../contract/common.ts'
import { problems } from '../../../contract/errors.ts'
import { byToken, calendarFeed, newCalendarFeed } from '../../../contract/plans.ts'
import { noContent } from '../../platform/http/no-content.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { closeFeed, feedOf, openFeed, readFeed } from './feed.ts'

/** The maintenance calendar for people's own calendar programs. */
export const feedRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/plans/feed',
      {
        schema: { summary: "Whether the caller's calendar has a secret address", response: { 200: calendarFeed } },
        config: { permission: 'plan.subscribe' },
      },
      async (request) => feedOf(runtime.database.db, request.actor),
    )

    app.post(
      '/plans/feed',
      {
        schema: {
          summary: 'A new secret address of the calendar; the one before stops working',
          response: { 201: newCalendarFeed },
        },
        config: { permission: 'plan.subscribe' },
      },
      async (request, reply) => reply.code(201).send(await openFeed(runtime, request.actor, undefined)),
    )

    app.delete(
      '/plans/feed',
      {
        schema: { summary: 'Close the secret address', response: { 204: z.null(), ...problems(404) } },
        config: { permission: 'plan.subscribe' },
      },
      (request, reply) => noContent(reply, closeFeed(runtime, request.actor, undefined)),
    )

    app.get(
      '/plan-feeds/:token',
      {
        schema: {
          summary: 'The maintenance calendar as iCalendar, for whoever has its secret address',
          params: byToken,
          response: { 200: fileOf('text/calendar'), ...problems(404, 429) },
        },
        config: { public: true, rateLimit: { max: 30, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const base = runtime.config.PUBLIC_URL?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`
        const text = await readFeed(runtime, request.params.token.slice(0, -4), request.id, base)
        return reply
          .header('content-type', 'text/calendar; charset=utf-8')
          .header('content-disposition', 'inline; filename="faena.ics"')
          .header('cache-control', 'private, no-store')
          .send(text as never)
      },
    )
  }
