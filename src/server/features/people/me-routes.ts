import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { me, sessionItem } from '../../../contract/people.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { profile, sessionsOf } from './queries.ts'

export const meRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { db } = runtime.database

    app.get(
      '/me',
      {
        schema: { summary: 'Who is signed in, and what they may do', response: { 200: me } },
        config: { permission: 'me.read', beforePasswordChange: true },
      },
      async (request) => profile(db, request.actor.personId!),
    )

    app.get(
      '/me/sessions',
      {
        schema: {
          summary: 'Where this person is signed in',
          response: { 200: z.object({ items: z.array(sessionItem) }) },
        },
        config: { permission: 'me.read' },
      },
      async (request) => ({ items: await sessionsOf(db, request.actor.personId!, request.sessionId, runtime.now()) }),
    )
  }
