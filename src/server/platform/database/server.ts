import { finished } from 'node:stream/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
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
    async copy(table, columns, text) {
      const { from } = await import('pg-copy-streams')
      const connection = client instanceof pg.Pool ? await client.connect() : client
      try {
        const stream = connection.query(from(copyStatement(table, columns, 'STDIN')))
        await finished(stream.end(text))
      } finally {
        if (client instanceof pg.Pool) connection.release()
      }
    },
  }
  return Object.assign(drizzle(client), raw) as unknown as Db
}

/** PostgreSQL 15 or later through a pool of at most `size` connections. */
export async function openServerDatabase(url: string, size: number): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    // Compiling a statement just in time takes longer than running any of ours.
    options: '-c timezone=UTC -c datestyle=ISO -c jit=off',
    connectionTimeoutMillis: 10_000,
    application_name: 'faena',
  })
  // An idle connection that the server closes reports here; the pool replaces it, and queries report their own errors.
  pool.on('error', () => {})
  try {
    const { rows } = await pool.query<{ version: string }>('SHOW server_version_num')
    assertSupported(Number(Object.values(rows[0]!)[0]))
  } catch (error) {
    await pool.end()
    throw connectFailure(error, url)
  }
  return {
    engine: 'server',
    db: dbOver(pool),
    async transaction(work) {
      const client = await pool.connect()
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
        client.release(broken)
      }
    },
    listen: (channel, hear, lost) => listenTo(url, channel, hear, lost),
    async migrate() {
      const client = await pool.connect()
      try {
        await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
        await assertNotNewer(dbOver(client))
        await migrate(drizzle(client), { migrationsFolder })
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
