import { parseArgs } from 'node:util'
import { BackupError } from '../server/features/backups/backup-error.ts'
import { restoreBackup } from '../server/features/backups/restore.ts'
import { openFiles } from '../server/platform/files.ts'
import { type Command, UsageError, understood } from './command.ts'
import { commandConfig } from './with-runtime.ts'

export const command: Command = {
  name: 'restore',
  summary: 'bring an archive of faena backup into an empty installation',
  usage: `faena restore ARCHIVE [--json]

The whole archive is checked before anything is written. Refused, with nothing changed, when it is damaged, made by a newer
version or from the other kind of database, or when the database, the files or the models are not empty. Exit code 1 then.`,
  async run(argv, io) {
    const { values, positionals } = understood(() =>
      parseArgs({ args: argv, options: { json: { type: 'boolean' } }, allowPositionals: true }),
    )
    const [archive, ...more] = positionals
    if (!archive || more.length > 0) throw new UsageError('name one archive')
    const config = commandConfig()
    try {
      const manifest = await restoreBackup(config, openFiles(config), archive)
      const rows = Object.values(manifest.counts).reduce((sum, n) => sum + n, 0)
      const words = `restored the backup of ${manifest.madeAt}: ${rows} rows; every table and file as it was written`
      io.stdout.write(`${values.json ? JSON.stringify({ restored: manifest, rows }) : words}\n`)
      return 0
    } catch (error) {
      if (!(error instanceof BackupError)) throw error
      io.stderr.write(`faena restore: ${error.message}\n`)
      return 1
    }
  },
}
