import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problems } from '../../../contract/errors.ts'
import { login, setUp, signedIn } from '../../../contract/people.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import type { Identities } from './identity.ts'
import { type Device, refreshSession, type SignedIn, signIn, signOut } from './sessions.ts'
import { setUp as setUpFirstAdministrator } from './setup.ts'

const cookieName = 'faena_refresh'
const cookiePath = '/api/v1/auth'

export function deviceOf(request: FastifyRequest): Device {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '', requestId: request.id }
}

/** The refresh token travels only in a cookie that scripts cannot read and other sites cannot send. */
export function setRefreshCookie(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  refreshToken: string,
): void {
  reply.setCookie(cookieName, refreshToken, {
    path: cookiePath,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: runtime.config.JWT_REFRESH_TOKEN_LIFETIME * 60,
  })
}

function sendSignedIn(runtime: Runtime, request: FastifyRequest, reply: FastifyReply, result: SignedIn) {
  const { refreshToken, ...answer } = result
  setRefreshCookie(runtime, request, reply, refreshToken)
  return reply.header('cache-control', 'no-store').send(answer)
}

/**
 * A page of another origin may neither use nor set the cookie: SameSite=Strict keeps other sites out, this also other
 * origins of the same site. Clients that are no browser send no Origin.
 */
function assertOwnOrigin(runtime: Runtime, request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin === undefined) return
  const { CORS_ALLOWED_ORIGINS, PUBLIC_URL } = runtime.config
  if (CORS_ALLOWED_ORIGINS.includes(origin)) return
  // Hosts are compared without the scheme: a proxy in front may have taken the encryption off.
  const own = [request.host, ...(PUBLIC_URL ? [new URL(PUBLIC_URL).host] : [])]
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw new Problem('auth.originRefused')
}

export const authRoutes =
  (runtime: Runtime, { forgetSession }: Identities): FastifyPluginAsyncZod =>
  async (app) => {
    const perAddress = {
      rateLimit: { max: runtime.config.LOGIN_LIMIT_PER_MINUTE, timeWindow: '1 minute' },
    }
    app.addHook('onRequest', async (request) => assertOwnOrigin(runtime, request))

    app.post(
      '/auth/setup',
      {
        schema: {
          summary: 'Create the first administrator by the one-time link of the log',
          body: setUp,
          response: { 200: signedIn, ...problems(403, 404, 422, 429) },
        },
        config: { public: true, security: 'signedIn', ...perAddress },
      },
      async (request, reply) =>
        sendSignedIn(runtime, request, reply, await setUpFirstAdministrator(runtime, request.body, deviceOf(request))),
    )

    app.post(
      '/auth/login',
      {
        schema: { summary: 'Sign in', body: login, response: { 200: signedIn, ...problems(401, 403, 429) } },
        config: { public: true, security: 'signedIn', ...perAddress },
      },
      async (request, reply) =>
        sendSignedIn(runtime, request, reply, await signIn(runtime, request.body, deviceOf(request))),
    )

    app.post(
      '/auth/refresh',
      {
        schema: {
          summary: 'Renew the access token by the refresh cookie',
          response: { 200: signedIn, ...problems(401, 403, 429) },
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
      {
        schema: { summary: 'End this session', response: { 204: z.null(), ...problems(403) } },
        config: { public: true, security: 'signedOut' },
      },
      async (request, reply) => {
        const token = request.cookies[cookieName]
        const ended = token ? await signOut(runtime, token) : null
        if (ended) forgetSession(ended)
        reply.clearCookie(cookieName, { path: cookiePath })
        return reply.code(204).send(null)
      },
    )
  }
