import { parseArgs } from 'node:util'
import { openDatabase } from '../server/app.ts'
import { BackupError } from '../server/features/backups/backup-error.ts'
import { backupFolder, makeBackup } from '../server/features/backups/make.ts'
import { recordMade } from '../server/features/backups/run.ts'
import { migrationState } from '../server/platform/database/migrations.ts'
import { openFiles } from '../server/platform/files.ts'
import { type Command, understood } from './command.ts'
import { commandConfig } from './with-runtime.ts'

export const command: Command = {
  name: 'backup',
  summary: 'write the database, files and models to one archive',
  usage: `faena backup [--to FOLDER] [--json]

Without --to the archive goes to BACKUP_DIR and appears among the backups of the administration. With PostgreSQL the server
may run meanwhile; an embedded database is backed up by its server (Administration → Backups, or the nightly job).
Exit code 1 when it could not be made; then there is no archive.`,
  async run(argv, io) {
    const options = { to: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values } = understood(() => parseArgs({ args: argv, options }))
    const config = commandConfig()
    const database = await openDatabase(config)
    try {
      const state = await migrationState(database.db)
      if (state === 'empty') throw new BackupError('failed', 'the database is empty; there is nothing to back up')
      const now = new Date().toISOString()
      const made = await makeBackup(
        { config, database, files: openFiles(config) },
        values.to ?? backupFolder(config),
        now,
      )
      if (values.to === undefined && state === 'current') await recordMade(database.db, made, now)
      const { path, size, sha256, files, manifest } = made
      const rows = Object.values(manifest.counts).reduce((sum, n) => sum + n, 0)
      const words = `${path}: ${rows} rows, ${files} files, ${Math.ceil(size / 1024)} kB, SHA-256 ${sha256}`
      io.stdout.write(`${values.json ? JSON.stringify({ path, size, sha256, files, rows, manifest }) : words}\n`)
      return 0
    } catch (error) {
      if (!(error instanceof BackupError)) throw error
      io.stderr.write(`faena backup: ${error.message}\n`)
      return 1
    } finally {
      await database.close()
    }
  },
}
