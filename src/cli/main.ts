import { startupFailure } from '../server/startup-failure.ts'
import { type Command, type Io, UsageError } from './command.ts'

/** Each command is loaded when it is called: `faena migrate` need not wait for what `faena fit` is made of. */
const commands: Record<string, () => Promise<{ command: Command }>> = {
  audit: () => import('./audit.ts'),
  backtest: () => import('./backtest.ts'),
  backup: () => import('./backup.ts'),
  'check-model': () => import('./check-model.ts'),
  'clear-cache': () => import('./clear-cache.ts'),
  config: () => import('./config.ts'),
  'create-admin': () => import('./create-admin.ts'),
  doctor: () => import('./doctor.ts'),
  export: () => import('./export.ts'),
  fit: () => import('./fit.ts'),
  import: () => import('./import.ts'),
  migrate: () => import('./migrate.ts'),
  restore: () => import('./restore.ts'),
  'run-predictions': () => import('./run-predictions.ts'),
  seed: () => import('./seed.ts'),
  smoke: () => import('./smoke.ts'),
  'train-model': () => import('./train-model.ts'),
  'vapid-keys': () => import('./vapid-keys.ts'),
}

async function overview(): Promise<string> {
  const loaded = await Promise.all(Object.values(commands).map((load) => load()))
  const lines = loaded.map(({ command }) => `  ${command.name.padEnd(14)}${command.summary}`)
  return `faena COMMAND [--help]\n\n${lines.join('\n')}\n`
}

async function main(argv: string[], io: Io): Promise<number> {
  const [name = '--help', ...rest] = argv
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout.write(await overview())
    return argv.length === 0 ? 2 : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    io.stderr.write(`faena: there is no command ${name}\n\n${await overview()}`)
    return 2
  }
  const { command } = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout.write(`${command.summary}\n\n${command.usage}\n`)
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`faena ${name}: ${error.message}\n\n${command.usage}\n`)
      return 2
    }
    io.stderr.write(`faena: ${startupFailure(error)}\n`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2), process)
