import type { Runtime } from '../../platform/runtime.ts'
import { openSetup } from './setup.ts'

/** Says where to go: in plain words to somebody at a terminal, and the one-time link also in the log. */
export async function welcome(runtime: Runtime, address: string): Promise<void> {
  const lines = [`Faena is ready: ${address}`]
  const token = await openSetup(runtime)
  if (token) {
    const link = `${address}/setup?token=${token}`
    runtime.log.info({ link }, 'create the first administrator by this link, or by `faena create-admin`')
    lines.push(`Create the first administrator: ${link}`)
  }
  if (runtime.config.NODE_ENV === 'development') process.stdout.write(`\n${lines.join('\n')}\n\n`)
}
