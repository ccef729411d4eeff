import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '../../platform/config.ts'
import { factsOf } from '../../platform/database/database.ts'
import { localFiles } from '../../platform/files.ts'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import { openTestDatabase } from '../../testing/database.ts'
import { emptyTarget, type RestoreTarget } from '../../testing/restore-target.ts'
import { readArchive, writeArchive } from './archive.ts'
import { exportEverything } from './export.ts'
import { makeBackup } from './make.ts'
import { restoreBackup } from './restore.ts'
import { runBackup, runDrill } from './run.ts'
import { takeInEverything } from './take-in.ts'

let test: TestApp
let base: string
let archive: string
/** Where everything is refused until the last. */
let untouched: RestoreTarget
const targets: RestoreTarget[] = []
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'faena-backup-'))
  test = await openTestApp()
  Object.assign(test.runtime.config, test.databaseUrl ? { DATABASE_URL: test.databaseUrl } : {})
  const { runtime } = test
  mkdirSync(join(runtime.config.DATA_DIR, 'models/fleet'), { recursive: true })
  writeFileSync(join(runtime.config.DATA_DIR, 'models/fleet/hazard.json'), '{"shape":1.7}')
  const { key, sha256, size } = await runtime.files.put(Buffer.from('una foto'))
  await runtime.database.db.rows(sql`
    INSERT INTO file (id, owner_type, owner_id, kind, name, media_type, size, sha256, storage_key)
    VALUES (gen_random_uuid(), 'asset', gen_random_uuid(), 'PHOTO', 'foto', 'image/webp', ${size}, ${sha256}, ${key})`)
  expect((await test.admin.post('/sites', { code: 'NUNOA', name: 'Taller Ñuñoa' })).status).toBe(201)
  archive = (await makeBackup(runtime, join(base, 'kept'), '2026-11-26T05:30:00.000Z')).path
  untouched = await target()
})
afterAll(async () => {
  for (const target of targets) await target.drop()
  await test.close()
  rmSync(base, { recursive: true, force: true })
})

async function target(): Promise<RestoreTarget> {
  const made = await emptyTarget(join(base, `target-${targets.length}`))
  targets.push(made)
  return made
}

const filesOf = (config: Config) => localFiles(`${config.DATA_DIR}/files`)
const restore = ({ config }: RestoreTarget, path = archive) => restoreBackup(config, filesOf(config), path)

/** The archive with `change` done to its bytes, as a file of its own. */
function altered(name: string, change: (bytes: Buffer) => Buffer): string {
  const path = join(base, name)
  writeFileSync(path, change(readFileSync(archive)))
  return path
}

