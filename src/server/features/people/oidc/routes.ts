import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { byId } from '../../../../contract/common.ts'
import { problems } from '../../../../contract/errors.ts'
import { localAddress } from '../../../../contract/local-address.ts'
import {
  identityOfPersonParams,
  myIdentities,
  oidcCallback,
  oidcLogin,
  oidcProvider,
} from '../../../../contract/oidc.ts'
import { isOidcError } from '../../../../contract/refusals/oidc.ts'
import { asProblem } from '../../../platform/http/refusals.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Runtime } from '../../../platform/runtime.ts'
import { randomToken } from '../../../platform/secrets.ts'
import { deviceOf, setRefreshCookie } from '../auth-routes.ts'
import { attemptLifetime, beginAttempt, endAttempt, proofsOf } from './attempts.ts'
import { identitiesOf, unlinkIdentity, unlinkOwnIdentity } from './links.ts'
import { openProvider } from './provider.ts'
import { signInRecognised } from './sign-in.ts'

const cookieName = 'faena_oidc'
const cookiePath = '/api/v1/auth/oidc'

function toLogin(reply: FastifyReply, query: Record<string, string>): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(`/login?${new URLSearchParams(query)}`, 303)
}

/** Why the provider's answer was refused, without the answer itself, which may hold tokens. */
function reasonOf(cause: unknown): object {
  const { message, code, error, cause: under } = (cause ?? {}) as Partial<FastifyError> & { error?: string }
  return { reason: message, cause: code, said: error, ...(under instanceof Error ? { under: under.message } : {}) }
}

/** A browser is on the way, not a program: whatever went wrong, the person reads why on the login page. */
function refuseOnLogin(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error)
  const code = problem?.code ?? 'server.error'
  request.refusal = code
  request.subject = typeof problem?.params.email === 'string' ? problem.params.email : null
  if (code === 'server.error') request.log.error({ err: error }, 'request failed')
  else request.log.warn({ refusal: code, ...reasonOf(error.cause) }, 'sign-in at the provider refused')
  return toLogin(reply, { refused: isOidcError(code) ? code : 'auth.oidcUnavailable' })
}

export const oidcRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    const { config, database } = runtime
    const provider = openProvider(config)
    const providerName = provider ? config.OIDC_NAME : null
    const perAddress = { rateLimit: { max: config.LOGIN_LIMIT_PER_MINUTE, timeWindow: '1 minute' } }

    app.get(
      '/auth/oidc',
      {
        schema: { summary: 'Whether one may sign in at a provider', response: { 200: oidcProvider } },
        config: { public: true },
      },
      async () => ({ name: providerName }),
    )

    // The browser goes out by this address and returns by the next; both only ever redirect, and are no part of the API.
    app.get(
      '/auth/oidc/login',
      {
        schema: { querystring: oidcLogin, hide: true },
        config: { public: true, ...perAddress },
        errorHandler: refuseOnLogin,
      },
      async (request, reply) => {
        if (!provider) throw new Problem('auth.oidcOff')
        const token = randomToken()
        const entrance = await provider.entrance(proofsOf(token))
        await beginAttempt(runtime, token, localAddress(request.query.next ?? '/'))
        // The return comes from another site: Lax lets the cookie along, and only on a navigation.
        reply.setCookie(cookieName, token, {
          path: cookiePath,
          httpOnly: true,
          sameSite: 'lax',
          secure: request.protocol === 'https',
          maxAge: attemptLifetime,
        })
        return reply.header('cache-control', 'no-store').redirect(entrance.href, 303)
      },
    )

    app.get(
      '/auth/oidc/callback',
      {
        schema: { querystring: oidcCallback, hide: true },
        config: { public: true, security: 'signedIn', ...perAddress },
        errorHandler: refuseOnLogin,
      },
      async (request, reply) => {
        if (!provider) throw new Problem('auth.oidcOff')
        const token = request.cookies[cookieName]
        reply.clearCookie(cookieName, { path: cookiePath })
        const proofs = token ? proofsOf(token) : null
        if (!token || !proofs || request.query.state !== proofs.state) throw new Problem('auth.oidcExpired')
        const attempt = await endAttempt(runtime, token)
        if (!attempt) throw new Problem('auth.oidcExpired')
        const query = new URL(request.url, 'https://here.invalid').searchParams
        const recognised = await provider.recognise(query, proofs)
        const { refreshToken, email } = await signInRecognised(runtime, recognised, deviceOf(request))
        request.subject = email
        setRefreshCookie(runtime, request, reply, refreshToken)
        return toLogin(reply, { signedIn: '1', next: attempt.next })
      },
    )

    app.get(
      '/me/identities',
      {
        schema: { summary: 'What this person may sign in with at a provider', response: { 200: myIdentities } },
        config: { permission: 'me.read' },
      },
      async (request) => ({
        provider: providerName,
        items: await identitiesOf(database.db, request.actor.personId!),
      }),
    )

    app.delete(
      '/me/identities/:id',
      {
        schema: { summary: 'Unlink one’s own identity', params: byId, response: { 204: z.null(), ...problems(404) } },
        config: { security: 'rightsChanged', permission: 'me.update' },
      },
      async (request, reply) => {
        await unlinkOwnIdentity(runtime, request.actor, request.params)
        return reply.code(204).send(null)
      },
    )

    app.delete(
      '/people/:id/identities/:identityId',
      {
        schema: {
          summary: 'Unlink an identity of a person',
          params: identityOfPersonParams,
          response: { 204: z.null(), ...problems(404, 422) },
        },
        config: { security: 'rightsChanged', permission: 'person.manageOperators' },
      },
      async (request, reply) => {
        await unlinkIdentity(runtime, request.actor, request.params)
        return reply.code(204).send(null)
      },
    )
  }
