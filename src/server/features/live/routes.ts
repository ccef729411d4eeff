import websocket from '@fastify/websocket'
import type { FastifyPluginAsync } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { problems } from '../../../contract/errors.ts'
import { liveBeat, liveCloseCodes } from '../../../contract/live.ts'
import { liveTicket } from '../../../contract/notices.ts'
import { databaseFanOut } from '../../platform/fan-out.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { identityOfSession } from '../people/queries.ts'
import { openHub } from './hub.ts'
import { issueTicket, redeemTicket } from './tickets.ts'

export const liveRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/live/tickets',
      {
        schema: {
          summary: 'A ticket for one live connection',
          response: { 200: liveTicket, ...problems(429) },
        },
        config: { permission: 'live.use', rateLimit: { max: 120, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store')
        // A ticket is a secret: it is not kept for replays.
        const actor = { ...request.actor, idempotency: undefined }
        return issueTicket(runtime, actor, { sessionId: request.sessionId! })
      },
    )
  }

/** A client speaks to the server only by connecting. */
const maxPayload = 1024

/** `/ws?ticket=…&since=…`: what changed in this person's scope, as long as they are signed in. */
export const liveSocket =
  (runtime: Runtime): FastifyPluginAsync =>
  async (app) => {
    const { db } = runtime.database
    const hub = openHub(runtime, databaseFanOut(runtime.database), (sessionId) =>
      identityOfSession(db, sessionId, runtime.now()),
    )
    await app.register(websocket, { options: { maxPayload } })
    app.addHook('preClose', () => hub.stop())

    app.get('/ws', { websocket: true, schema: { hide: true }, config: { public: true } }, async (socket, request) => {
      const { ticket, since } = request.query as Record<string, unknown>
      let left = false
      let alive = true
      const answers = setInterval(() => {
        if (!alive) return socket.terminate()
        alive = false
        socket.ping()
      }, liveBeat)
      socket.on('pong', () => {
        alive = true
      })
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        left = true
        clearInterval(answers)
        hub.leave(socket)
      })
      const sessionId = typeof ticket === 'string' ? await redeemTicket(db, ticket, runtime.now()) : null
      const identity = sessionId ? await identityOfSession(db, sessionId, runtime.now()) : null
      if (!identity || identity.mustChangePassword) return socket.close(liveCloseCodes.badTicket, 'ticket')
      if (left) return
      const seq = typeof since === 'string' && /^\d{1,15}$/.test(since) ? Number(since) : null
      await hub.join(socket, identity, seq)
      if (left) hub.leave(socket)
    })
  }
