import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

export const migrationsFolder = fileURLToPath(new URL('../../../../drizzle', import.meta.url))

/** Key of the advisory lock that lets one process migrate at a time. */
export const migrationLock = 7_012_026

export class NewerSchemaError extends Error {}

interface Journal {
  entries: { when: number; tag: string }[]
}

/** The time stamp of the newest migration of this version. */
export function newestKnown(): number {
  const journal = JSON.parse(readFileSync(`${migrationsFolder}/meta/_journal.json`, 'utf8')) as Journal
  return Math.max(...journal.entries.map((entry) => entry.when))
}

/** The time stamp of the newest migration applied to `db`, `null` for an empty database. */
async function newestApplied(db: Db): Promise<number | null> {
  const [table] = await db.rows<{ present: boolean }>(
    sql`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS present`,
  )
  if (!table?.present) return null
  const [row] = await db.rows<{ newest: number | null }>(
    sql`SELECT max(created_at) AS newest FROM drizzle.__drizzle_migrations`,
  )
  return row?.newest ?? null
}

export async function migrationState(db: Db): Promise<'empty' | 'behind' | 'current' | 'ahead'> {
  const applied = await newestApplied(db)
  if (applied === null) return 'empty'
  const known = newestKnown()
  return applied === known ? 'current' : applied < known ? 'behind' : 'ahead'
}

export async function assertNotNewer(db: Db): Promise<void> {
  if ((await migrationState(db)) === 'ahead') {
    throw new NewerSchemaError('the database was migrated by a newer Faena; install that version or restore a backup')
  }
}
