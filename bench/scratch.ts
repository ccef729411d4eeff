import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A database of its own on a server, and a folder: as the product is told of them, and by address. */
export interface Scratch {
  env: { DATABASE_URL: string; DATA_DIR: string }
  url: URL
}

/** Makes an empty database and a folder, and drops both when `work` is done. */
export async function withScratch<T>(server: string, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const name = `faena_bench_${process.pid}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const folder = mkdtempSync(join(tmpdir(), 'faena-bench-'))
  try {
    return await work({ env: { DATABASE_URL: url.href, DATA_DIR: folder }, url })
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Does something by a connection of its own. */
export async function withClient<T>(url: URL, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
