import { parseArgs } from 'node:util'
import { ConfigError } from '../server/platform/config.ts'
import { type Command, understood } from './command.ts'
import { examine, type Finding } from './doctor-checks.ts'
import { commandConfig } from './with-runtime.ts'

async function findings(): Promise<Finding[]> {
  try {
    return await examine(commandConfig(), process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [{ name: 'settings', state: 'failed', found: error.message, advice: 'correct that variable' }]
  }
}

const marks = { ok: 'ok     ', warning: 'WARNING', failed: 'FAILED ' } as const

export const command: Command = {
  name: 'doctor',
  summary: 'say what is wrong with this installation',
  usage: `faena doctor [--json]

Settings, database, migrations, extensions, queue, clock, files, disk, backups, Redis, provider of OpenID Connect, countries,
Telegram and mail settings. Nothing is sent and nothing is changed. With the embedded database the server has to be
stopped. Exit code 1 when something failed.`,
  async run(argv, io) {
    const { values } = understood(() => parseArgs({ args: argv, options: { json: { type: 'boolean' } } }))
    const found = await findings()
    const healthy = found.every(({ state }) => state !== 'failed')
    const width = Math.max(...found.map(({ name }) => name.length))
    const lines = found.map(({ name, state, found: what, advice }) =>
      [
        `${marks[state]} ${name.padEnd(width)}  ${what}`,
        ...(advice ? [`${' '.repeat(width + 10)}→ ${advice}`] : []),
      ].join('\n'),
    )
    io.stdout.write(values.json ? `${JSON.stringify({ healthy, findings: found })}\n` : `${lines.join('\n')}\n`)
    return healthy ? 0 : 1
  },
}
