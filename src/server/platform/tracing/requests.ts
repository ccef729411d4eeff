import type { FastifyInstance } from 'fastify'
import { type Span, type Tracing, within } from './tracing.ts'

declare module 'fastify' {
  interface FastifyRequest {
    span: Span | null
  }
}

/** One span for each request, within the caller's trace when it sends a `traceparent`. */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.decorateRequest('span', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const { method, id, headers, protocol } = request
    const route = request.routeOptions.url
    const span = tracing.begin(
      'server',
      route ? `${method} ${route}` : method,
      {
        'http.request.method': method,
        'url.scheme': protocol,
        'http.response.header.x-request-id': [id],
        ...(route ? { 'http.route': route } : {}),
      },
      typeof headers.traceparent === 'string' ? headers.traceparent : null,
    )
    request.span = span
    within(span, done)
  })
  // A body arrives by events of the socket, which belong to no request.
  app.addHook('preValidation', ({ span }, _reply, done) => within(span!, done))
  app.addHook('onResponse', async ({ span }, { statusCode }) => {
    span?.end({ 'http.response.status_code': statusCode }, statusCode >= 500 ? String(statusCode) : undefined)
  })
}
