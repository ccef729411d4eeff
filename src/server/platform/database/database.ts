import { type SQL, sql } from 'drizzle-orm'
import { type PgDatabase, PgDialect, type PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { isoInstant } from './columns.ts'

/** Runs SQL: Drizzle's builder for writes, `rows` for statements written by hand. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>> & Raw

export interface Raw {
  /**
   * The rows of one hand-written statement. Instants arrive as ISO 8601 strings, `date` as `YYYY-MM-DD`, `bigint` and
   * `numeric` as numbers, `jsonb` parsed, on either engine.
   */
  rows<T extends object = Record<string, unknown>>(statement: SQL): Promise<T[]>
  /** Text with `$n` parameters, for libraries that bring their own SQL. */
  executeSql(text: string, values?: unknown[]): Promise<{ rows: never[] }>
  /** Loads rows, given in the text format of COPY (`copyWriter`), into columns of a table: the fastest way in. */
  copy(table: string, columns: readonly string[], rows: Buffer): Promise<void>
}

declare const inTransaction: unique symbol

/** A `Db` whose statements commit or roll back together. */
export type Tx = Db & { readonly [inTransaction]: true }

export interface Database {
  readonly engine: 'embedded' | 'server'
  /** Where another thread can open a connection of its own; `null`: nowhere, the engine is in this one. */
  readonly url: string | null
  readonly db: Db
  /** Runs `work` in one READ COMMITTED transaction; rolls back when it throws. Never wait on the outside world inside. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Hears what transactions said on `channel` by `pg_notify`, once they have committed, in this process and in others.
   * `lost` is called when some may have been missed, because the connection broke. Answers how to stop.
   */
  listen(channel: string, hear: (text: string) => void, lost: () => void): Promise<() => Promise<void>>
  /** Applies pending migrations under a lock; throws `NewerSchemaError` when the database is ahead of this code. */
  migrate(): Promise<void>
  /**
   * Takes an advisory lock for as long as this process has its connection, so that one process at a time does something;
   * `null` while another has it. `lost` is called when the connection breaks. Answers how to give the lock back.
   */
  hold(key: number, lost: () => void): Promise<(() => Promise<void>) | null>
  /** Writes all there is at one instant to a new file, in the engine's own form, while others go on. */
  dump(file: string): Promise<DumpFacts>
  /** Connections of this process, by what they are doing. */
  connections(): { busy: number; idle: number; waiting: number }
  /** Closes every connection. */
  close(): Promise<void>
}

/** What a dump holds, to be compared with what a restore brings back. */
export interface DumpFacts {
  /** Rows by table. */
  counts: Record<string, number>
  /** Time stamp of the newest migration. */
  migration: number
}

/** Rows by table, as `db` sees them. */
export async function factsOf(db: Raw): Promise<DumpFacts> {
  const tables = await db.rows<{ name: string }>(sql`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`)
  const each = tables.map(({ name }) => sql`SELECT ${name}::text AS name, count(*) AS n FROM ${sql.identifier(name)}`)
  const counted = each.length > 0 ? await db.rows<{ name: string; n: number }>(sql.join(each, sql` UNION ALL `)) : []
  const [newest] = await db.rows<{ migration: number }>(
    sql`SELECT max(created_at) AS migration FROM drizzle.__drizzle_migrations`,
  )
  return { counts: Object.fromEntries(counted.map(({ name, n }) => [name, n])), migration: newest!.migration }
}

export class DatabaseError extends Error {}

/** How both engines turn PostgreSQL's text into values, by type OID. */
export const parsers: Record<number, (text: string) => unknown> = {
  20: Number,
  1700: Number,
  1082: (text) => text,
  1114: (text) => text,
  1184: isoInstant,
}

const dialect = new PgDialect()

export function copyStatement(table: string, columns: readonly string[], source: string): string {
  const quoted = [table, ...columns].map((name) => `"${name.replaceAll('"', '""')}"`)
  return `COPY ${quoted[0]} (${quoted.slice(1).join(', ')}) FROM ${source}`
}

export function compile(statement: SQL): { text: string; values: unknown[] } {
  const { sql: text, params } = dialect.sqlToQuery(statement)
  return { text, values: params }
}
