import { createWriteStream, existsSync, openAsBlob } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { keptBackups } from '../../../domain/backup-retention.ts'
import { dateAt } from '../../../domain/civil-time.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { openBucket } from '../../platform/s3.ts'
import { asBackupError } from './backup-error.ts'
import { drillBackup } from './drill.ts'
import { archiveName, backupFolder, type MadeBackup, makeBackup } from './make.ts'
import { backup, backupDrill } from './tables.ts'

type Origin = (typeof backup.$inferInsert)['origin']

/** A backup that has not ended by now (hours) never will: its process was killed. */
const longest = 6

const bucketOf = ({ config }: Runtime) => (config.BACKUP_URL ? openBucket(config, config.BACKUP_URL) : null)

/** Takes the place of the one backup that runs; `null` when another has it. */
async function begin({ database, now }: Runtime, origin: Origin, attempt: string): Promise<string | null> {
  const at = now()
  return database.transaction(async (tx) => {
    // An attempt that comes again is the same work after its process was killed.
    await tx.rows(sql`
      UPDATE backup SET status = 'FAILED', finished_at = ${at}, error = 'interrupted'
      WHERE status = 'RUNNING' AND (job_id = ${attempt} OR started_at < ${at}::timestamptz - make_interval(hours => ${longest}))`)
    const id = v7()
    const [row] = await tx
      .insert(backup)
      .values({ id, origin, jobId: attempt, status: 'RUNNING', startedAt: at, name: archiveName(at) })
      .onConflictDoNothing()
      .returning({ id: backup.id })
    return row?.id ?? null
  })
}

/** Deletes the archives that the rule of retention gives up, here and in the bucket. */
async function giveUpOld(runtime: Runtime): Promise<void> {
  const { database, config, now } = runtime
  const rows = await database.db.rows<{ id: string; name: string; startedAt: string; copied: boolean }>(sql`
    SELECT id, name, started_at AS "startedAt", copied FROM backup WHERE status = 'DONE' AND removed_at IS NULL`)
  const dated = rows.map((row) => {
    const at = Date.parse(row.startedAt)
    return { ...row, at, date: dateAt(at, config.COMPANY_TIME_ZONE) }
  })
  const kept = keptBackups(dated)
  for (const old of dated.filter((one) => !kept.has(one))) {
    await rm(join(backupFolder(config), old.name), { force: true })
    if (old.copied) await bucketOf(runtime)?.remove(old.name)
    await database.db.update(backup).set({ removedAt: now() }).where(eq(backup.id, old.id))
  }
}

/** Takes away what killed processes left half-made. */
async function sweep({ config }: Runtime): Promise<void> {
  const folder = backupFolder(config)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (!/^faena-\w+\.tar\.(part|dump|fetched)$/.test(name)) continue
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > longest * 3_600_000) await rm(path, { force: true })
  }
}

async function alert({ database, jobs, now }: Runtime, kind: 'backupFailed' | 'drillFailed', value: string) {
  await database.transaction((tx) =>
    jobs.enqueueEvents(tx, [{ name: 'system.alert', payload: { kind, value, since: now() } }]),
  )
}

const factsOf = ({ path, size, sha256, files, manifest }: MadeBackup) => ({
  name: basename(path),
  size,
  sha256,
  files,
  counts: manifest.counts,
})

/** Enters an archive that the command line made beside the others. */
export async function recordMade(db: Db, made: MadeBackup, startedAt: string): Promise<void> {
  const finishedAt = new Date().toISOString()
  await db.insert(backup).values({ origin: 'COMMAND', status: 'DONE', startedAt, finishedAt, ...factsOf(made) })
}

/** Makes a backup and records it, whatever becomes of it. Does nothing while another is being made. */
export async function runBackup(runtime: Runtime, origin: Origin, attempt: string): Promise<void> {
  const { database, config, log, now } = runtime
  const id = await begin(runtime, origin, attempt)
  if (!id) return log.info('a backup is being made already')
  try {
    const made = await makeBackup(runtime, backupFolder(config), now())
    const bucket = bucketOf(runtime)
    if (bucket) await bucket.put(basename(made.path), await openAsBlob(made.path))
    await database.db
      .update(backup)
      .set({ status: 'DONE', finishedAt: now(), copied: bucket !== null, ...factsOf(made) })
      .where(eq(backup.id, id))
    log.info({ backup: made.path, size: made.size }, 'backup made')
    await giveUpOld(runtime)
    await sweep(runtime)
  } catch (error) {
    const { message } = asBackupError(error)
    log.error({ err: error }, 'backup failed')
    await database.db
      .update(backup)
      .set({ status: 'FAILED', finishedAt: now(), error: message })
      .where(sql`${backup.id} = ${id} AND ${backup.status} = 'RUNNING'`)
    await alert(runtime, 'backupFailed', message)
  }
}

/** The archive of a backup on this machine, fetched from the bucket when it is not here. */
export async function archiveHere(runtime: Runtime, { name, copied }: { name: string; copied: boolean }) {
  const path = join(backupFolder(runtime.config), name)
  const bucket = bucketOf(runtime)
  if (existsSync(path) || !copied || !bucket) return path
  await mkdir(backupFolder(runtime.config), { recursive: true, mode: 0o700 })
  await pipeline(bucket.open(name), createWriteStream(`${path}.fetched`, { mode: 0o600 }))
  await rename(`${path}.fetched`, path)
  return path
}

/** Restores a backup, the newest one unless told, to a scratch database and records what was found. */
export async function runDrill(runtime: Runtime, backupId: string | null): Promise<void> {
  const { database, log, now } = runtime
  const which = backupId ? sql`id = ${backupId}` : sql`true`
  const [found] = await database.db.rows<{ id: string; name: string; copied: boolean }>(sql`
    SELECT id, name, copied FROM backup WHERE status = 'DONE' AND removed_at IS NULL AND ${which}
    ORDER BY started_at DESC LIMIT 1`)
  if (!found) return
  const started = performance.now()
  const result = await archiveHere(runtime, found).then(
    (path) => drillBackup(runtime, path),
    (error) => ({ passed: false, tables: 0, rows: 0, files: 0, error: asBackupError(error).message }),
  )
  const ms = Math.round(performance.now() - started)
  await database.db.insert(backupDrill).values({ backupId: found.id, at: now(), ms, ...result })
  log[result.passed ? 'info' : 'error']({ backup: found.name, ...result }, 'restore drill')
  if (!result.passed) await alert(runtime, 'drillFailed', result.error ?? '')
}
