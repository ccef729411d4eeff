import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { type Config, modelFolder } from '../../platform/config.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import { productVersion } from '../../platform/version.ts'
import { type Manifest, type Part, writeArchive } from './archive.ts'
import { asBackupError, BackupError } from './backup-error.ts'

/** What an archive is made of; less than a runtime, so that a database that waits for a migration can be backed up. */
export interface BackupSource {
  config: Config
  database: Database
  files: Files
}

export interface MadeBackup {
  path: string
  size: number
  sha256: string
  manifest: Manifest
  /** Stored files and models in it. */
  files: number
}

export const backupFolder = (config: Config) => resolve(config.BACKUP_DIR ?? join(config.DATA_DIR, 'backups'))

/** `faena-20261126T053000Z.tar` */
export const archiveName = (now: string) => `faena-${now.slice(0, 19).replace(/[-:]/g, '')}Z.tar`

async function* modelParts(folder: string): AsyncGenerator<Part> {
  if (!existsSync(folder)) return
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    yield { name: `models/${relative(folder, path)}`, path, size: (await stat(path)).size }
  }
}

/** Stored files; one that was removed since it was listed is in no record any more. */
export async function* fileParts(files: Files): AsyncGenerator<Part> {
  for await (const { key } of files.list()) {
    try {
      yield { name: `files/${key}`, bytes: await buffer(files.open(key)) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

/** Refuses before the first byte when the archive cannot fit: a full disk also stops the database. */
async function assertSpace(folder: string, { database, files }: BackupSource): Promise<void> {
  const [row] = await database.db.rows<{ bytes: number }>(sql`SELECT pg_database_size(current_database()) AS bytes`)
  let stored = 0
  for await (const { size } of files.list()) stored += size
  const { bavail, bsize } = await statfs(folder)
  // A dump is compressed to well under a half, and is on the disk twice while the archive is written.
  const needed = stored + row!.bytes
  if (bavail * bsize < needed) {
    const mega = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
    throw new BackupError('diskFull', `: ${mega(needed)} MB needed, ${mega(bavail * bsize)} MB free`)
  }
}

/**
 * Makes an archive of the database, the files and the models in `folder`. It has its name only once it is whole. The
 * database is dumped first: every file that its rows name was stored before.
 */
export async function makeBackup(source: BackupSource, folder: string, now: string): Promise<MadeBackup> {
  const { config, database, files } = source
  const path = join(resolve(folder), archiveName(now))
  const part = `${path}.part`
  const dump = `${path}.dump`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (existsSync(path)) throw new BackupError('failed', `${path} exists already`)
    await assertSpace(folder, source)
    await rm(dump, { force: true })
    const facts = await database.dump(dump)
    const manifest: Manifest = {
      format: 1,
      kind: 'backup',
      product: productVersion,
      engine: database.engine,
      madeAt: now,
      ...facts,
    }
    let count = 0
    const parts = async function* (): AsyncGenerator<Part> {
      yield { name: 'database.dump', path: dump, size: (await stat(dump)).size }
      for (const stored of [fileParts(files), modelParts(modelFolder(config))]) {
        for await (const one of stored) {
          count += 1
          yield one
        }
      }
    }
    await rm(part, { force: true })
    const written = await writeArchive(part, manifest, parts())
    await rename(part, path)
    return { path, ...written, manifest, files: count }
  } catch (error) {
    throw asBackupError(error)
  } finally {
    await rm(part, { force: true })
    await rm(dump, { force: true })
  }
}