describe('a backup', () => {
  it('restores to an empty installation with the same rows, files and models', async () => {
    const { runtime } = test
    const to = await target()
    const manifest = await restore(to)
    const restored = await to.open()
    const found = await factsOf(restored.db)
    expect(found.counts).toEqual(manifest.counts)
    expect(found.counts.site).toBe(3)
    const sites = sql`SELECT code, name FROM site ORDER BY code`
    expect(await restored.db.rows(sites)).toEqual(await runtime.database.db.rows(sites))
    const [file] = await restored.db.rows<{ key: string }>(sql`SELECT storage_key AS key FROM file`)
    await restored.close()
    expect((await buffer(filesOf(to.config).open(file!.key))).toString()).toBe('una foto')
    expect(readFileSync(join(to.config.DATA_DIR, 'models/fleet/hazard.json'), 'utf8')).toBe('{"shape":1.7}')
  })

  it('is nobody else’s to read, and leaves nothing half-made beside it', () => {
    expect(statSync(archive).mode & 0o077).toBe(0)
    expect(readdirSync(join(base, 'kept'))).toEqual([basename(archive)])
  })

  it('is refused where there is something already, which stays as it was', async () => {
    const to = await target()
    await restore(to)
    await expect(restore(to)).rejects.toThrow(/nothing was restored/)
    const restored = await to.open()
    expect((await factsOf(restored.db)).counts.site).toBe(3)
    await restored.close()
    const withFiles = await target()
    const { key } = await filesOf(withFiles.config).put(Buffer.from('de otra faena'))
    await expect(restore(withFiles)).rejects.toThrow(/there are files already/)
    expect((await buffer(filesOf(withFiles.config).open(key))).toString()).toBe('de otra faena')
  })

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 4000)],
    ['cut in half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    [
      'with one bit of a file turned',
      (bytes: Buffer) => {
        bytes[bytes.indexOf('una foto')]! ^= 1
        return bytes
      },
    ],
    ['that is something else', () => Buffer.from('no es un respaldo')],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s is refused before anything is written', async (name, change) => {
    const to = untouched
    await expect(restore(to, altered(name, change))).rejects.toThrow(/damaged|no backup of Faena/)
    await expectUntouched(to)
  })

  it('of a newer version, of the other engine, or with a name that leads elsewhere is refused', async () => {
    const to = untouched
    const { counts, ...manifest } = await readArchive(archive)
    const made = async (name: string, change: object, parts: { name: string; bytes: Buffer }[] = []) => {
      const path = join(base, name)
      await writeArchive(
        path,
        { ...manifest, counts, ...change },
        (async function* () {
          yield* parts
        })(),
      )
      return path
    }
    await expect(restore(to, await made('newer', { migration: 9_999_999_999_999 }))).rejects.toThrow(/newer Faena/)
    const other = { engine: manifest.engine === 'server' ? 'embedded' : 'server' }
    await expect(restore(to, await made('other', other))).rejects.toThrow(/DATABASE_URL/)
    const outside = [{ name: 'models/../../x', bytes: Buffer.from('x') }]
    await expect(restore(to, await made('outside', {}, outside))).rejects.toThrow(/has no place/)
    const strange = [{ name: 'files/../../x', bytes: Buffer.from('x') }]
    await expect(restore(to, await made('strange', {}, strange))).rejects.toThrow(/not a storage key/)
    await expectUntouched(to)
  })

  it('of a dump that the database refuses takes everything away again', async () => {
    const to = untouched
    const manifest = await readArchive(archive)
    const path = join(base, 'broken-dump')
    const key = 'ab/abcdef00-0000-4000-8000-000000000000'
    await writeArchive(
      path,
      manifest,
      (async function* () {
        yield { name: 'database.dump', bytes: Buffer.from('no es un volcado') }
        yield { name: `files/${key}`, bytes: Buffer.from('x') }
      })(),
    )
    await expect(restore(to, path)).rejects.toThrow()
    await expectUntouched(to)
    await restore(to)
  })
})

describe('an export', () => {
  it('is taken in by an installation without records, which then has identical ones, and by no other', async () => {
    const { runtime } = test
    const path = join(base, 'everything.tar')
    const manifest = await exportEverything(runtime, path, '2026-11-26T06:00:00.000Z')
    await expect(exportEverything(runtime, path, '2026-11-26T06:00:00.000Z')).rejects.toThrow(/exists already/)
    const empty = await openTestDatabase()
    try {
      const files = localFiles(join(base, 'taken-in'))
      const source = { config: runtime.config, database: empty.database, files }
      await expect(takeInEverything(source, archive)).rejects.toThrow(/use faena restore/)
      await expect(restore(untouched, path)).rejects.toThrow(/this is an export/)
      await takeInEverything(source, path)
      for (const table of Object.keys(manifest.counts)) {
        const rows = sql`SELECT row_to_json(t)::text AS row FROM ${sql.identifier(table)} t ORDER BY 1`
        expect(await empty.database.db.rows(rows), table).toEqual(await runtime.database.db.rows(rows))
      }
      expect(manifest.counts).toMatchObject({ site: 3, person: 5, file: 1 })
      expect(manifest.counts.session).toBeUndefined()
      for await (const { key } of files.list()) expect((await buffer(files.open(key))).toString()).toBe('una foto')
      await expect(takeInEverything(source, path)).rejects.toThrow(/holds records already/)
    } finally {
      await empty.drop()
    }
  })
})

async function expectUntouched(to: RestoreTarget): Promise<void> {
  for await (const { key } of filesOf(to.config).list()) expect.fail(`${key} was left`)
  expect(await to.isEmpty()).toBe(true)
}

