import { parseArgs } from 'node:util'
import { BackupError } from '../server/features/backups/backup-error.ts'
import { exportEverything } from '../server/features/backups/export.ts'
import { type Command, UsageError, understood } from './command.ts'
import { withRuntime } from './with-runtime.ts'

export const command: Command = {
  name: 'export',
  summary: 'write every record and file to an archive that any engine takes in',
  usage: `faena export FILE [--json]

A tar archive with a JSON Lines file for each table, the stored files, and checksums. faena import FILE --everything brings it
into an installation without records, on PostgreSQL or embedded, of the same version. Sessions, the queue and backups stay.`,
  async run(argv, io) {
    const { values, positionals } = understood(() =>
      parseArgs({ args: argv, options: { json: { type: 'boolean' } }, allowPositionals: true }),
    )
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new UsageError('name the file to write')
    try {
      const { counts } = await withRuntime((runtime) => exportEverything(runtime, file, runtime.now()))
      const rows = Object.values(counts).reduce((sum, n) => sum + n, 0)
      const words = `${file}: ${rows} rows of ${Object.keys(counts).length} tables`
      io.stdout.write(`${values.json ? JSON.stringify({ file, rows, counts }) : words}\n`)
      return 0
    } catch (error) {
      if (!(error instanceof BackupError)) throw error
      io.stderr.write(`faena export: ${error.message}\n`)
      return 1
    }
  },
}
