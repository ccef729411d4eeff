import { sql } from 'drizzle-orm'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { health, readiness } from '../../../contract/health.ts'
import { migrationState } from '../database/migrations.ts'
import type { Runtime } from '../runtime.ts'

/** How long one part took to answer, and whether it did. */
async function probe(check: () => Promise<unknown>): Promise<{ ok: boolean; ms: number }> {
  const started = performance.now()
  const ok = await check().then(
    () => true,
    () => false,
  )
  return { ok, ms: Math.round((performance.now() - started) * 10) / 10 }
}

export const healthRoutes =
  (runtime: Runtime): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health/',
      { schema: { summary: 'Liveness', response: { 200: health } }, config: { public: true } },
      async () => ({ status: 'ok' as const }),
    )

    app.get(
      '/health/ready',
      {
        schema: { summary: 'Readiness of every part, with its latency', response: { 200: readiness, 503: readiness } },
        config: { public: true },
      },
      async (_request, reply) => {
        const { database, jobs, files } = runtime
        const parts = {
          database: await probe(() => database.db.rows(sql`SELECT 1`)),
          migrations: await probe(async () => {
            // A newer one is of the version that takes this one's place: until then this one serves.
            const state = await migrationState(database.db)
            if (state !== 'current' && state !== 'ahead') throw new Error(state)
          }),
          queue: await probe(() => jobs.check()),
          storage: await probe(() => files.check()),
        }
        const ready = Object.values(parts).every((part) => part.ok)
        return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'unready', parts })
      },
    )
  }
