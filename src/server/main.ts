import { buildApp, closeRuntime, openRuntime } from './app.ts'
import { readConfig } from './platform/config.ts'
import { startupFailure } from './startup-failure.ts'

/** A second signal, or this long (ms) after the first, ends the process whatever is still running. */
const drainLimit = 25_000

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const runtime = await openRuntime(config)
  const app = await buildApp(runtime)
  await app.listen({ host: config.HOST, port: config.PORT })
  await runtime.jobs.work()
  runtime.log.info({ address: app.listeningOrigin, database: runtime.database.engine }, 'ready')
  process.send?.('ready')

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

serve().catch((error: unknown) => {
  process.stderr.write(`faena: ${startupFailure(error)}\n`)
  process.exit(1)
})
