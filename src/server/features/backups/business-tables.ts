import { sql } from 'drizzle-orm'
import type { Db } from '../../platform/database/database.ts'

/** Bound to one machine or one moment: sessions, limits of repetition, what was backed up where, who tried the door. */
const notExported = [
  'session',
  'refresh_token',
  'oidc_attempt',
  'idempotency_key',
  'backup',
  'backup_drill',
  'security_event',
]

/** Every table of records, each after those it refers to; a table may refer to itself. */
export async function businessTables(db: Db): Promise<string[]> {
  const tables = await db.rows<{ name: string; needs: string[] }>(sql`
    SELECT c.relname AS name, coalesce((
      SELECT array_agg(DISTINCT f.relname::text) FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
      WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.confrelid <> c.oid), '{}') AS needs
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname`)
  const waiting = new Map(tables.map(({ name, needs }) => [name, needs]))
  for (const name of notExported) waiting.delete(name)
  const ordered: string[] = []
  while (waiting.size > 0) {
    const next = [...waiting].filter(([, needs]) => needs.every((name) => !waiting.has(name))).map(([name]) => name)
    if (next.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`)
    for (const name of next) waiting.delete(name)
    ordered.push(...next)
  }
  return ordered
}
