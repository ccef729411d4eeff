import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify'
import helmet from 'helmet'
import { Problem } from '../problem.ts'
import type { Runtime } from '../runtime.ts'
import { traceRequests } from '../tracing/requests.ts'
import { productVersion } from '../version.ts'
import { documentApi } from './documentation.ts'
import { type Authenticate, guardRoutes } from './guard.ts'
import { healthRoutes } from './health.ts'
import { limitStore } from './limits.ts'
import { answerError } from './refusals.ts'
import { recordSecurity } from './security.ts'
import { serializerCompiler } from './serializer.ts'
import { validatorCompiler } from './validator.ts'
import { asksForPage, sendPage, serveWeb } from './web.ts'

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
}

/** The HTTP server: every cross-cutting rule is here, and `features` bring nothing but their routes; those
 * of `beside` are no part of the API. */
export async function buildServer(
  runtime: Runtime,
  authenticate: Authenticate,
  features: ((runtime: Runtime) => FastifyPluginAsync)[],
  beside: ((runtime: Runtime) => FastifyPluginAsync)[],
): Promise<FastifyInstance> {
  const { config } = runtime
  const app = fastify({
    loggerInstance: runtime.log.child({ part: 'http' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.TRUST_PROXY,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 16_000, ignoreTrailingSlash: true },
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
    },
    forceCloseConnections: 'idle',
    // What a proxy sent before it saw this process close is answered like what came before.
    return503OnClosing: false,
  })
  app.setValidatorCompiler(validatorCompiler as never)
  app.setSerializerCompiler(serializerCompiler as never)
  app.setErrorHandler(answerError)
  const web = resolve(config.WEB_DIR)
  const hasWeb = existsSync(web)
  app.setNotFoundHandler(async (request, reply) => {
    if (!hasWeb || !asksForPage(request)) throw new Problem('request.notFound')
    return sendPage(reply)
  })

  if (runtime.tracing) traceRequests(app, runtime.tracing)
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    const isAllowed = config.ALLOWED_HOSTS.length === 0 || config.ALLOWED_HOSTS.includes(request.hostname)
    done(isAllowed ? undefined : new Problem('request.hostNotAllowed'))
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    runtime.metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    request.log.info(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        person: request.actor?.personId ?? undefined,
      },
      'request',
    )
    done()
  })
  // Idle connections are closed once, when closing begins; one that is busy then must not stay open for a next request.
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  // What came in while the process was busy is read first (a connection in one turn, its request in the next): it is no
  // longer idle then, and a proxy may not send again what it does not know to be unread.
  const close = app.server.close.bind(app.server)
  app.server.close = (done) => {
    setImmediate(() => setImmediate(close, done))
    return app.server
  }
  app.addHook('onSend', (request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close')
    // What the API answers is private to who asked; what may be kept says so itself.
    if (request.url.startsWith('/api/v1') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
    done(null, payload)
  })
  app.addHook('preSerialization', (_request, reply, payload, done) => {
    const { version } = (payload ?? {}) as { version?: unknown }
    if (typeof version === 'number') reply.header('etag', `"${version}"`)
    done(null, payload)
  })

  const protect = helmet({ contentSecurityPolicy, crossOriginEmbedderPolicy: false, strictTransportSecurity: false })
  app.addHook('onRequest', ({ raw }, reply, done) => protect(raw, reply.raw, done as (error?: unknown) => void))
  await app.register(cors, {
    origin: config.CORS_ALLOWED_ORIGINS,
    credentials: true,
    exposedHeaders: [
      'etag',
      'x-request-id',
      'content-disposition',
      'retry-after',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
    ],
  })
  await app.register(cookie)
  await app.register(compress, { threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(multipart, { limits: { fileSize: 50 * 1024 * 1024, files: 1, fields: 20 } })
  await app.register(rateLimit, {
    global: true,
    max: config.RATE_LIMIT_PER_MINUTE,
    timeWindow: 60_000,
    store: limitStore(runtime.shared),
    enableDraftSpec: true,
    // Whoever asks for the app itself, or how the process is, is nobody who works with it.
    allowList: (request) => !/^\/api\/v1\/(?!health)/.test(request.url),
    keyGenerator: (request) => request.actor?.token?.id ?? request.actor?.personId ?? normalizeIP(request.ip),
    errorResponseBuilder: (_request, context) =>
      new Problem('request.tooMany', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  // Many people may share an address, and find at the same time that their sessions have ended.
  guardRoutes(app, authenticate, 10 * config.RATE_LIMIT_PER_MINUTE)
  recordSecurity(app, runtime)
  await documentApi(app, productVersion)
  await app.register(healthRoutes(runtime), { prefix: '/api/v1' })
  for (const feature of features) await app.register(feature(runtime), { prefix: '/api/v1' })
  for (const part of beside) await app.register(part(runtime))
  if (hasWeb) await serveWeb(app, web)
  await app.ready()
  return app
}
