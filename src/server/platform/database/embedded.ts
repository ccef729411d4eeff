import { createWriteStream, mkdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { PGlite, type PGliteOptions, type Transaction } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { type Tracing, traceStatements } from '../tracing/tracing.ts'
import { compile, copyStatement, type Database, type Db, factsOf, parsers, type Raw, type Tx } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { assertNotNewer, migrationsFolder } from './migrations.ts'

/**
 * How much of a function of the engine is run before V8 optimises it. Left alone, that of expressions is among the first: two
 * seconds of processor and 600 MB for one function, in every process, however little it asks (decision 27).
 */
setFlagsFromString('--wasm-tiering-budget=400000000')

/** Its own cache is cleared at every start and counts as this process's; the system keeps the same files in memory. */
const settings = ['-c', 'shared_buffers=32MB']

function dbOver(client: PGlite | Transaction): Db {
  const raw: Raw = {
    async rows<T extends object>(statement: Parameters<Raw['rows']>[0]) {
      const { text, values } = compile(statement)
      const result = await client.query<T>(text, values)
      return result.rows
    },
    async executeSql(text, values) {
      if (values && values.length > 0) return { rows: (await client.query(text, values)).rows as never[] }
      const results = await client.exec(text)
      return { rows: results.flatMap((result) => result.rows) as never[] }
    },
    async copy(table, columns, rows) {
      await client.query(copyStatement(table, columns, "'/dev/blob'"), [], { blob: new Blob([new Uint8Array(rows)]) })
    },
  }
  return Object.assign(drizzle(client as PGlite), raw) as unknown as Db
}

/** Errno of the WASI file system: what the engine throws, as a plain object, when the folder fails it. */
const fileSystemCodes: Record<number, string> = { 2: 'EACCES', 19: 'EDQUOT', 51: 'ENOSPC', 69: 'EROFS' }

function systemError(error: unknown): Error {
  if (error instanceof Error) return error
  const { errno, message = 'the embedded database cannot use its folder' } = error as {
    errno?: number
    message?: string
  }
  return Object.assign(new Error(message), { code: fileSystemCodes[errno ?? 0] })
}

/**
 * PostgreSQL in this process, kept in `folder` or in `files`; in memory without either, from `snapshot` (a tar archive of a
 * database's files) when given. One connection: statements queue.
 */
export async function openEmbeddedDatabase(
  place: { folder?: string; files?: PGliteOptions['fs']; snapshot?: Blob },
  tracing: Tracing | null = null,
): Promise<Database> {
  if (place.folder) mkdirSync(place.folder, { recursive: true })
  const release = place.folder ? lockFolder(place.folder) : () => {}
  const client = await PGlite.create({
    ...(place.folder ? { dataDir: place.folder } : {}),
    ...(place.files ? { fs: place.files } : {}),
    ...(place.snapshot ? { loadDataDir: place.snapshot } : {}),
    extensions: { pg_trgm, unaccent, btree_gist },
    startParams: [...PGlite.defaultStartParams, ...settings],
    parsers,
  }).catch((error: unknown) => {
    release()
    throw systemError(error)
  })
  await client.exec("SET timezone TO 'UTC'; SET datestyle TO 'ISO'")
  const over = (connection: PGlite | Transaction) => dbOver(traceStatements(connection, tracing))
  const db = over(client)
  return {
    engine: 'embedded',
    url: null,
    db,
    transaction: (work) => client.transaction((tx) => work(over(tx) as Tx)),
    listen: (channel, hear) => client.listen(channel, hear),
    async migrate() {
      await assertNotNewer(db)
      await migrate(drizzle(client), { migrationsFolder })
    },
    // The folder's lock lets no other process in.
    hold: async () => async () => {},
    async dump(file) {
      let archive: Blob | undefined
      const facts = await client.transaction(async (tx) => {
        const counted = await factsOf(dbOver(tx))
        archive = await client.dumpDataDir('gzip')
        return counted
      })
      await pipeline(
        Readable.fromWeb(archive!.stream() as never),
        createWriteStream(file, { flags: 'wx', mode: 0o600 }),
      )
      return facts
    },
    connections: () => ({ busy: 0, idle: 1, waiting: 0 }),
    async close() {
      await client.close()
      release()
    },
  }
}
