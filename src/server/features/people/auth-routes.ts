import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../../contract/errors.ts'
import { login, signedIn } from '../../../contract/people.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type Device, refreshSession, type SignedIn, signIn, signOut } from './sessions.ts'

const cookieName = 'faena_refresh'
const cookiePath = '/api/v1/auth'

export function deviceOf(request: FastifyRequest): Device {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '', requestId: request.id }
}

/** The refresh token travels only in a cookie that scripts cannot read and other sites cannot send. */
export function sendSignedIn(runtime: Runtime, request: FastifyRequest, reply: FastifyReply, result: SignedIn) {
  const { refreshToken, ...answer } = result
  reply.setCookie(cookieName, refreshToken, {
    path: cookiePath,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: runtime.config.JWT_REFRESH_TOKEN_LIFETIME * 60,
  })
  return reply.header('cache-control', 'no-store').send(answer)
}

const perAddress = { rateLimit: { max: 30, timeWindow: '1 minute' } }

export const authRoutes =
  (runtime: Runtime, forget: (sessionId: string) => void): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/auth/login',
      {
        schema: { summary: 'Sign in', body: login, response: { 200: signedIn, ...problems(401, 429) } },
        config: { public: true, ...perAddress },
      },
      async (request, reply) =>
        sendSignedIn(runtime, request, reply, await signIn(runtime, request.body, deviceOf(request))),
    )

    app.post(
      '/auth/refresh',
      {
        schema: {
          summary: 'Renew the access token by the refresh cookie',
          response: { 200: signedIn, ...problems(401, 429) },
        },
        config: { public: true, ...perAddress },
      },
      async (request, reply) => {
        const token = request.cookies[cookieName]
        if (!token) throw new Problem('auth.sessionExpired')
        return sendSignedIn(runtime, request, reply, await refreshSession(runtime, token, deviceOf(request)))
      },
    )

    app.post(
      '/auth/logout',
      { schema: { summary: 'End this session', response: { 204: z.null() } }, config: { public: true } },
      async (request, reply) => {
        const token = request.cookies[cookieName]
        const ended = token ? await signOut(runtime, token) : null
        if (ended) forget(ended)
        reply.clearCookie(cookieName, { path: cookiePath })
        return reply.code(204).send(null)
      },
    )
  }
