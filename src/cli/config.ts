import { parseArgs } from 'node:util'
import { configExample } from '../server/platform/config-example.ts'
import { type Command, UsageError, understood } from './command.ts'

export const command: Command = {
  name: 'config',
  summary: 'print every variable the server reads',
  usage: `faena config example

Prints a file for .env with every variable, its meaning and its default.`,
  async run(argv, io) {
    const { positionals } = understood(() => parseArgs({ args: argv, allowPositionals: true }))
    if (positionals.length !== 1 || positionals[0] !== 'example') throw new UsageError('say what to print: example')
    io.stdout.write(configExample())
    return 0
  },
}
