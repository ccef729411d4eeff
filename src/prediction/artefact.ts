import { createHash } from 'node:crypto'
import { calibrate } from './calibration.ts'
import { type ColumnSpec, columnName } from './columns.ts'
import { probabilities } from './competitors.ts'
import { profileOf } from './drift.ts'
import type { Matrix } from './matrix.ts'
import type { HorizonModel, Trained } from './training.ts'

/** What a trained champion needs to predict, and rows to prove that it still does. */
export type Artefact = {
  readonly specs: readonly ColumnSpec[]
  readonly models: readonly HorizonModel[]
  /** Calibrated probabilities of `rows`, horizon by horizon, as they were when the artefact was written. */
  readonly probe: { readonly rows: Matrix; readonly expected: readonly Float64Array[] }
  /** How the fleet looked at training: for each column the edges of ten classes and the share of rows in each. */
  readonly reference: readonly ColumnReference[]
}

/** `shares` has one more place than there are classes: the last is the share of missing values. */
export type ColumnReference = { readonly column: string; readonly edges: Float64Array; readonly shares: Float64Array }

export type ArtefactFault = 'corrupt' | 'olderFormat' | 'newerFormat'

/** The bytes are no artefact that this program can use; `fault` says why. */
export class ArtefactError extends Error {
  readonly fault: ArtefactFault
  constructor(fault: ArtefactFault) {
    super(`the model's file is not usable: ${fault}`)
    this.fault = fault
  }
}

export const artefactFormat = 1
const magic = Buffer.from('FAENA-ML')
const headLength = magic.length + 8
const hashLength = 32
const probeRows = 64
// Counts grow with a fleet's age: what is to be recognised is the fleet of late, not that of years ago.
const referenceDays = 180

type Kind = 'Float32Array' | 'Float64Array' | 'Int32Array' | 'Uint8Array'
type Typed = Float32Array | Float64Array | Int32Array | Uint8Array
const constructors = { Float32Array, Float64Array, Int32Array, Uint8Array }
/** Where a typed array lies in the binary part: kind, offset, length. */
type Place = { readonly $: readonly [Kind, number, number] }

/** The artefact of a training: its models, a probe of the last snapshots, and how the columns were distributed. */
export function artefactOf({ specs, models, field }: Trained): Artefact {
  const { matrix, specs: all } = field.snapshots
  const names = all.map(columnName)
  const columns = specs.map((spec) => names.indexOf(columnName(spec)))
  const taken = (rows: number, first: number): Matrix => {
    const values = new Float32Array(rows * columns.length)
    columns.forEach((from, to) => {
      values.set(matrix.values.subarray(from * matrix.rows + first, from * matrix.rows + first + rows), to * rows)
    })
    return { rows, columns: columns.length, values }
  }
  const recent = field.snapshots.time.findIndex((time) => time >= field.history.until - referenceDays)
  const last = Math.min(probeRows, matrix.rows)
  const rows = taken(last, matrix.rows - last)
  return {
    specs,
    models,
    probe: { rows, expected: models.map((model) => calibratedProbabilities(model, rows)) },
    reference: distributionOf(taken(matrix.rows - recent, recent), specs),
  }
}

/** Probabilities of a failure within the model's horizon, corrected as its back-test taught. */
export function calibratedProbabilities({ fitted, calibration }: HorizonModel, matrix: Matrix): Float64Array {
  return calibrate(calibration, probabilities(fitted, matrix))
}

/** Largest difference between what the stored probe gives now and what it gave at training. */
export function probeError({ models, probe }: Artefact): number {
  let worst = 0
  models.forEach((model, m) => {
    calibratedProbabilities(model, probe.rows).forEach((p, row) => {
      const off = Math.abs(p - probe.expected[m]![row]!)
      // NaN is not a small difference.
      if (!(off <= worst)) worst = Number.isNaN(off) ? Infinity : off
    })
  })
  return worst
}

function distributionOf({ rows, values }: Matrix, specs: readonly ColumnSpec[]): ColumnReference[] {
  return specs.map((spec, column) => {
    const own = comparable(spec, values.subarray(column * rows, (column + 1) * rows))
    const { edges, shares } = profileOf(own)
    return { column: columnName(spec), edges: Float64Array.from(edges), shares: Float64Array.from(shares) }
  })
}

/** Values as drift compares them: times since something in whole days, or a change of the clocks would look like one. */
export function comparable(spec: ColumnSpec, values: Float32Array): Float32Array {
  return spec.measure === 'since' ? values.map(Math.round) : values
}

/**
 * The artefact as bytes: a magic word, format, a JSON head with places of arrays, the arrays, and a SHA-256 of all that.
 * Nothing in it depends on time or machine: the same training gives the same bytes.
 */
export function encodeArtefact(artefact: Artefact): Buffer {
  const parts: Buffer[] = []
  let offset = 0
  const head = JSON.stringify(artefact, (_, value: unknown) => {
    const kind = kindOf(value)
    if (!kind) return value
    const array = value as Typed
    const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength)
    const padded = Buffer.alloc(Math.ceil(bytes.length / 8) * 8)
    bytes.copy(padded)
    const place: Place = { $: [kind, offset, array.length] }
    parts.push(padded)
    offset += padded.length
    return place
  })
  const text = Buffer.from(head)
  const start = Buffer.alloc(headLength)
  magic.copy(start)
  start.writeUInt32LE(artefactFormat, magic.length)
  start.writeUInt32LE(text.length, magic.length + 4)
  const body = Buffer.concat([start, text, ...parts])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/** Reads an artefact back; throws `ArtefactError` when the bytes are damaged or of another format. */
export function decodeArtefact(bytes: Buffer): Artefact {
  if (bytes.length < headLength + hashLength || !bytes.subarray(0, magic.length).equals(magic)) {
    throw new ArtefactError('corrupt')
  }
  const body = bytes.subarray(0, bytes.length - hashLength)
  const hash = createHash('sha256').update(body).digest()
  if (!hash.equals(bytes.subarray(bytes.length - hashLength))) throw new ArtefactError('corrupt')
  const format = body.readUInt32LE(magic.length)
  if (format < artefactFormat) throw new ArtefactError('olderFormat')
  if (format > artefactFormat) throw new ArtefactError('newerFormat')
  const length = body.readUInt32LE(magic.length + 4)
  const arrays = body.subarray(headLength + length)
  return JSON.parse(body.subarray(headLength, headLength + length).toString('utf8'), (_, value: unknown) => {
    if (!isPlace(value)) return value
    const [kind, at, count] = value.$
    const array = new constructors[kind](count)
    const own = new Uint8Array(array.buffer)
    own.set(arrays.subarray(at, at + own.length))
    return array
  })
}

function kindOf(value: unknown): Kind | null {
  for (const kind of Object.keys(constructors) as Kind[]) if (value instanceof constructors[kind]) return kind
  return null
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && Array.isArray((value as Partial<Place>).$)
}
