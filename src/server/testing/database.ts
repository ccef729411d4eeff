import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MemoryFS } from '@electric-sql/pglite'
import pg from 'pg'
import { pino } from 'pino'
import type { Database } from '../platform/database/database.ts'
import { openEmbeddedDatabase } from '../platform/database/embedded.ts'
import { migrationsFolder } from '../platform/database/migrations.ts'
import { openServerDatabase } from '../platform/database/server.ts'
import { openJobs } from '../platform/jobs.ts'

const packages = new URL('../../../node_modules/', import.meta.url)

/** A PostgreSQL server whose user may create databases; without it tests run on the embedded engine. */
export const testServer = process.env.TEST_DATABASE_URL

function urlOf(name: string): string {
  const url = new URL(testServer!)
  url.pathname = `/${name}`
  return url.href
}

async function withServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testServer })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function schemaHash(): string {
  const hash = createHash('sha256')
  // Another version of the engine may write other files.
  hash.update(readFileSync(new URL('@electric-sql/pglite/package.json', packages)))
  // Migrations made again have new time stamps, by which a database knows what it has had.
  hash.update(readFileSync(`${migrationsFolder}/meta/_journal.json`))
  for (const name of readdirSync(migrationsFolder)
    .filter((entry) => entry.endsWith('.sql'))
    .sort()) {
    hash.update(readFileSync(`${migrationsFolder}/${name}`))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Migrates once per schema, then copies: a copy takes a tenth of the time. */
async function copyOfTemplate(): Promise<string> {
  const template = `faena_template_${schemaHash()}`
  const name = `faena_test_${randomUUID().replaceAll('-', '')}`
  await withServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(7012027)')
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (!rowCount) {
      await client.query(`CREATE DATABASE ${template}_new`)
      const fresh = await openServerDatabase(urlOf(`${template}_new`), 3)
      await prepare(fresh)
      await fresh.close()
      await client.query(`ALTER DATABASE ${template}_new RENAME TO ${template}`)
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return name
}

const quiet = { zone: 'UTC', concurrency: 1, schedules: false, supervises: false }

async function prepare(database: Database): Promise<void> {
  await database.migrate()
  const jobs = await openJobs(database, pino({ level: 'silent' }), quiet, [], [])
  await jobs.stop()
}

/** Folder of a migrated embedded database, made once per schema: making a cluster from nothing takes the engine many seconds. */
async function templateFolder(): Promise<string> {
  const folder = fileURLToPath(new URL(`.cache/faena-test-template-${schemaHash()}`, packages))
  if (existsSync(folder)) return folder
  const made = join(tmpdir(), `faena-test-template-${randomUUID()}`)
  const fresh = await openEmbeddedDatabase({ folder: made })
  await prepare(fresh)
  await fresh.close()
  const part = `${folder}.${randomUUID()}`
  cpSync(made, part, { recursive: true })
  rmSync(made, { recursive: true })
  try {
    renameSync(part, folder)
  } catch (error) {
    // Another worker was first.
    if (!existsSync(folder)) throw error
    rmSync(part, { recursive: true })
  }
  return folder
}

type File = { path: string; content: Uint8Array | null }

let template: Promise<File[]> | undefined

/** Every file of the template, read once per worker; folders before what is in them, without content. */
async function templateFiles(): Promise<File[]> {
  const folder = await templateFolder()
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => ({ place: join(entry.parentPath, entry.name), isFile: entry.isFile() }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ place, isFile }) => ({ path: relative(folder, place), content: isFile ? readFileSync(place) : null }))
    .map(({ path, content }) => ({ path, content: path === settings && content ? inMemory(content) : content }))
}

const settings = 'postgresql.auto.conf'
/** A file in memory grows at once: written full of zeros, a new segment of the log would be copied many times. */
const inMemory = (content: Buffer) => Buffer.concat([content, Buffer.from('wal_init_zero = off\n')])

/** A copy of the template in memory: the engine's own way, an archive, takes twice the processor time. */
class TemplateInMemory extends MemoryFS {
  readonly #files: File[]

  constructor(files: File[]) {
    super()
    this.#files = files
  }

  override async initialSyncFs() {
    const { FS } = this.pg!.Module
    FS.mkdirTree('/pglite/data')
    for (const { path, content } of this.#files) {
      const place = `/pglite/data/${path}`
      if (content) FS.writeFile(place, new Uint8Array(content), { canOwn: true })
      else FS.mkdirTree(place)
    }
  }
}

/** A migrated embedded database in `folder`, for a process that opens it by itself; with what `work` adds to it. */
export async function prepareFolder(folder: string, work?: (database: Database) => Promise<void>): Promise<void> {
  cpSync(await templateFolder(), folder, { recursive: true })
  if (!work) return
  const database = await openEmbeddedDatabase({ folder })
  await work(database)
  await database.close()
}

export interface TestDatabase {
  database: Database
  /** Connection string, on a real server only. */
  url: string | null
  drop(): Promise<void>
}

/** An empty, migrated database of its own for one test file, on whichever engine the run is for. */
export async function openTestDatabase(connections = 10): Promise<TestDatabase> {
  if (!testServer) {
    template ??= templateFiles()
    const database = await openEmbeddedDatabase({ files: new TemplateInMemory(await template) })
    return { database, url: null, drop: () => database.close() }
  }
  const name = await copyOfTemplate()
  const database = await openServerDatabase(urlOf(name), connections)
  return {
    database,
    url: urlOf(name),
    async drop() {
      await database.close()
      await withServer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}

/** A database without a single table, on a real server only. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> } | null> {
  if (!testServer) return null
  const name = `faena_test_${randomUUID().replaceAll('-', '')}`
  await withServer((client) => client.query(`CREATE DATABASE ${name}`))
  return {
    url: urlOf(name),
    drop: async () => {
      await withServer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}