describe('the backups of an installation', () => {
  it('are made, drilled, listed and taken away by administrators, and by nobody else', async () => {
    const { runtime, admin, supervisor } = test
    expect((await supervisor.get('/backups')).status).toBe(403)
    expect((await admin.get('/backups/state')).body).toMatchObject({ stale: true, lastDoneAt: null, running: false })
    expect((await admin.post('/backups')).status).toBe(202)
    await runtime.jobs.work()
    const made = await expect.poll(async () => (await admin.get('/backups')).body.items[0])
    await made.toMatchObject({ status: 'DONE', origin: 'REQUEST', drill: null, removed: false, error: null })
    const [first] = (await admin.get('/backups')).body.items
    expect((await admin.post(`/backups/${first.id}/drill`)).status).toBe(202)
    const drilled = expect.poll(async () => (await admin.get('/backups')).body.items[0].drill)
    await drilled.toMatchObject({ passed: true, error: null, files: 2 })
    const taken = await admin.get(`/backups/${first.id}/archive`)
    expect(taken.headers).toMatchObject({ 'content-length': String(first.size), 'cache-control': 'private, no-store' })
    const copy = join(base, 'taken.tar')
    writeFileSync(copy, taken.body)
    expect((await readArchive(copy)).counts.site).toBe(3)
    expect(
      (await admin.get('/audit?action=backup')).body.items.map((entry: { action: string }) => entry.action),
    ).toEqual(['backup.downloaded', 'backup.drillRequested', 'backup.requested'])
    expect((await admin.get('/backups/state')).body).toMatchObject({ stale: false, lastDrill: { passed: true } })
  })

  it('say so when one cannot be made or read, and tell the administrators', async () => {
    const { runtime, admin } = test
    const { config } = runtime
    const folder = join(config.DATA_DIR, 'backups')
    const [{ name }] = (await admin.get('/backups')).body.items
    const bytes = readFileSync(join(folder, name))
    bytes[bytes.indexOf('una foto')]! ^= 1
    writeFileSync(join(folder, name), bytes)
    await runDrill(runtime, null)
    const [{ drill }] = (await admin.get('/backups')).body.items
    expect(drill).toMatchObject({ passed: false, error: expect.stringMatching(/is not what was written/) })
    const broken = { ...runtime, config: { ...config, BACKUP_DIR: join(config.DATA_DIR, 'models/fleet/hazard.json') } }
    await runBackup(broken, 'SCHEDULE', '0199c0de-0000-7000-8000-000000000000')
    expect((await admin.get('/backups')).body.items[0]).toMatchObject({ status: 'FAILED', error: /EEXIST|ENOTDIR/ })
  })

  it('are given up by the rule, one at a time is made, and one whose process was killed does not hold up the next', async () => {
    const { runtime } = test
    const { db } = runtime.database
    await db.rows(sql`
      INSERT INTO backup (id, origin, status, started_at, finished_at, name)
      SELECT gen_random_uuid(), 'SCHEDULE', 'DONE', day, day, 'faena-' || day::date || '.tar'
      FROM generate_series(now() - interval '60 days', now() - interval '1 day', interval '1 day') day`)
    const attempt = '0199c0de-0000-7000-8000-000000000001'
    await db.rows(sql`INSERT INTO backup (id, job_id, origin, status, started_at, name)
      VALUES (${attempt}, ${attempt}, 'SCHEDULE', 'RUNNING', now(), 'x.tar')`)
    await runBackup(runtime, 'SCHEDULE', '0199c0de-0000-7000-8000-000000000002')
    const running = sql`SELECT count(*) AS n FROM backup WHERE status = 'RUNNING'`
    expect(await db.rows(running)).toEqual([{ n: 1 }])
    await runBackup(runtime, 'SCHEDULE', attempt)
    expect(await db.rows(running)).toEqual([{ n: 0 }])
    const outcomes = sql`SELECT status, error FROM backup WHERE job_id = ${attempt} ORDER BY started_at, id = ${attempt} DESC`
    expect(await db.rows(outcomes)).toEqual([
      { status: 'FAILED', error: 'interrupted' },
      { status: 'DONE', error: null },
    ])
    await db.rows(sql`INSERT INTO backup (id, origin, status, started_at, name)
      VALUES (gen_random_uuid(), 'SCHEDULE', 'RUNNING', now() - interval '7 hours', 'y.tar')`)
    await runBackup(runtime, 'SCHEDULE', '0199c0de-0000-7000-8000-000000000003')
    expect(await db.rows(running)).toEqual([{ n: 0 }])
    const [kept] = await db.rows<{ n: number }>(
      sql`SELECT count(*) AS n FROM backup WHERE status = 'DONE' AND removed_at IS NULL`,
    )
    expect(kept!.n).toBeGreaterThanOrEqual(9)
    expect(kept!.n).toBeLessThanOrEqual(16)
  })
})
