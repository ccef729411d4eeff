import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import type { Database } from '../platform/database/database.ts'
import { openEmbeddedDatabase } from '../platform/database/embedded.ts'
import { migrationsFolder } from '../platform/database/migrations.ts'
import { openServerDatabase } from '../platform/database/server.ts'
import { openJobs } from '../platform/jobs.ts'

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

/** The migrated database as an archive: making a cluster from nothing takes the embedded engine many seconds. */
async function snapshot(): Promise<Blob> {
  const path = join(tmpdir(), 'faena-test-templates', `${schemaHash()}.tar`)
  if (!existsSync(path)) {
    const fresh = await openEmbeddedDatabase({})
    await prepare(fresh)
    const archive = await fresh.snapshot()
    await fresh.close()
    mkdirSync(join(tmpdir(), 'faena-test-templates'), { recursive: true })
    const part = `${path}.${randomUUID()}`
    writeFileSync(part, Buffer.from(await archive.arrayBuffer()))
    renameSync(part, path)
  }
  return new Blob([readFileSync(path)])
}

/** A folder with a migrated embedded database, for tests that start a process on it. */
export async function prepareFolder(folder: string, work?: (database: Database) => Promise<void>): Promise<void> {
  const database = await openEmbeddedDatabase({ folder, snapshot: await snapshot() })
  await work?.(database)
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
    const database = await openEmbeddedDatabase({ snapshot: await snapshot() })
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

/** An empty, migrated embedded database in `folder`, for a process that opens it by itself. */
export async function embeddedDatabaseIn(folder: string): Promise<void> {
  await (await openEmbeddedDatabase({ folder, snapshot: await snapshot() })).close()
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
