import type { Runtime } from '../../platform/runtime.ts'
import { demoLogins } from './demo-logins.ts'
import { openSetup } from './setup.ts'

/** Says where to go and how to get in: in plain words to somebody at a terminal, one-time secrets also in the log. */
export async function welcome(runtime: Runtime, address: string): Promise<void> {
  const { config, log } = runtime
  const lines = [`Faena is ready: ${address}`]
  const token = await openSetup(runtime)
  if (token) {
    const link = `${address}/setup?token=${token}`
    log.info({ link }, 'create the first administrator by this link, or by `faena create-admin`')
    lines.push(`Create the first administrator: ${link}`)
  }
  const logins = await demoLogins(runtime)
  if (logins) {
    lines.push('It holds a simulated fleet. Sign in as')
    lines.push(...logins.map(({ role, email, password }) => `  ${role.padEnd(11)}${email.padEnd(26)}${password}`))
    if (config.NODE_ENV !== 'development') log.info({ logins: lines.slice(-logins.length) }, 'demo logins')
  }
  if (config.NODE_ENV === 'development') process.stdout.write(`\n${lines.join('\n')}\n\n`)
}
