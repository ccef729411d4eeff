import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { minorDigits } from '../../../domain/import/number-text.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import type { Db } from '../../platform/database/database.ts'
import type { EventPayload } from '../../platform/events.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { words } from '../../platform/words.ts'
import { prepareFile } from './prepare-file.ts'
import type { Prepared } from './prepared.ts'
import { type StoredFailure, type StoredRun, storedRun } from './queries.ts'
import { loadReferences } from './references.ts'
import { openStoredFile } from './stored-file.ts'
import { writeAssets } from './write-assets.ts'
import type { Origin } from './write-batches.ts'
import { writeOrders } from './write-orders.ts'
import { writeReadings } from './write-readings.ts'

type Step = EventPayload<'import.requested'>

/** Row errors kept for reading and download; their sums always count all. */
const keptErrors = 50_000

const finishCheck = command(
  'import.manage',
  async ({ tx, actor }, { id, prepared }: { id: string; prepared: Prepared }) => {
    const run = await storedRun(tx, actor, id, 'lock')
    if (run.status !== 'CHECKING') return
    await tx.rows(sql`DELETE FROM import_row_error WHERE import_id = ${id}`)
    for (let at = 0; at < Math.min(prepared.errors.length, keptErrors); at += 5000) {
      const batch = JSON.stringify(prepared.errors.slice(at, Math.min(at + 5000, keptErrors)))
      await tx.rows(sql`
      INSERT INTO import_row_error (id, import_id, row_number, column_name, code, value)
      SELECT gen_random_uuid(), ${id}::uuid, r.row, r.column, r.code, r.value
      FROM jsonb_to_recordset(${batch}::text::jsonb) AS r(row int, "column" text, code text, value text)`)
    }
    await tx.rows(sql`
    UPDATE import_run SET status = 'CHECKED', rows_done = ${prepared.result.rows}, row_count = ${prepared.result.rows},
      result = ${JSON.stringify(prepared.result)}::text::jsonb, version = version + 1 WHERE id = ${id}`)
  },
)

interface Application {
  id: string
  prepared: Prepared
  progress(rowsWritten: number): Promise<void>
}

/** Writes the whole file in one transaction; a second worker with the same file waits, and finds it done. */
const writePrepared = command('import.manage', async (context, { id, prepared, progress }: Application) => {
  const { tx, actor, now, audit, emit } = context
  await tx.rows(sql`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`)
  // The row itself stays free until the end, so that progress can be told from outside this transaction.
  const run = await storedRun(tx, actor, id, 'read')
  if (run.status !== 'APPLYING') return
  let written = 0
  const origin: Origin = {
    importId: id,
    personId: actor.personId,
    async written(rows) {
      written += rows
      await progress(written)
    },
  }
  const assetIds = await writeAssets(tx, prepared.assets, origin)
  const costLine = words(actor.locale, 'imports.costLine', { file: run.fileName })
  const numbers = await writeOrders(tx, prepared.orders, { ...origin, costLine })
  await writeReadings(tx, prepared.readings, prepared.readingsBefore, origin)
  const { rows, created } = prepared.result
  await tx.rows(sql`
    UPDATE import_run SET status = 'APPLIED', applied_at = ${now}, rows_done = ${rows},
      result = ${JSON.stringify(prepared.result)}::text::jsonb, version = version + 1 WHERE id = ${id}`)
  for (const [index, asset] of prepared.assets.entries()) {
    audit('asset.imported', { type: 'asset', id: assetIds[index]! }, null, { ...asset, importId: id })
  }
  const { fileName, sha256, mapping } = run
  audit('import.applied', { type: 'import', id }, null, { fileName, sha256, created, numbers, mapping })
  emit('import.finished', { id })
})

async function prepare(runtime: Runtime, actor: Actor, run: StoredRun, progress: (rows: number) => Promise<void>) {
  const { database, config, files } = runtime
  const file = await openStoredFile(files, run.storageKey)
  const setting = {
    mapping: run.mapping!,
    references: await loadReferences(database.db, actor),
    now: runtime.now(),
    zone: config.COMPANY_TIME_ZONE,
    currencyDigits: minorDigits(config.COMPANY_CURRENCY),
    referenceLine: (number: string) => words(actor.locale, 'imports.referenceLine', { number }),
  }
  return prepareFile(database.db, file, run.shape, setting, progress)
}

/** Tells the rows done, at most twice a second. */
function progressTo(db: Db, id: string) {
  let last = 0
  return async (rows: number) => {
    const at = performance.now()
    if (at - last < 500) return
    last = at
    await db.rows(sql`UPDATE import_run SET rows_done = ${Math.floor(rows)} WHERE id = ${id}`)
  }
}

async function takeStep(runtime: Runtime, { id, step, skipRefused, actor }: Step): Promise<void> {
  const { db, engine } = runtime.database
  const run = await storedRun(db, actor, id, 'read')
  if (run.status !== (step === 'check' ? 'CHECKING' : 'APPLYING')) return
  const tell = progressTo(db, id)
  if (step === 'check') {
    await finishCheck(runtime, actor, { id, prepared: await prepare(runtime, actor, run, tell) })
    return
  }
  // Reading the file again is the first half of the way; writing it the second.
  const prepared = await prepare(runtime, actor, run, (rows) => tell(rows / 2))
  if (prepared.result.refused > 0 && !skipRefused) {
    throw new Problem('import.rowsRefused', { count: prepared.result.refused })
  }
  await writePrepared(runtime, actor, {
    id,
    prepared,
    // The embedded engine's one connection is busy with the transaction; asking it for more would wait for ever.
    progress: engine === 'embedded' ? async () => {} : (rows) => tell((run.rowCount + rows) / 2),
  })
}

/** Failures that pass by themselves: the job is tried again. */
const passing = new Set(['40001', '40P01', '53300', '57P01', '57P03', '08006', '08003', 'ECONNREFUSED', 'ECONNRESET'])

function isPassing(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown }
  return (code !== undefined && passing.has(code)) || (cause !== undefined && cause !== error && isPassing(cause))
}

/**
 * Does what was asked of an import, if it is still to be done; a lasting failure is written on the run, where the person
 * who asked finds it.
 */
export async function runImportStep(runtime: Runtime, payload: Step): Promise<void> {
  const { id, step, actor } = payload
  try {
    await takeStep(runtime, payload)
  } catch (error) {
    if (isPassing(error)) throw error
    const refusal = error instanceof Problem ? error : new Problem('server.error')
    if (!(error instanceof Problem)) runtime.log.error({ err: error, import: id }, 'import failed')
    const failure: StoredFailure = { code: refusal.code, params: refusal.params }
    await runtime.database.db.rows(sql`
      UPDATE import_run SET status = 'FAILED', error = ${JSON.stringify(failure)}, version = version + 1
      WHERE id = ${id} AND status = ${step === 'check' ? 'CHECKING' : 'APPLYING'}`)
    runtime.log.info({ import: id, actor: actor.personId, code: refusal.code }, 'import refused')
  }
}

/** For callers outside the queue: does the step now, and returns when it is over, whoever did it. */
export async function runImportStepNow(runtime: Runtime, payload: Step): Promise<void> {
  await runImportStep(runtime, payload)
  for (;;) {
    const { status } = await storedRun(runtime.database.db, payload.actor, payload.id, 'read')
    if (status !== 'CHECKING' && status !== 'APPLYING') return
    await setTimeout(200)
  }
}
