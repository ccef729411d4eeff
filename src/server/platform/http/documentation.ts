import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { problem } from '../../../contract/errors.ts'
import { refusalPage } from './refusal-page.ts'

const documentationPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; frame-ancestors 'none'"

/** `get /api/v1/work-orders/{id}/labour` → `getWorkOrdersIdLabour`. */
function operationId(method: string, url: string): string {
  const words = url.replace('/api/v1', '').match(/[A-Za-z0-9]+/g) ?? []
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}

/** Named schemas come in an input and an output form; only those that some route refers to are published. */
function withoutUnused<T extends object>(document: T): T {
  const { components } = document as { components?: { schemas?: Record<string, unknown> } }
  for (;;) {
    const text = JSON.stringify(document)
    const unused = Object.keys(components?.schemas ?? {}).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    )
    if (unused.length === 0) return document
    for (const name of unused) delete components!.schemas![name]
  }
}

interface Published {
  paths?: Record<string, Record<string, { responses?: Record<string, object> }>>
  components?: { responses?: Record<string, object> }
}

const problemSchema = { $ref: '#/components/schemas/Problem' }
const refusalContent = JSON.stringify({ 'application/json': { schema: problemSchema } })

/** A refusal looks the same whatever its status: published once, as the problem details it is sent as. */
function withSharedRefusals<T extends object>(document: T): T {
  const { paths = {}, components = {} } = document as Published
  components.responses = {
    Refusal: {
      description: 'Refused: a stable code, the reason in the language of the caller, and the fields concerned',
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  }
  for (const { responses = {} } of Object.values(paths).flatMap((operations) => Object.values(operations))) {
    for (const [status, response] of Object.entries(responses)) {
      const isRefusal = JSON.stringify((response as { content?: object }).content) === refusalContent
      if (Number(status) >= 400 && isRefusal) responses[status] = { $ref: '#/components/responses/Refusal' }
    }
  }
  return document
}

/** Publishes the contract: OpenAPI 3.1 at `/api/schema`, a reader at `/api/docs/`, the refusals at `/api/docs/errors`. */
export async function documentApi(app: FastifyInstance, version: string): Promise<void> {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/v1') || route.schema?.hide) return
    const isPublic = route.config?.public === true
    const takesBody = ['POST', 'PUT', 'PATCH'].includes(String(route.method))
    const refusals = [400, 421, 429, 503, ...(isPublic ? [] : [401, 403]), ...(takesBody ? [413, 415] : [])]
    route.schema = {
      tags: [route.url.split('/')[3] ?? 'api'],
      operationId: operationId(String(route.method), route.url),
      security: isPublic ? [] : [{ accessToken: [] }],
      ...(route.config?.permission ? { 'x-permission': route.config.permission } : {}),
      ...route.schema,
      response: {
        ...Object.fromEntries(refusals.map((status) => [status, problem])),
        ...(route.schema?.response as object | undefined),
      },
    }
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Faena',
        version,
        description: 'Maintenance management for heavy fleets. Refusals are RFC 9457 problem details.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(withSharedRefusals(jsonSchemaTransformObject(document))),
  })
  app.get('/api/schema', { schema: { hide: true } }, async () => app.swagger())
  app.get('/api/docs/errors', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(refusalPage()),
  )
  let reader: Promise<FastifyInstance> | undefined
  const read = async (request: FastifyRequest, reply: FastifyReply) => {
    reader ??= openReader()
    const opened = await reader
    reply.hijack()
    opened.routing(request.raw, reply.raw)
  }
  // The router takes the address with and without its slash for one, and the star for neither.
  app.get('/api/docs', { schema: { hide: true } }, read)
  app.get('/api/docs/*', { schema: { hide: true } }, read)
  app.addHook('onClose', async () => (await reader)?.close())
}

/** The reader of the contract: five megabytes, loaded when somebody first opens it. */
async function openReader(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const reader = fastify({ routerOptions: { ignoreTrailingSlash: true } })
  reader.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', documentationPolicy)
    reply.header('x-content-type-options', 'nosniff')
  })
  await reader.register(reference, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/schema', withDefaultFonts: false, telemetry: false, hideClientButton: true },
  })
  await reader.ready()
  return reader
}
