import { type SQL, sql } from 'drizzle-orm'
import { Problem } from '../problem.ts'

/** One column a list may be sorted by. `nullable` columns sort their nulls last, in either direction. */
export interface SortKey {
  /** The SQL expression, never null unless `nullable`. */
  by: SQL
  /** How PostgreSQL reads the cursor's text back: `timestamptz`, `text`, `numeric`, `uuid`, `date`, `int`. */
  type: 'timestamptz' | 'text' | 'numeric' | 'uuid' | 'date' | 'int'
  nullable?: boolean
}

export interface Keyset {
  /** Rows after the cursor; `true` for the first page. */
  after: SQL
  orderBy: SQL
  /** The cursor of a row, to be selected as `cursor`. */
  cursor: SQL
}

type CursorValues = [string | null, string]

function decode(cursor: string): CursorValues {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const [first, id] = values as CursorValues
    const wellFormed = Array.isArray(values) && values.length === 2 && (first === null || typeof first === 'string')
    if (wellFormed && /^[0-9a-f-]{36}$/.test(id)) return [first, id]
  } catch {
    // falls through to the refusal
  }
  throw new Problem('request.badCursor')
}

/** Pagination by `key`, then by id: stable while rows come and go, and as fast on the last page as on the first. */
export function keyset(key: SortKey, id: SQL, direction: 'asc' | 'desc', cursor: string | undefined): Keyset {
  const ascending = direction === 'asc'
  const order = ascending ? sql`ASC` : sql`DESC`
  const beyond = ascending ? sql`>` : sql`<`
  const type = sql.raw(key.type)
  const rowCursor = sql`json_build_array(${key.by}::text, ${id}::text)`
  // Said only for nullable columns: an index in descending order has its nulls first, and would not serve the others.
  const nulls = key.nullable ? sql` NULLS LAST` : sql``
  const orderBy = sql`${key.by} ${order}${nulls}, ${id} ${order}`
  if (!cursor) return { after: sql`true`, orderBy, cursor: rowCursor }
  const [value, lastId] = decode(cursor)
  if (value === null)
    return { after: sql`(${key.by} IS NULL AND ${id} ${beyond} ${lastId}::uuid)`, orderBy, cursor: rowCursor }
  const past = sql`(${key.by}, ${id}) ${beyond} (${value}::${type}, ${lastId}::uuid)`
  return { after: key.nullable ? sql`(${past} OR ${key.by} IS NULL)` : past, orderBy, cursor: rowCursor }
}

/** Splits `limit + 1` rows into a page and the cursor of the next one. */
export function toPage<T extends { cursor: unknown }>(rows: T[], limit: number) {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(({ cursor: _, ...item }) => item),
    nextCursor: last ? encodeCursor(last.cursor) : null,
  }
}

/** What a row's `cursor` is for whoever asks for the page after it. */
export const encodeCursor = (cursor: unknown): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** A list of values as one array parameter, for `= ANY(...)`. */
export function anyOf(values: readonly (string | number)[], type: 'uuid' | 'text' | 'int'): SQL {
  return sql`ANY(${sql.param([...values])}::${sql.raw(type)}[])`
}

/** `text` as a LIKE pattern's literal part. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}
