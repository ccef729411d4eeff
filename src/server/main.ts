import type { FastifyInstance } from 'fastify'
import { buildApp, closeRuntime, openRuntime } from './app.ts'
import { offerDemo } from './demo.ts'
import { startSampling } from './features/monitoring/sampler.ts'
import { welcome } from './features/people/welcome.ts'
import { readEnvironment } from './platform/config.ts'
import type { Runtime } from './platform/runtime.ts'
import { startupFailure } from './startup-failure.ts'

/** A second signal, or this long (ms) after the first, ends the process whatever is still running. */
const drainLimit = 25_000

/** Requests in flight get their answer, new ones are refused, running jobs end; then the process does. */
function drainOnSignal(app: FastifyInstance, runtime: Runtime): void {
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) process.exit(1)
    stopping = true
    runtime.log.info({ signal }, 'draining')
    setTimeout(() => process.exit(1), drainLimit).unref()
    await app.close()
    await closeRuntime(runtime)
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function serve(): Promise<void> {
  const config = readEnvironment()
  const runtime = await openRuntime(config)
  try {
    const { FAENA_ROLES: roles } = config
    if (roles.includes('api')) await offerDemo(runtime)
    const app = await buildApp(runtime)
    await app.listen({ host: config.HOST, port: config.PORT })
    drainOnSignal(app, runtime)
    if (roles.includes('worker')) await runtime.jobs.work()
    runtime.log.info({ address: app.listeningOrigin, database: runtime.database.engine, roles }, 'ready')
    startSampling(runtime)
    if (roles.includes('api')) await welcome(runtime, config.PUBLIC_URL ?? app.listeningOrigin)
    process.send?.(app.listeningOrigin)
  } catch (error) {
    await closeRuntime(runtime)
    throw error
  }
}

serve().catch((error: unknown) => {
  process.stderr.write(`faena: ${startupFailure(error)}\n`)
  process.exit(1)
})
