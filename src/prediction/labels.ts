import type { History, HistoryRecord } from './history.ts'
import type { Snapshots } from './snapshots.ts'

/** Label of a row whose horizon had not passed when the labels were taken, or passed its asset's retirement. */
export const unlabelled = 2

export type Labels = {
  /** 1: a failure started within the horizon; 0: none did; 2: not known. */
  readonly label: Uint8Array
  /** Days from the snapshot to that failure; NaN without one. */
  readonly lead: Float64Array
}

/** What came of every snapshot within `horizon` days, as far as it was known at `known`. */
export function labelSnapshots(
  { subjects, subject, time }: Snapshots,
  history: History,
  horizon: number,
  known: number,
): Labels {
  const failures = Map.groupBy(
    history.records.filter((record) => record.kind === 'failure' && record.known <= known),
    ({ asset }) => asset,
  )
  const ofSubject = subjects.map(({ asset, system }) =>
    timesOf(failures.get(asset.id) ?? [], (record) => system === null || record.system === system),
  )
  const label = new Uint8Array(time.length)
  const lead = new Float64Array(time.length).fill(Number.NaN)
  // Rows are in order of time, so every subject's failures are walked through once.
  const next = new Int32Array(subjects.length)
  for (let row = 0; row < time.length; row++) {
    const own = subject[row]!
    const now = time[row]!
    const times = ofSubject[own]!
    while (next[own]! < times.length && times[next[own]!]! <= now) next[own]!++
    const until = Math.min(known, subjects[own]!.asset.retired ?? Infinity)
    const wait = (times[next[own]!] ?? Infinity) - now
    if (now + horizon > until) label[row] = unlabelled
    else if (wait <= horizon) {
      label[row] = 1
      lead[row] = wait
    }
  }
  return { label, lead }
}

function timesOf(records: readonly HistoryRecord[], concerns: (record: HistoryRecord) => boolean): Float64Array {
  return Float64Array.from(records.filter(concerns), ({ at }) => at).sort()
}
