import { parseArgs } from 'node:util'
import { BackupError } from '../server/features/backups/backup-error.ts'
import { takeInEverything } from '../server/features/backups/take-in.ts'
import { type Io, UsageError, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

/** `faena import FILE --everything`: what `faena export` wrote, into an installation without records. */
export async function importEverything(argv: string[], io: Io): Promise<number> {
  const options = { everything: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const { values, positionals } = understood(() => parseArgs({ args: argv, options, allowPositionals: true }))
  const [file, ...more] = positionals
  if (!file || more.length > 0) throw new UsageError('name one archive of faena export')
  try {
    const { counts } = await withRuntime((runtime) => takeInEverything(runtime, file))
    const rows = Object.values(counts).reduce((sum, n) => sum + n, 0)
    io.stdout.write(values.json ? `${JSON.stringify({ rows, counts })}\n` : `${rows} rows taken in\n`)
    return 0
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    io.stderr.write(`faena import: ${error.message}\n`)
    return 1
  }
}
