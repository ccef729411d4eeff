import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import type { Tx } from '../../platform/database/database.ts'
import { newestKnown } from '../../platform/database/migrations.ts'
import { productVersion } from '../../platform/version.ts'
import { type Manifest, type Part, writeArchive } from './archive.ts'
import { asBackupError, BackupError } from './backup-error.ts'
import { businessTables } from './business-tables.ts'
import { type BackupSource, fileParts } from './make.ts'

/** Rows fetched by one statement. */
const atOnce = 2000

/** The rows of a table as JSON lines: PostgreSQL's own text of every value, so that nothing is rounded on the way. */
async function* lines(tx: Tx, table: string, count: (rows: number) => void): AsyncGenerator<string> {
  const name = `"${table}"`
  await tx.executeSql(`DECLARE exported NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${name} t`)
  for (;;) {
    const { rows } = await tx.executeSql(`FETCH ${atOnce} FROM exported`)
    const fetched = rows as unknown as { line: string }[]
    if (fetched.length === 0) break
    count(fetched.length)
    yield fetched.map(({ line }) => `${line}\n`).join('')
  }
  await tx.executeSql('CLOSE exported')
}

/**
 * Writes every record and file to one archive that any engine can take in: a JSON Lines file for each table, as of one
 * instant. What belongs to this machine (sessions, the queue, backups) stays.
 */
export async function exportEverything(source: BackupSource, to: string, now: string): Promise<Manifest> {
  const path = resolve(to)
  if (existsSync(path)) throw new BackupError('failed', `${path} exists already`)
  const folder = await mkdtemp(join(tmpdir(), 'faena-export-'))
  const counts: Record<string, number> = {}
  try {
    await source.database.transaction(async (tx) => {
      await tx.rows(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`)
      for (const table of await businessTables(tx)) {
        counts[table] = 0
        const rows = lines(tx, table, (n) => {
          counts[table]! += n
        })
        await pipeline(Readable.from(rows), createWriteStream(join(folder, table), { mode: 0o600 }))
      }
    })
    const manifest: Manifest = {
      format: 1,
      kind: 'export',
      product: productVersion,
      engine: source.database.engine,
      madeAt: now,
      migration: newestKnown(),
      counts,
    }
    const parts = async function* (): AsyncGenerator<Part> {
      for (const table of Object.keys(counts)) {
        const file = join(folder, table)
        yield { name: `tables/${table}.jsonl`, path: file, size: (await stat(file)).size }
      }
      yield* fileParts(source.files)
    }
    await writeArchive(`${path}.part`, manifest, parts())
    await rename(`${path}.part`, path)
    return manifest
  } catch (error) {
    throw asBackupError(error)
  } finally {
    await rm(`${path}.part`, { force: true })
    await rm(folder, { recursive: true, force: true })
  }
}
