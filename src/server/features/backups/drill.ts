import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import { verifyAuditChain } from '../../platform/audit/verify.ts'
import { type Database, factsOf } from '../../platform/database/database.ts'
import { restoreServer } from '../../platform/database/server-dump.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { type Manifest, readArchive } from './archive.ts'
import { asBackupError, BackupError } from './backup-error.ts'
import { backupFolder } from './make.ts'
import { differences, openDumped } from './restore.ts'

export interface DrillResult {
  passed: boolean
  tables: number
  rows: number
  files: number
  error: string | null
}

/** Restores a dump beside the real database, shows it to `work`, and takes it away again. */
async function inScratch(
  { config, database }: Pick<Runtime, 'config' | 'database'>,
  folder: string,
  dump: string,
  work: (scratch: Database) => Promise<void>,
): Promise<void> {
  if (!config.DATABASE_URL) {
    const scratch = await openDumped(join(folder, 'database'), dump)
    return work(scratch).finally(() => scratch.close())
  }
  const url = new URL(config.DATABASE_URL)
  const name = `${decodeURIComponent(url.pathname.slice(1))}_drill`
  url.pathname = `/${encodeURIComponent(name)}`
  const quoted = `"${name.replaceAll('"', '""')}"`
  const drop = () => database.db.executeSql(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`)
  // One that a killed process left behind.
  await drop()
  await database.db.executeSql(`CREATE DATABASE ${quoted}`)
  try {
    await restoreServer(url.href, dump)
    const { openServerDatabase } = await import('../../platform/database/server.ts')
    const scratch = await openServerDatabase(url.href, 2)
    await work(scratch).finally(() => scratch.close())
  } finally {
    await drop()
  }
}

/** Counts, files and audit chain of the restored database against the archive. */
async function assertSame(scratch: Database, manifest: Manifest, members: ReadonlySet<string>): Promise<void> {
  const missing = differences(manifest, await factsOf(scratch.db))
  if (missing.length > 0) throw new BackupError('damaged', missing.join('; '))
  const keys = await scratch.db.rows<{ key: string }>(
    sql`SELECT storage_key AS key FROM file WHERE removed_at IS NULL
        UNION ALL SELECT thumbnail_key FROM file WHERE removed_at IS NULL AND thumbnail_key IS NOT NULL`,
  )
  const lost = keys.filter(({ key }) => !members.has(`files/${key}`))
  if (lost.length > 0) throw new BackupError('damaged', `${lost.length} files of records are not in it`)
  const chain = await verifyAuditChain(scratch.db)
  if (!chain.intact) throw new BackupError('damaged', `the audit chain breaks at entry ${chain.brokenAt}`)
}

/** Reads the archive at `path` from end to end and restores its database to a scratch one: would it help if needed? */
export async function drillBackup(runtime: Pick<Runtime, 'config' | 'database'>, path: string): Promise<DrillResult> {
  const members = new Set<string>()
  let counts: Record<string, number> = {}
  let folder: string | null = null
  const result = (error: string | null): DrillResult => ({
    passed: error === null,
    tables: Object.keys(counts).length,
    rows: Object.values(counts).reduce((sum, n) => sum + n, 0),
    files: [...members].filter((name) => name !== 'database.dump').length,
    error,
  })
  try {
    await mkdir(backupFolder(runtime.config), { recursive: true, mode: 0o700 })
    folder = await mkdtemp(join(backupFolder(runtime.config), '.drill-'))
    const dump = join(folder, 'database.dump')
    const manifest = await readArchive(path, async (name, content) => {
      members.add(name)
      if (name === 'database.dump') await pipeline(content, createWriteStream(dump, { mode: 0o600 }))
    })
    counts = manifest.counts
    await inScratch(runtime, folder, dump, (scratch) => assertSame(scratch, manifest, members))
    return result(null)
  } catch (error) {
    return result(asBackupError(error).message)
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}
