import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { sql } from 'drizzle-orm'
import { type Db, factsOf, type Tx } from '../../platform/database/database.ts'
import { newestKnown } from '../../platform/database/migrations.ts'
import { type Manifest, readArchive } from './archive.ts'
import { asBackupError, BackupError } from './backup-error.ts'
import { businessTables } from './business-tables.ts'
import type { BackupSource } from './make.ts'

/** Bytes of rows given to one statement. */
const atOnce = 4 * 1024 * 1024

async function assertNew(db: Db): Promise<void> {
  const [row] = await db.rows<{ used: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM asset) OR EXISTS (SELECT 1 FROM audit_entry) AS used`)
  if (row!.used) throw new BackupError('notEmpty', 'the database holds records already')
}

async function loadTable(tx: Tx, table: string, file: string): Promise<void> {
  const columns = await tx.rows<{ name: string }>(sql`
    SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table} AND is_generated = 'NEVER' ORDER BY ordinal_position`)
  const names = sql.join(
    columns.map(({ name }) => sql.identifier(name)),
    sql`, `,
  )
  const type = sql.identifier(table)
  const insert = (rows: string[]) =>
    tx.rows(sql`INSERT INTO ${type} (${names}) OVERRIDING SYSTEM VALUE
      SELECT ${names} FROM json_populate_recordset(NULL::${type}, ${`[${rows.join(',')}]`}::json)`)
  let rows: string[] = []
  let size = 0
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    rows.push(line)
    size += line.length
    if (size < atOnce) continue
    await insert(rows)
    rows = []
    size = 0
  }
  if (rows.length > 0) await insert(rows)
}

/** References of a table to itself wait until all its rows are there. */
async function selfReferences(tx: Tx): Promise<{ table: string; name: string; definition: string }[]> {
  return tx.rows(sql`
    SELECT c.relname AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND k.conrelid = k.confrelid AND k.connamespace = 'public'::regnamespace`)
}

/** All rows or none. Triggers rest meanwhile: what they derive is in the archive as well. */
async function loadTables(tx: Tx, manifest: Manifest, folder: string): Promise<void> {
  await assertNew(tx)
  const tables = await businessTables(tx)
  const unknown = Object.keys(manifest.counts).filter((name) => !tables.includes(name))
  if (unknown.length > 0) throw new BackupError('damaged', `no such tables: ${unknown.join(', ')}`)
  const quoted = (name: string) => `"${name}"`
  const own = await selfReferences(tx)
  await tx.executeSql(`TRUNCATE ${tables.map(quoted).join(', ')} CASCADE`)
  for (const { table, name } of own) {
    await tx.executeSql(`ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`)
  }
  for (const table of tables) await tx.executeSql(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER USER`)
  for (const table of tables) if (table in manifest.counts) await loadTable(tx, table, join(folder, table))
  for (const table of tables) await tx.executeSql(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER USER`)
  for (const { table, name, definition } of own) {
    await tx.executeSql(`ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`)
  }
  const { counts } = await factsOf(tx)
  const lost = tables.filter((table) => (manifest.counts[table] ?? 0) !== counts[table])
  if (lost.length > 0) throw new BackupError('damaged', `not all rows of ${lost.join(', ')} are there`)
}

/** Takes an export into an installation without records; all of it, or nothing changes. */
export async function takeInEverything(source: BackupSource, path: string): Promise<Manifest> {
  const { database, files } = source
  const folder = await mkdtemp(join(tmpdir(), 'faena-import-'))
  const stored: string[] = []
  try {
    const manifest = await readArchive(path)
    if (manifest.kind !== 'export') throw new BackupError('failed', 'this is a backup; use faena restore')
    if (manifest.migration !== newestKnown()) {
      const advice = 'take it in with that version, then upgrade'
      throw new BackupError('failed', `the export was made by another version (${manifest.product}); ${advice}`)
    }
    await assertNew(database.db)
    await readArchive(path, async (name, content) => {
      const table = /^tables\/([a-z_]+)\.jsonl$/.exec(name)?.[1]
      if (table) return pipeline(content, createWriteStream(join(folder, table), { mode: 0o600 }))
      if (!name.startsWith('files/')) throw new BackupError('damaged', `${name} has no place`)
      const key = name.slice('files/'.length)
      await files.keep(key, await buffer(content))
      stored.push(key)
    })
    await database.transaction((tx) => loadTables(tx, manifest, folder))
    return manifest
  } catch (error) {
    for (const key of stored) await files.remove(key)
    throw asBackupError(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
