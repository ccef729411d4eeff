import { type Artefact, calibratedProbabilities } from './artefact.ts'
import { explainer, type Influence } from './explanation.ts'
import { type History, subjectsOf } from './history.ts'
import { type FleetRates, takeSnapshots } from './snapshots.ts'

/** The risk of one subject within a horizon. */
export type Risk = {
  readonly asset: string
  readonly system: string | null
  readonly days: number
  /** `null`: no competitor was useful, and `score` only ranks. */
  readonly probability: number | null
  /** What the ranking goes by: the probability, or the failure rate's where no model is useful. */
  readonly score: number
  /** What moves it most; empty where nobody will ask. */
  readonly influences: readonly Influence[]
}

export type RiskOptions = {
  readonly bySystem: boolean
  /** How many risks of each horizon are explained, highest first, of units and of systems each. */
  readonly explained: number
  readonly influences: number
  /** Of the whole fleet, where the history is of some of its assets. */
  readonly fleet?: FleetRates
}

/** Today's risks of every subject in service, from what is known at the end of the history. */
export function risksNow(history: History, { specs, models }: Artefact, options: RiskOptions): Risk[] {
  const subjects = subjectsOf(history, history.until, options.bySystem)
  const snapshots = takeSnapshots(history, subjects, specs, [history.until], options)
  return models.flatMap((model) => {
    const scores = calibratedProbabilities(model, snapshots.matrix)
    const explain = explainer(model, specs)
    const rows = Array.from(scores, (score, row) => ({ score, row, subject: subjects[snapshots.subject[row]!]! }))
    const chosen = new Set(
      [true, false].flatMap((whole) =>
        rows
          .filter(({ subject }) => (subject.system === null) === whole)
          .sort((a, b) => b.score - a.score || a.row - b.row)
          .slice(0, options.explained)
          .map(({ row }) => row),
      ),
    )
    return rows.map(({ score, row, subject }): Risk => {
      const influences = chosen.has(row) ? explain(snapshots.matrix, row).slice(0, options.influences) : []
      const { asset, system } = subject
      const probability = model.useful ? score : null
      return { asset: asset.id, system, days: model.days, probability, score, influences }
    })
  })
}
