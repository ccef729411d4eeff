import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode, Locale } from '../../../contract/errors.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { SecurityKind } from '../../../contract/security.ts'
import { type Actor, assertAllowed } from '../actor.ts'
import { fingerprintOf } from '../command.ts'
import { Problem } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call; every route names one, or says that it is public. */
    permission?: Permission
    public?: true
    /** What its success is called in the security log. */
    security?: SecurityKind
    /** Open while the password still has to be changed. */
    beforePasswordChange?: true
  }
  interface FastifyRequest {
    actor: Actor
    sessionId: string | null
    locale: Locale
    /** Whom it is about, where neither its body nor its address says so. */
    subject: string | null
    /** Why it was refused. */
    refusal: ErrorCode | null
    /** The version in `If-Match`, when the caller sent one. */
    expectedVersion: number | undefined
  }
  interface FastifySchema {
    summary?: string
    tags?: readonly string[]
    operationId?: string
    security?: ReadonlyArray<Record<string, readonly string[]>>
    hide?: boolean
  }
}

/** A signed-in person as the guard needs to know them. */
export interface Identity {
  /** `null` for the key of another system. */
  sessionId: string | null
  mustChangePassword: boolean
  locale: Locale
  actor: Omit<Actor, 'requestId' | 'locale' | 'channel'>
}

export type Authenticate = (accessToken: string) => Promise<Identity | null>

function localeOf(header: string | undefined): Locale | null {
  const language = header?.trim().slice(0, 2).toLowerCase()
  return language === 'en' ? 'en' : language === 'es' ? 'es-CL' : null
}

function bearerToken(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7) : null
}

function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())
  if (!match) throw new Problem('request.malformed')
  return Number(match[1])
}

const nobody: Actor = {
  personId: null,
  name: 'public',
  role: 'OPERATOR',
  siteIds: [],
  channel: 'public',
  requestId: '',
  locale: 'es-CL',
}

/**
 * Lets a request pass only with the route's permission, and tells the handler who asks. Of those who prove nothing an
 * address may send `strangers` a minute.
 */
export function guardRoutes(app: FastifyInstance, authenticate: Authenticate, strangers: number): void {
  const limit = app.createRateLimit({
    max: strangers,
    timeWindow: 60_000,
    keyGenerator: (request) => `stranger ${normalizeIP(request.ip)}`,
  })
  async function turnAway(request: FastifyRequest, reply: FastifyReply): Promise<Problem> {
    const verdict = await limit(request)
    if (verdict.isAllowed || !verdict.isExceeded) return new Problem('auth.required')
    reply.header('retry-after', verdict.ttlInSeconds)
    return new Problem('request.tooMany', { seconds: verdict.ttlInSeconds })
  }
  app.decorateRequest('actor', null as unknown as Actor)
  app.decorateRequest('sessionId', null)
  app.decorateRequest('subject', null)
  app.decorateRequest('refusal', null)
  app.decorateRequest('locale', 'es-CL')
  app.decorateRequest('expectedVersion', undefined)

  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/v1')) return
    if (!route.config?.permission && !route.config?.public) {
      throw new Error(`${String(route.method)} ${route.url} names no permission`)
    }
    if (!route.schema?.summary && !route.schema?.hide)
      throw new Error(`${String(route.method)} ${route.url} has no summary`)
  })

  app.addHook('onRequest', async (request, reply) => {
    const asked = localeOf(request.headers['accept-language'])
    request.locale = asked ?? 'es-CL'
    request.actor = { ...nobody, requestId: request.id, locale: request.locale }
    const { permission, beforePasswordChange } = request.routeOptions.config
    if (!permission) return
    const token = bearerToken(request)
    const identity = token ? await authenticate(token) : null
    if (!identity) throw await turnAway(request, reply)
    request.locale = asked ?? identity.locale
    request.sessionId = identity.sessionId
    request.actor = {
      ...identity.actor,
      channel: identity.actor.token ? 'api' : 'web',
      requestId: request.id,
      locale: request.locale,
    }
    if (identity.mustChangePassword && !beforePasswordChange) throw new Problem('auth.passwordChangeRequired')
    assertAllowed(request.actor, permission)
  })

  app.addHook('preHandler', async (request) => {
    request.expectedVersion = versionOf(request.headers['if-match'])
    const key = request.headers['idempotency-key']
    if (request.method !== 'POST' || key === undefined) return
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('request.malformed')
    request.actor = {
      ...request.actor,
      idempotency: { key, fingerprint: fingerprintOf(request.method, request.url, request.body) },
    }
  })
}
