import { spawn } from 'node:child_process'
import { sql } from 'drizzle-orm'
import { DatabaseError, type Db, type DumpFacts, factsOf } from './database.ts'

/** Runs a program of PostgreSQL on the database at `url`; the password goes by the environment, which others cannot read. */
function run(program: 'pg_dump' | 'pg_restore', url: string, args: string[]): Promise<void> {
  const target = new URL(url)
  const password = decodeURIComponent(target.password)
  target.password = ''
  const env = { ...process.env, PGAPPNAME: 'faena', ...(password ? { PGPASSWORD: password } : {}) }
  return new Promise((resolve, reject) => {
    const child = spawn(program, [`--dbname=${target.href}`, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2000)
    })
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new DatabaseError(`${program} is not installed; install the client programs of PostgreSQL`)
          : error,
      ),
    )
    child.on('close', (code) => {
      const line = said.split('\n').find((text) => /error:|FATAL:/.test(text)) ?? said.trim()
      if (code === 0) resolve()
      else reject(new DatabaseError(/No space left/.test(said) ? 'the disk is full' : line || `${program} failed`))
    })
  })
}

/**
 * Dumps the database at `url` in the custom format. `tx` is a repeatable-read transaction on it: what it counts is exactly
 * what the dump holds. It stays open as long as the dump takes, and locks nothing against writers.
 */
export async function dumpServer(url: string, tx: Db, file: string): Promise<DumpFacts> {
  const [exported] = await tx.rows<{ snapshot: string }>(sql`SELECT pg_export_snapshot() AS snapshot`)
  const facts = await factsOf(tx)
  const plain = ['--format=custom', '--no-owner', '--no-privileges', '--no-comments']
  await run('pg_dump', url, [...plain, `--snapshot=${exported!.snapshot}`, `--file=${file}`])
  return facts
}

/** Restores a dump into the database at `url`, all of it or nothing. */
export function restoreServer(url: string, file: string): Promise<void> {
  return run('pg_restore', url, ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', file])
}

/** Tables, views and sequences that no extension brought: none in a database just created. */
export async function relationsIn(db: Db): Promise<number> {
  const [row] = await db.rows<{ n: number }>(sql`
    SELECT count(*) AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND s.nspname <> 'information_schema' AND s.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')`)
  return row!.n
}
