import type { FastifyInstance } from 'fastify'
import type { Runtime } from '../runtime.ts'
import { kindOfRefusal, openSecurityLog } from '../security-log.ts'

/** Whom a request is about: the address somebody signs in with, or the person in the route. */
function subjectOf(body: unknown, params: unknown): string | null {
  const { email } = (body ?? {}) as { email?: unknown }
  const { id } = (params ?? {}) as { id?: unknown }
  if (typeof email === 'string') return email.slice(0, 200)
  return typeof id === 'string' ? id.slice(0, 80) : null
}

/** Notes sign-ins, changes of rights, and what was refused to whom. */
export function recordSecurity(app: FastifyInstance, runtime: Runtime): void {
  const security = openSecurityLog(runtime)
  app.addHook('onResponse', (request, reply, done) => {
    done()
    const succeeded = reply.statusCode < 400 ? request.routeOptions.config.security : undefined
    const kind = request.refusal ? kindOfRefusal(request.refusal) : succeeded
    if (!kind) return
    security.record({
      kind,
      ip: request.ip,
      personId: request.actor?.personId ?? null,
      subject: request.subject ?? subjectOf(request.body, request.params),
      route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`.slice(0, 200),
      requestId: request.id,
    })
  })
  app.addHook('onClose', () => security.flush())
}
