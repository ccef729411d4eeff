import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { tokenHash } from '../../platform/secrets.ts'
import { queueDepths, vitals } from './queries.ts'

/** Whoever has the token; without one in the configuration, only this machine itself and not through a proxy. */
function mayRead({ METRICS_TOKEN }: Runtime['config'], request: FastifyRequest): boolean {
  if (METRICS_TOKEN) {
    const given = request.headers.authorization?.replace(/^Bearer /, '') ?? ''
    return timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(METRICS_TOKEN)))
  }
  const address = request.socket.remoteAddress ?? ''
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(address) && !request.headers['x-forwarded-for']
}

/** Looks up, when Prometheus asks, what is the same for all processes. */
function installationGauges(runtime: Runtime): () => Promise<void> {
  const { metrics, database, now } = runtime
  const orders = metrics.gauge('faena_work_orders', 'Open work orders by status', ['status'])
  const assets = metrics.gauge('faena_assets', 'Units in service by status', ['status'])
  const sessions = metrics.gauge('faena_sessions', 'Sessions that are open', [])
  const jobs = metrics.gauge('faena_queue_jobs', 'Background jobs by queue and state', ['queue', 'state'])
  const backupAge = metrics.gauge(
    'faena_backup_age_seconds',
    'Time since the newest backup ended; without end while there is none',
    [],
  )
  const drill = metrics.gauge('faena_backup_drill_passed', 'Whether the latest trial restore went well', [])
  const success = metrics.gauge('faena_schedule_age_seconds', 'Time since a scheduled job last succeeded', ['schedule'])
  const pool = metrics.gauge('faena_database_connections', 'Connections of this process by state', ['state'])
  return async () => {
    const found = await vitals(database.db, now())
    for (const gauge of [orders, assets, jobs, success]) gauge.reset()
    for (const [status, n] of Object.entries(found.ordersByStatus)) orders.set({ status }, n)
    for (const [status, n] of Object.entries(found.assetsByStatus)) assets.set({ status }, n)
    for (const [schedule, age] of Object.entries(found.sinceSuccess)) success.set({ schedule }, age)
    for (const { queue, state, n } of await queueDepths(database.db)) jobs.set({ queue, state }, n)
    sessions.set(found.openSessions)
    backupAge.set(found.backupAge === null ? Number.POSITIVE_INFINITY : found.backupAge * 3600)
    drill.set(found.lastDrillPassed === null ? Number.NaN : Number(found.lastDrillPassed))
    for (const [state, n] of Object.entries(database.connections())) pool.set({ state }, n)
  }
}

/** `/metrics` for Prometheus. */
export const metricsRoute =
  (runtime: Runtime): FastifyPluginAsync =>
  async (app: FastifyInstance) => {
    const lookUp = installationGauges(runtime)
    const { registry } = runtime.metrics
    app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
      if (!mayRead(runtime.config, request)) throw new Problem('request.notFound')
      await lookUp()
      return reply
        .type(registry.contentType)
        .serializer((payload: unknown) => String(payload))
        .send(await registry.metrics())
    })
  }
