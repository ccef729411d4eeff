import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { type Tracing, traceStatements } from '../tracing/tracing.ts'
import { assertSupported, connectFailure } from './connect-failure.ts'
import { compile, copyStatement, type Database, type Db, parsers, type Raw, type Tx } from './database.ts'
import { listenTo } from './listen.ts'
import { assertNotNewer, migrationLock, migrationsFolder } from './migrations.ts'
import { dumpServer } from './server-dump.ts'

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** Statements get a name, so that each connection parses them once; texts beyond the limit run unnamed. */
const statementNames = new Map<string, string>()
const namedStatements = 500

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text)
  if (known || statementNames.size >= namedStatements) return known
  const name = `f${statementNames.size}`
  statementNames.set(text, name)
  return name
}

function dbOver(client: pg.Pool | pg.PoolClient): Db {
  const raw: Raw = {
    async rows<T extends object>(statement: Parameters<Raw['rows']>[0]) {
      const { text, values } = compile(statement)
      const result = await client.query<T>({ text, values, types, name: nameOf(text) })
      return result.rows
    },
    async executeSql(text, values) {
      const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values as unknown[])
      return { rows: (Array.isArray(result) ? result.flatMap((part) => part.rows) : result.rows) as never[] }
    },
    async copy(table, columns, rows) {
      const { from } = await import('pg-copy-streams')
      const connection = client instanceof pg.Pool ? await client.connect() : client
      try {
        const stream = connection.query(from(copyStatement(table, columns, 'STDIN')))
        await finished(stream.end(rows))
      } finally {
        if (client instanceof pg.Pool) connection.release()
      }
    },
  }
  return Object.assign(drizzle(client), raw) as unknown as Db
}

/** Half of what PostgreSQL waits before it looks for a deadlock and ends somebody's transaction (ms). */
const lockPatience = 500
/** So long a migration tries to get its locks (ms). */
const migrationPatience = 60_000

/**
 * Changes tables while others use them. Who waits for an exclusive lock holds up everybody behind it, so `migrate` waits
 * but shortly, gives way with all it has, and tries again.
 */
async function besideOthers(client: pg.PoolClient, migrate: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await client.query(`SET lock_timeout = ${lockPatience}`)
  try {
    for (;;) {
      try {
        return await migrate()
      } catch (error) {
        const { code } = ((error as Error).cause ?? error) as { code?: string }
        const gaveWay = code === '55P03' || code === '40P01'
        if (!gaveWay || performance.now() - began > migrationPatience) throw error
        await pause(lockPatience)
      }
    }
  } finally {
    await client.query('RESET lock_timeout').catch(() => {})
  }
}

/**
 * So long an unused connection is kept (ms). A new one has to read the catalogue, compile the triggers and plan each statement
 * again, which costs the first order opened on it some 20 ms while others wait for its number.
 */
const idleFor = 120_000
/** So many are kept however long nobody uses them. */
const keptOpen = 3

/** PostgreSQL 15 or later through a pool of at most `size` connections. */
export async function openServerDatabase(url: string, size: number, tracing: Tracing | null = null): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    // Compiling a statement just in time takes longer than running any of ours. The planner is told that pages come from
    // memory or a solid-state disk, and may sort and group the sums of a fleet without a file.
    options: '-c timezone=UTC -c datestyle=ISO -c jit=off -c random_page_cost=1.1 -c work_mem=16MB',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: idleFor,
    min: Math.min(size, keptOpen),
    application_name: 'faena',
  })
  // An idle connection that the server closes reports here; the pool replaces it, and queries report their own errors.
  pool.on('error', () => {})
  // So does one that breaks between two statements of a transaction; the next statement fails.
  pool.on('connect', (connection) => connection.on('error', () => {}))
  try {
    const { rows } = await pool.query<{ version: string }>('SHOW server_version_num')
    assertSupported(Number(Object.values(rows[0]!)[0]))
  } catch (error) {
    await pool.end()
    throw connectFailure(error, url)
  }
  return {
    engine: 'server',
    url,
    db: dbOver(traceStatements(pool, tracing)),
    async transaction(work) {
      const connection = await pool.connect()
      const client = traceStatements(connection, tracing)
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const result = await work(dbOver(client) as Tx)
        await client.query('COMMIT')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: Error) => {
          broken = failure
        })
        throw error
      } finally {
        connection.release(broken)
      }
    },
    listen: (channel, hear, lost) => listenTo(url, channel, hear, lost),
    async migrate() {
      const client = await pool.connect()
      try {
        await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
        await assertNotNewer(dbOver(client))
        await besideOthers(client, () => migrate(drizzle(client), { migrationsFolder }))
      } finally {
        await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => {})
        client.release()
      }
    },
    async hold(key, lost) {
      // Not of the pool: it is kept for hours, and must not be one that others wait for.
      const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'faena lock' })
      client.on('error', lost)
      try {
        await client.connect()
        const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [key])
        if (rows[0]!.held) return () => client.end()
      } catch (error) {
        await client.end().catch(() => {})
        throw error
      }
      await client.end()
      return null
    },
    async dump(file) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        return await dumpServer(url, dbOver(client), file)
      } finally {
        await client.query('ROLLBACK').catch(() => {})
        client.release()
      }
    },
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    close: () => pool.end(),
  }
}
