import { sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/database/database.ts'
import { anyOf } from '../../platform/database/keyset.ts'

interface Definition {
  table: string
  name: string
  definition: string
}

/**
 * Does `load` while `tables` are without what is kept row by row (keys, exclusions, indexes), and builds it anew: over a
 * million rows one build is many times faster. `keyed` of them keep their primary keys. In one transaction, so that nobody
 * sees the tables without.
 */
export async function loadInBulk<T>(
  tx: Tx,
  engine: Database['engine'],
  { tables, keyed }: { tables: readonly string[]; keyed: readonly string[] },
  load: () => Promise<T>,
): Promise<T> {
  if (engine === 'server') await tx.executeSql("SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '128MB'")
  const rebuild = await suspendIndexes(tx, tables, keyed)
  const loaded = await load()
  await rebuild()
  return loaded
}

/** Returns what builds them anew. */
async function suspendIndexes(
  tx: Tx,
  tables: readonly string[],
  keyed: readonly string[],
): Promise<() => Promise<void>> {
  const names = anyOf(tables, 'text')
  const constraints = await tx.rows<Definition>(sql`
    SELECT r.relname AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE n.nspname = 'public' AND r.relname = ${names}
      AND (c.contype IN ('f', 'u', 'x') OR c.contype = 'p' AND NOT r.relname = ${anyOf(keyed, 'text')})
    ORDER BY c.contype = 'f', c.conname`)
  const foreign = await tx.rows<Definition>(sql`
    SELECT r.relname AS table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
    JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE n.nspname = 'public' AND f.relname = ${names} AND NOT r.relname = ${names}
      AND c.contype = 'f' ORDER BY c.conname`)
  const indexes = await tx.rows<Definition>(sql`
    SELECT r.relname AS table, i.relname AS name, pg_get_indexdef(x.indexrelid) AS definition
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class r ON r.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE n.nspname = 'public' AND r.relname = ${names}
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid) ORDER BY i.relname`)
  const all = [...foreign, ...constraints.toReversed()]
  for (const { table, name } of all) await tx.executeSql(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`)
  for (const { name } of indexes) await tx.executeSql(`DROP INDEX "${name}"`)
  return async () => {
    for (const { definition } of indexes) await tx.executeSql(definition)
    for (const { table, name, definition } of [...constraints, ...foreign]) {
      await tx.executeSql(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition}`)
    }
  }
}
