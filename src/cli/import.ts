import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type ImportDetail, type ImportMapping, importByteLimit, importMapping } from '../contract/imports.ts'
import {
  applyImport,
  checkImport,
  discardImport,
  saveImportMapping,
  uploadImport,
} from '../server/features/imports/commands.ts'
import { errorsAsCsv } from '../server/features/imports/errors-csv.ts'
import { proposeFor } from '../server/features/imports/proposal.ts'
import { importDetail } from '../server/features/imports/queries.ts'
import { runImportStepNow } from '../server/features/imports/run-step.ts'
import { undoImport } from '../server/features/imports/undo.ts'
import type { Actor } from '../server/platform/actor.ts'
import { Problem, toProblemDetails } from '../server/platform/problem.ts'
import type { Runtime } from '../server/platform/runtime.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { importEverything } from './import-everything.ts'
import { type ImportOptions, mappingWith, readOptions } from './import-options.ts'
import { withRuntime } from './with-runtime.ts'

async function mappingFrom(path: string | undefined): Promise<Partial<ImportMapping>> {
  if (path === undefined) return {}
  try {
    return importMapping.partial().parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new UsageError(`${path} is not a mapping: ${(error as Error).message}`)
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > importByteLimit) throw new Problem('request.tooLarge')
    return await readFile(path)
  } catch (error) {
    throw error instanceof Problem ? error : new UsageError(`cannot read ${path}: ${(error as Error).message}`)
  }
}

/** The last state of a run whose step was asked for, with its reasons in English. */
async function stepDone(runtime: Runtime, actor: Actor, id: string, step: 'check' | 'apply', skipRefused: boolean) {
  await runImportStepNow(runtime, { id, step, skipRefused, actor })
  return importDetail(runtime.database.db, { ...actor, locale: 'en' }, id)
}

async function importFile(runtime: Runtime, actor: Actor, bytes: Buffer, asked: ImportOptions): Promise<ImportDetail> {
  const { db } = runtime.database
  const { dialect, target, skipErrors, again } = asked
  const kept = await mappingFrom(asked.mappingFile)
  const { id } = await uploadImport(runtime, actor, { bytes, name: basename(asked.file), target, dialect })
  try {
    const proposal = await proposeFor(db, actor, id, target ?? kept.target)
    await saveImportMapping(runtime, actor, { id, mapping: mappingWith(proposal.mapping, kept, asked) })
    await checkImport(runtime, actor, { id })
  } catch (error) {
    await discardImport(runtime, actor, { id })
    throw error
  }
  const checked = await stepDone(runtime, actor, id, 'check', false)
  if (asked.saveErrors !== undefined) await writeFile(asked.saveErrors, errorsAsCsv(db, { ...actor, locale: 'en' }, id))
  if (checked.status !== 'CHECKED' || asked.dryRun) return checked
  if (checked.result!.accepted === 0 || (checked.result!.refused > 0 && !skipErrors)) return checked
  await applyImport(runtime, actor, { id, skipRefused: skipErrors, again })
  return stepDone(runtime, actor, id, 'apply', skipErrors)
}

const counted = (counts: { key: string; count: number }[]) =>
  counts.map(({ key, count }) => `${key || '—'} ${count}`).join(', ')

function inWords({ id, status, target, error, result }: ImportDetail): string {
  const lines = [`import ${id} of ${target}: ${status}${error === null ? '' : ` (${error})`}`]
  if (result) {
    const { created } = result
    lines.push(
      `  rows ${result.rows}, good ${result.accepted}, refused ${result.refused}`,
      `  units ${created.assets}, orders ${created.workOrders}, readings ${created.meterReadings}`,
      `  by unit: ${counted(result.byAsset)}`,
      `  by type: ${counted(result.byType)}`,
      `  by year: ${counted(result.byYear)}`,
      ...result.errors.map(({ count, column, message }) => `  refused: ${count} × ${column ?? 'row'}: ${message}`),
    )
  }
  return `${lines.join('\n')}\n`
}

function report(io: Io, asked: ImportOptions, run: ImportDetail): number {
  io.stdout.write(asked.json ? `${JSON.stringify(run)}\n` : inWords(run))
  if (run.status === 'APPLIED' || run.status === 'UNDONE') return 0
  if (run.status === 'CHECKED' && asked.dryRun) return run.result!.refused > 0 && !asked.skipErrors ? 1 : 0
  if (run.status === 'CHECKED') io.stderr.write('nothing was imported: correct the rows, or give --skip-errors\n')
  return 1
}

export const command: Command = {
  name: 'import',
  summary: 'import orders, units or meter readings from a CSV or XLSX file',
  usage: `faena import FILE [--target workOrders|assets|meterReadings] [--dry-run] [--skip-errors] [--again]
             [--map FIELD=COLUMN]… [--value FIELD:THEIRS=OURS]… [--default FIELD=CODE]… [--mapping FILE.json]
             [--create-assets --asset-type CODE --site CODE] [--date-order YMD|DMY|MDY|SERIAL] [--decimal .|,]
             [--sheet NAME] [--encoding NAME] [--delimiter SIGN|tab] [--header-row N] [--save-errors FILE] [--json]
faena import --undo ID [--json]
faena import ARCHIVE --everything [--json]

What is not said is guessed from the headings and the values, or taken from the last import of a file with the same
headings. Nothing is written when a row is refused, unless --skip-errors leaves such rows out. --undo removes what an
import created, as long as nobody changed it since. --everything takes in an archive of faena export, where there are no
records yet. The embedded database serves one process: stop the server first.`,
  async run(argv, io) {
    if (argv.includes('--everything')) return importEverything(argv, io)
    const asked = readOptions(argv)
    try {
      const bytes = asked.undo === undefined ? await bytesOf(asked.file) : Buffer.alloc(0)
      const run = await withRuntime((runtime, actor) =>
        asked.undo === undefined
          ? importFile(runtime, actor, bytes, asked)
          : undoImport(runtime, actor, { id: asked.undo }),
      )
      return report(io, asked, run)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { title, errors = [] } = toProblemDetails(error, 'en', '')
      io.stderr.write(`${[title, ...errors.map(({ field, message }) => `  ${field}: ${message}`)].join('\n')}\n`)
      return 1
    }
  },
}
