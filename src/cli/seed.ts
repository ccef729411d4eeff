import { parseArgs } from 'node:util'
import { fillWithDemo } from '../server/demo.ts'
import { NotEmptyError } from '../server/features/demo/seed.ts'
import { demoLogins } from '../server/features/people/demo-logins.ts'
import { type Command, UsageError, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

const options = {
  demo: { type: 'boolean' },
  assets: { type: 'string', default: '40' },
  orders: { type: 'string' },
  seed: { type: 'string', default: '1' },
  force: { type: 'boolean', default: false },
  json: { type: 'boolean' },
} as const

function count(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new UsageError(`--${name} is not a number from 1 to ${most}`)
  return value
}

export const command: Command = {
  name: 'seed',
  summary: 'fill an empty database with a simulated fleet',
  usage: `faena seed --demo [--assets N] [--orders M] [--seed TEXT] [--force] [--json]

Three years that end now: N units (40), their meters, failures and orders; with --orders exactly so many. The same seed at
the same instant gives the same rows. A database that holds anything is refused; --force deletes what it holds first,
people and orders included, but never the audit log.`,
  async run(argv, io) {
    const { values } = understood(() => parseArgs({ args: argv, options }))
    if (!values.demo) throw new UsageError('say what to seed: --demo')
    const assets = count('assets', values.assets, 100_000)
    const orders = values.orders === undefined ? undefined : count('orders', values.orders, 20_000_000)
    const started = performance.now()
    try {
      const { logins, ...made } = await withRuntime(async (runtime, actor) => ({
        ...(await fillWithDemo(runtime, actor, { seed: values.seed, assets, orders, force: values.force })),
        logins: (await demoLogins(runtime)) ?? [],
      }))
      const seconds = Math.round((performance.now() - started) / 100) / 10
      const words = [`${made.assets} units, ${made.people} people, ${made.orders} orders in ${seconds} s`]
      words.push(...logins.map(({ role, email, password }) => `  ${role.padEnd(11)}${email.padEnd(26)}${password}`))
      io.stdout.write(values.json ? `${JSON.stringify({ ...made, seconds, logins })}\n` : `${words.join('\n')}\n`)
      return 0
    } catch (error) {
      if (!(error instanceof NotEmptyError || error instanceof RangeError)) throw error
      io.stderr.write(`faena seed: ${error.message}\n`)
      return 1
    }
  },
}
