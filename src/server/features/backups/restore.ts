import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { type Config, modelFolder } from '../../platform/config.ts'
import { type Database, type DumpFacts, factsOf } from '../../platform/database/database.ts'
import { newestKnown } from '../../platform/database/migrations.ts'
import { relationsIn, restoreServer } from '../../platform/database/server-dump.ts'
import type { Files } from '../../platform/files.ts'
import { type Manifest, readArchive } from './archive.ts'
import { asBackupError, BackupError } from './backup-error.ts'
import { unpack } from './unpack.ts'

const gunzipped = promisify(gunzip)

const isEmptyFolder = async (folder: string) => !existsSync(folder) || (await readdir(folder)).length === 0

/** Refuses an archive that this installation cannot take in. */
function assertFits(manifest: Manifest, config: Config): void {
  if (manifest.kind !== 'backup')
    throw new BackupError('failed', 'this is an export; use faena import FILE --everything')
  if (manifest.migration > newestKnown()) throw new BackupError('newer', manifest.product)
  const engine = config.DATABASE_URL ? 'server' : 'embedded'
  if (manifest.engine === engine) return
  throw new BackupError(
    'otherEngine',
    manifest.engine === 'embedded'
      ? 'the backup holds an embedded database; restore it without DATABASE_URL'
      : 'the backup holds a PostgreSQL database; set DATABASE_URL to an empty one',
  )
}

async function assertEmpty(config: Config, files: Files): Promise<void> {
  if (config.DATABASE_URL) {
    const { openServerDatabase } = await import('../../platform/database/server.ts')
    const database = await openServerDatabase(config.DATABASE_URL, 1)
    const relations = await relationsIn(database.db).finally(() => database.close())
    if (relations > 0) throw new BackupError('notEmpty', `the database at DATABASE_URL is not empty`)
  } else if (!(await isEmptyFolder(join(config.DATA_DIR, 'database')))) {
    throw new BackupError('notEmpty', `there is a database in ${config.DATA_DIR} already`)
  }
  for await (const { key } of files.list()) throw new BackupError('notEmpty', `there are files already (${key})`)
  if (!(await isEmptyFolder(modelFolder(config)))) {
    throw new BackupError('notEmpty', `there are models in ${modelFolder(config)} already`)
  }
}

/** Opens the embedded database of a dump in `folder`. */
export async function openDumped(folder: string, dump: string): Promise<Database> {
  const { openEmbeddedDatabase } = await import('../../platform/database/embedded.ts')
  // Unpacked here: the engine's own decompression fails where nobody can catch it.
  const snapshot = new Blob([await gunzipped(await readFile(dump))], { type: 'application/x-tar' })
  return openEmbeddedDatabase({ folder, snapshot })
}

/** What a restored database lacks of what the archive says. */
export function differences(manifest: DumpFacts, found: DumpFacts): string[] {
  const tables = new Set([...Object.keys(manifest.counts), ...Object.keys(found.counts)])
  return [...tables].flatMap((table) => {
    const [was, is] = [manifest.counts[table] ?? 0, found.counts[table] ?? 0]
    return was === is ? [] : [`${table}: ${was} rows written, ${is} restored`]
  })
}

/** The backup saw itself being made: in the restored database that is over. */
async function settle(database: Database, manifest: Manifest): Promise<void> {
  const missing = differences(manifest, await factsOf(database.db))
  if (missing.length > 0) throw new BackupError('damaged', missing.join('; '))
  const [table] = await database.db.rows<{ present: boolean }>(
    sql`SELECT to_regclass('public.backup') IS NOT NULL AS present`,
  )
  if (table!.present) await database.db.rows(sql`DELETE FROM backup WHERE status = 'RUNNING'`)
}

async function restoreDatabase(config: Config, dump: string, manifest: Manifest): Promise<void> {
  if (config.DATABASE_URL) {
    await restoreServer(config.DATABASE_URL, dump)
    const { openServerDatabase } = await import('../../platform/database/server.ts')
    const database = await openServerDatabase(config.DATABASE_URL, 2)
    return settle(database, manifest).finally(() => database.close())
  }
  const folder = join(config.DATA_DIR, 'database')
  const unfinished = `${folder}.restoring`
  try {
    const database = await openDumped(unfinished, dump)
    await settle(database, manifest).finally(() => database.close())
    await rename(unfinished, folder)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/**
 * Restores an archive into an installation that has nothing yet. The whole archive is checked before anything is written,
 * the database comes last and all at once, and a failure takes away what was written until then.
 */
export async function restoreBackup(config: Config, files: Files, path: string): Promise<Manifest> {
  const dump = join(config.DATA_DIR, '.restoring.dump')
  const stored: string[] = []
  let begun = false
  try {
    const manifest = await readArchive(path)
    assertFits(manifest, config)
    await assertEmpty(config, files)
    begun = true
    await mkdir(config.DATA_DIR, { recursive: true })
    await rm(dump, { force: true })
    await unpack(path, { dump, files, models: modelFolder(config), storing: (key) => stored.push(key) })
    await restoreDatabase(config, dump, manifest)
    return manifest
  } catch (error) {
    if (begun) {
      for (const key of stored) await files.remove(key)
      await rm(modelFolder(config), { recursive: true, force: true })
    }
    throw asBackupError(error)
  } finally {
    if (begun) await rm(dump, { force: true })
  }
}
