import { type ColumnSpec, chooseColumns, columnName } from './columns.ts'
import { type Fold, rollingFolds, type Schedule, scheduleSnapshots } from './folds.ts'
import { type History, type Subject, subjectsOf } from './history.ts'
import { emptyMatrix, type Matrix } from './matrix.ts'
import { type Snapshots, takeSnapshots } from './snapshots.ts'

/** Everything the contest is run on, prepared once for all horizons. */
export type Field = {
  readonly history: History
  readonly subjects: readonly Subject[]
  /** Index of the asset a subject belongs to: the unit of the bootstrap. */
  readonly cluster: Int32Array
  readonly clusters: number
  readonly schedule: Schedule
  readonly folds: readonly Fold[]
  readonly snapshots: Snapshots
  /** Columns that could be chosen at each fold's origin, and at the end of the history. */
  readonly foldSpecs: readonly (readonly ColumnSpec[])[]
  readonly finalSpecs: readonly ColumnSpec[]
}

export function prepareField(history: History, bySystem: boolean): Field {
  const subjects = subjectsOf(history, history.until, bySystem)
  const assets = new Map(history.assets.map(({ id }, index) => [id, index]))
  const folds = rollingFolds(history)
  const schedule = scheduleSnapshots(history, subjects)
  const foldSpecs = folds.map(({ origin }) => chooseColumns(history, subjects, origin))
  const finalSpecs = chooseColumns(history, subjects, history.until)
  const union = new Map([...foldSpecs, finalSpecs].flat().map((spec) => [columnName(spec), spec]))
  return {
    history,
    subjects,
    cluster: Int32Array.from(subjects, ({ asset }) => assets.get(asset.id)!),
    clusters: history.assets.length,
    schedule,
    folds,
    snapshots: takeSnapshots(history, subjects, [...union.values()], schedule.times, schedule),
    foldSpecs,
    finalSpecs,
  }
}

/** The chosen rows of the snapshots, with these columns. */
export function cutOut({ matrix, specs }: Snapshots, rows: Int32Array, wanted: readonly ColumnSpec[]): Matrix {
  const names = specs.map(columnName)
  const cut = emptyMatrix(rows.length, wanted.length)
  wanted.forEach((spec, column) => {
    const from = names.indexOf(columnName(spec)) * matrix.rows
    const to = column * rows.length
    for (let i = 0; i < rows.length; i++) cut.values[to + i] = matrix.values[from + rows[i]!]!
  })
  return cut
}

/** Numbers of the rows that satisfy a condition, in order. */
export function rowsWhere({ time }: Snapshots, condition: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(time.length)
  let n = 0
  for (let row = 0; row < time.length; row++) if (condition(row)) rows[n++] = row
  return rows.slice(0, n)
}
