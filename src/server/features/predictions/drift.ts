import { type Artefact, comparable } from '../../../prediction/artefact.ts'
import { columnName } from '../../../prediction/columns.ts'
import { stabilityByChance, stabilityIndex } from '../../../prediction/drift.ts'
import { type History, subjectsOf } from '../../../prediction/history.ts'
import { takeSnapshots } from '../../../prediction/snapshots.ts'

export type ColumnChange = { psi: number; column: string | null }

/** Above this the fleet is another than the model learnt from: the customary bound of the index. */
export const psiLimit = 0.25

/** What changes by itself as time passes, or for every unit at once, is no sign of another fleet. */
const drifting = /^(age|season\w+|exposure|groupRate|shrunkRate|decayed\.failure\.36500|level|is)\b/

/**
 * Population stability index of the last four weeks against the training, of the column that changed most, above what chance
 * gives a fleet of so few units; 0 when none did.
 */
export function changeSince(history: History, { specs, reference }: Artefact, bySystem: boolean): ColumnChange {
  // Whole days as in training, and every weekday: inspections keep the hours and the days of the shifts.
  const times = Array.from({ length: 10 }, (_, i) => Math.floor(history.until) - 27 + 3 * i)
  const { matrix } = takeSnapshots(history, subjectsOf(history, history.until, bySystem), specs, times)
  const units = Math.max(1, history.assets.length)
  const worst: ColumnChange = { psi: 0, column: null }
  // Of a few rows every share is chance.
  if (matrix.rows < 200) return worst
  const known = new Map(reference.map((one) => [one.column, one]))
  specs.forEach((spec, column) => {
    const name = columnName(spec)
    const before = known.get(name)
    if (!before || drifting.test(name)) return
    const own = matrix.values.subarray(column * matrix.rows, (column + 1) * matrix.rows)
    const psi = stabilityIndex(before, comparable(spec, own)) - stabilityByChance(before, units, specs.length)
    if (psi > worst.psi) Object.assign(worst, { psi, column: name })
  })
  return worst
}
