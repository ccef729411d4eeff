import { eq, sql } from 'drizzle-orm'
import type { ApplyImport, ImportDetail, ImportDialect, ImportMapping, ImportShape } from '../../../contract/imports.ts'
import type { ImportTarget } from '../../../domain/import/fields.ts'
import { proposeTarget } from '../../../domain/import/propose-columns.ts'
import { type Actor, assertAllowed } from '../../platform/actor.ts'
import { assertVersion, type Context, command } from '../../platform/command.ts'
import { Problem } from '../../platform/problem.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { assertMappingComplete, assertMappingFits } from './mapping-checks.ts'
import { importDetail, type StoredRun, storedRun } from './queries.ts'
import { loadReferences } from './references.ts'
import { openStoredFile, shapeHashOf } from './stored-file.ts'
import { describeTable } from './table-file.ts'
import { importMapping, importRun } from './tables.ts'
import { unpack } from './unpack.ts'

export interface UploadedFile {
  bytes: Buffer
  name: string
  target: ImportTarget | undefined
  dialect: ImportDialect
}

interface Described {
  shape: ImportShape
  rowCount: number
}

const createRun = command(
  'import.manage',
  async (
    { tx, actor, audit },
    input: Described & { file: UploadedFile; stored: { key: string; sha256: string; size: number } },
  ) => {
    const { file, stored, shape, rowCount } = input
    const [run] = await tx
      .insert(importRun)
      .values({
        target: file.target ?? proposeTarget(shape.columns),
        status: 'UPLOADED',
        fileName: file.name.slice(0, 200),
        storageKey: stored.key,
        sha256: stored.sha256,
        size: stored.size,
        shape,
        shapeHash: shapeHashOf(shape),
        rowCount,
        createdBy: actor.personId,
      })
      .returning({ id: importRun.id })
    audit('import.uploaded', { type: 'import', id: run!.id }, null, { fileName: file.name, sha256: stored.sha256 })
    return importDetail(tx, actor, run!.id)
  },
)

/** Takes a file in: it is read through once and kept only when it is a table. */
export async function uploadImport(runtime: Runtime, actor: Actor, file: UploadedFile): Promise<ImportDetail> {
  assertAllowed(actor, 'import.manage')
  const described = await describeTable(await unpack(file.bytes), file.dialect)
  const stored = await runtime.files.put(file.bytes)
  try {
    return await createRun(runtime, actor, { ...described, file, stored })
  } catch (error) {
    await runtime.files.remove(stored.key)
    throw error
  }
}

const restable = ['UPLOADED', 'CHECKED', 'FAILED'] as const

function assertStatus(run: StoredRun, allowed: readonly StoredRun['status'][]): void {
  if (!allowed.includes(run.status)) throw new Problem('import.notNow')
}

/** Takes the run back to the state before its check, with `changes`. */
async function reopenRun({ tx, actor }: Context, run: StoredRun, changes: Partial<typeof importRun.$inferInsert>) {
  await tx.execute(sql`DELETE FROM import_row_error WHERE import_id = ${run.id}`)
  await tx
    .update(importRun)
    .set({ ...changes, status: 'UPLOADED', result: null, error: null, rowsDone: 0, version: run.version + 1 })
    .where(eq(importRun.id, run.id))
  return importDetail(tx, actor, run.id)
}

const saveShape = command('import.manage', async (context, input: Described & { id: string }) => {
  const run = await storedRun(context.tx, context.actor, input.id, 'lock')
  assertStatus(run, restable)
  const { shape, rowCount } = input
  return reopenRun(context, run, { shape, rowCount, shapeHash: shapeHashOf(shape), mapping: null })
})

/** Reads the file again with another sheet, encoding, separator or heading row. */
export async function rereadImport(
  runtime: Runtime,
  actor: Actor,
  input: { id: string; dialect: ImportDialect },
): Promise<ImportDetail> {
  assertAllowed(actor, 'import.manage')
  const run = await storedRun(runtime.database.db, actor, input.id, 'read')
  assertStatus(run, restable)
  const file = await openStoredFile(runtime.files, run.storageKey)
  return saveShape(runtime, actor, { id: run.id, ...(await describeTable(file, input.dialect)) })
}

/** Keeps what has been decided of the mapping so far. */
export const saveImportMapping = command(
  'import.manage',
  async (context, input: { id: string; mapping: ImportMapping; expectedVersion?: number }) => {
    const { tx, actor } = context
    const run = await storedRun(tx, actor, input.id, 'lock')
    assertVersion(run.version, input.expectedVersion)
    assertStatus(run, restable)
    assertMappingFits(input.mapping, run.shape, await loadReferences(tx, actor))
    return reopenRun(context, run, { mapping: input.mapping, target: input.mapping.target })
  },
)

/** Starts the dry run, and remembers the mapping for the next file of this shape. */
export const checkImport = command('import.manage', async (context, input: { id: string }) => {
  const { tx, actor, now, emit } = context
  const run = await storedRun(tx, actor, input.id, 'lock')
  assertStatus(run, restable)
  if (!run.mapping) throw new Problem('import.notNow')
  assertMappingComplete(run.mapping)
  const kept = { target: run.mapping.target, mapping: run.mapping, updatedAt: now }
  await tx
    .insert(importMapping)
    .values({ shapeHash: run.shapeHash, ...kept })
    .onConflictDoUpdate({ target: importMapping.shapeHash, set: kept })
  await tx
    .update(importRun)
    .set({ status: 'CHECKING', rowsDone: 0, result: null, error: null, version: run.version + 1 })
    .where(eq(importRun.id, run.id))
  emit('import.requested', {
    id: run.id,
    step: 'check',
    skipRefused: false,
    actor: { ...actor, idempotency: undefined },
  })
  return importDetail(tx, actor, run.id)
})

/** Starts the import of a checked file. */
export const applyImport = command(
  'import.manage',
  async ({ tx, actor, emit }, input: ApplyImport & { id: string }) => {
    const run = await storedRun(tx, actor, input.id, 'lock')
    assertStatus(run, ['CHECKED'])
    const { refused, accepted } = run.result!
    if (accepted === 0) throw new Problem('import.nothingToImport')
    if (refused > 0 && !input.skipRefused) throw new Problem('import.rowsRefused', { count: refused })
    const { sameFileAppliedAt } = await importDetail(tx, actor, run.id)
    if (sameFileAppliedAt && !input.again) throw new Problem('import.alreadyApplied')
    await tx
      .update(importRun)
      .set({ status: 'APPLYING', rowsDone: 0, error: null, version: run.version + 1 })
      .where(eq(importRun.id, run.id))
    const { skipRefused } = input
    emit('import.requested', { id: run.id, step: 'apply', skipRefused, actor: { ...actor, idempotency: undefined } })
    return importDetail(tx, actor, run.id)
  },
)

const removeRun = command('import.manage', async ({ tx, actor, audit }, input: { id: string }) => {
  const run = await storedRun(tx, actor, input.id, 'lock')
  assertStatus(run, restable)
  await tx.execute(sql`DELETE FROM import_run WHERE id = ${run.id}`)
  audit('import.discarded', { type: 'import', id: run.id }, { fileName: run.fileName, sha256: run.sha256 }, null)
  return run.storageKey
})

/** Forgets a file that was not imported. */
export async function discardImport(runtime: Runtime, actor: Actor, input: { id: string }): Promise<void> {
  await runtime.files.remove(await removeRun(runtime, actor, input))
}
