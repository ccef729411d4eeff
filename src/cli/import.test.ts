import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { site } from '../server/features/sites/tables.ts'
import type { Db } from '../server/platform/database/database.ts'
import { openEmbeddedDatabase } from '../server/platform/database/embedded.ts'
import { openTestDatabase, prepareFolder, type TestDatabase, testServer } from '../server/testing/database.ts'
import { excavatorCounts, excavatorFile, hasExcavators } from '../server/testing/excavators.ts'
import { command } from './import.ts'

const folder = mkdtempSync(join(tmpdir(), 'faena-cli-'))
let server: TestDatabase | null = null

/** Asks the database between two runs of the command; the embedded one is open in one place at a time. */
async function asking<T>(ask: (db: Db) => Promise<T>): Promise<T> {
  if (server) return ask(server.database.db)
  const database = await openEmbeddedDatabase({ folder: `${folder}/database` })
  try {
    return await ask(database.db)
  } finally {
    await database.close()
  }
}

async function faena(...argv: string[]) {
  let [out, err] = ['', '']
  const io = {
    stdin: process.stdin,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  }
  return { code: await command.run(argv, io), out, err }
}

beforeAll(async () => {
  if (testServer) server = await openTestDatabase()
  else await prepareFolder(`${folder}/database`)
  vi.stubEnv('DATABASE_URL', server?.url ?? '')
  vi.stubEnv('DATA_DIR', folder)
  vi.stubEnv('LOG_LEVEL', 'error')
  await asking((db) => db.insert(site).values({ code: 'TALLER', name: 'Taller' }))
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  vi.unstubAllEnvs()
  await server?.drop()
  rmSync(folder, { recursive: true, force: true })
})

const excavators = fileURLToPath(excavatorFile)
const asOrders = [excavators, '--target', 'workOrders', '--create-assets', '--asset-type', 'WHEEL_LOADER']
const choices = [...asOrders, '--site', 'TALLER', '--value', 'type:PM05=INSTALLATION']

describe.runIf(hasExcavators())('faena import', () => {
  test('the excavators become what the file says, once the malformed row is left out', async () => {
    const expected = excavatorCounts()
    const errors = join(folder, 'errors.csv')
    const refused = await faena(...choices, '--save-errors', errors)
    expect(refused.code).toBe(1)
    expect(refused.out).toContain('rows 5485, good 5484, refused 1')
    expect(readFileSync(errors, 'utf8')).toContain(`${expected.malformed[0]};Cost;badNumber;`)
    expect(await asking((db) => db.rows(sql`SELECT id FROM work_order LIMIT 1`))).toEqual([])

    const done = await faena(...choices, '--skip-errors', '--json')
    expect(done.err).toBe('')
    expect(done.code).toBe(0)
    const run = JSON.parse(done.out)
    expect(run).toMatchObject({ status: 'APPLIED', result: { created: { workOrders: 5484, assets: 5 } } })

    const rows = await asking((db) =>
      db.rows<{ key: string; count: number }>(sql`
        SELECT a.code || ' ' || t.code || ' ' || substr(w.number, 4, 4) AS key, count(*) AS count
        FROM work_order w JOIN asset a ON a.id = w.asset_id JOIN order_type t ON t.id = w.type_id GROUP BY 1`),
    )
    expect(Object.fromEntries(rows.map(({ key, count }) => [key, count]))).toEqual(expected.counts)

    const again = await faena(...choices, '--skip-errors')
    expect(again.code).toBe(1)
    expect(again.err).toContain('was imported before')

    expect(await faena('--undo', run.id)).toMatchObject({ code: 0 })
    expect(await asking((db) => db.rows(sql`SELECT id FROM work_order LIMIT 1`))).toEqual([])
  })
})

describe('what is not understood', () => {
  const ordersFile = join(folder, 'orders.csv')
  writeFileSync(ordersFile, 'Fecha;Equipo;Trabajo\n05/03/2026;EX-1;Cambio de aceite\n')

  test.each([
    [['missing.csv'], 'cannot read'],
    [[ordersFile, '--target', 'pumps'], '--target is one of'],
    [[ordersFile, '--create-assets'], '--create-assets needs'],
    [[ordersFile, '--map', 'title'], 'a "=" is missing'],
    [[], 'say which file'],
  ])('%j', async (argv, reason) => {
    await expect(faena(...argv)).rejects.toThrow(reason)
  })

  test('a mapping that names what does not exist leaves nothing behind', async () => {
    const { code, err } = await faena(ordersFile, '--map', 'title=Asunto', '--default', 'type=CORRECTIVE')
    expect(code).toBe(1)
    expect(err).toContain('columns.title')
    const left = await asking((db) => db.rows(sql`SELECT id FROM import_run WHERE file_name = 'orders.csv'`))
    expect(left).toEqual([])
  })
})
