import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { artefactFaults } from '../../../contract/prediction-models.ts'
import { type Artefact, ArtefactError, decodeArtefact, probeError } from '../../../prediction/artefact.ts'
import type { Actor } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { type Config, modelFolder } from '../../platform/config.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { modelsTrained, type TrainedModel } from './queries.ts'

export type ArtefactFault = (typeof artefactFaults)[number]

/** The stored probe must give what it gave at training to within this. */
export const probeTolerance = 1e-9

/** Writes the file whole or not at all; the name says nothing that a path could be made of. */
export async function writeArtefact(config: Config, id: string, bytes: Uint8Array): Promise<string> {
  const folder = modelFolder(config)
  const name = `${id}.model`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.part`), bytes, { flush: true })
  await rename(join(folder, `${name}.part`), join(folder, name))
  return name
}

export type Opened = { bytes: Buffer; artefact: Artefact; probeError: number } | { fault: ArtefactFault }

/** Reads a model's file and proves that it is the one written, and that it still predicts as it did. */
export async function openArtefact(config: Config, model: TrainedModel): Promise<Opened> {
  const bytes = await readFile(join(modelFolder(config), model.artefactFile)).catch(() => null)
  if (!bytes) return { fault: 'missing' }
  try {
    const artefact = decodeArtefact(bytes)
    if (createHash('sha256').update(bytes).digest('hex') !== model.artefactHash) return { fault: 'corrupt' }
    const error = probeError(artefact)
    return error <= probeTolerance ? { bytes, artefact, probeError: error } : { fault: 'probe' }
  } catch (error) {
    return { fault: error instanceof ArtefactError ? error.fault : 'corrupt' }
  }
}

const markBroken = command(
  'prediction.train',
  async ({ tx, now, audit, emit }, { id, fault }: { id: string; fault: ArtefactFault }) => {
    const marked = await tx.rows(sql`
      UPDATE prediction_model SET broken_at = ${now}, broken_reason = ${fault}
      WHERE id = ${id} AND broken_at IS NULL RETURNING id`)
    if (marked.length === 0) return
    audit('predictionModel.broken', { type: 'predictionModel', id }, { broken: null }, { broken: fault })
    emit('model.failed', { id, code: `artefact.${fault}` })
  },
)

/**
 * The newest model whose file is sound. One that is not is marked, administrators are told, and the last good one before
 * it goes on; `null` when there is none.
 */
export async function championInForce(runtime: Runtime, actor: Actor) {
  for (const model of await modelsTrained(runtime.database.db)) {
    const opened = await openArtefact(runtime.config, model)
    if ('artefact' in opened) return { model, ...opened }
    runtime.log.error({ model: model.id, fault: opened.fault }, 'prediction model')
    await markBroken(runtime, actor, { id: model.id, fault: opened.fault })
  }
  return null
}
