import { type ColumnSpec, groupedBy, groupWindows } from './columns.ts'
import { failuresKnownSince, type History, type HistoryRecord, type Subject, subjectsOf } from './history.ts'
import { emptyMatrix, type Matrix } from './matrix.ts'
import { groupRate, reader } from './readings.ts'
import { addTo, emptyTrack, type Track } from './tracks.ts'
import { type Group, type SubjectView, trackKey } from './views.ts'

/** One row per subject in service and snapshot time, in order of time: what was known then, and nothing else. */
export type Snapshots = {
  readonly specs: readonly ColumnSpec[]
  readonly subjects: readonly Subject[]
  readonly matrix: Matrix
  /** Index of the row's subject, and the row's time. */
  readonly subject: Int32Array
  readonly time: Float64Array
}

/**
 * Takes snapshots at the given rising times. A record enters when `known` has come, never before; whatever is recorded
 * after a snapshot leaves its row as it is. With `share` below 1 only that part of the rows is kept, evenly spread; with
 * `fleet` the rates of groups at its time are taken from there, and a history of some of the assets is enough.
 */
export function takeSnapshots(
  history: History,
  subjects: readonly Subject[],
  specs: readonly ColumnSpec[],
  times: readonly number[],
  { share = 1, fleet }: { share?: number; fleet?: FleetRates } = {},
): Snapshots {
  const { views, concerned } = arrange(history, subjects, fleet)
  const kept = times.flatMap((time, round) =>
    views.flatMap(({ start, subject: { asset } }, subject) => {
      const inService = time > start && time < (asset.retired ?? Infinity)
      return inService && isKept(subject, round, share) ? [{ time, subject }] : []
    }),
  )
  const readers = specs.map(reader)
  const records = history.records.toSorted((a, b) => a.known - b.known)
  const matrix = emptyMatrix(kept.length, specs.length)
  let next = 0
  kept.forEach(({ time, subject }, row) => {
    for (; next < records.length && records[next]!.known <= time; next++) {
      for (const view of concerned(records[next]!)) enter(view, records[next]!)
    }
    const view = views[subject]!
    for (let column = 0; column < readers.length; column++) {
      matrix.values[column * kept.length + row] = readers[column]!(view, time)
    }
  })
  return {
    specs,
    subjects,
    matrix,
    subject: Int32Array.from(kept, ({ subject }) => subject),
    time: Float64Array.from(kept, ({ time }) => time),
  }
}

/** Two irrational strides spread what is kept evenly over subjects and rounds. */
function isKept(subject: number, round: number, share: number): boolean {
  return (subject * 0.6180339887498949 + round * 0.7548776662466927) % 1 < share
}

/** What the features of a unit read of all others: failure rates of groups at a time, and when the fleet's first was known. */
export type FleetRates = { readonly since: number; readonly groups: ReadonlyMap<string, Group['rates']> }

/** The rates of all groups at the end of a history, which needs to hold no more than failures. */
export function fleetRates(history: History, bySystem: boolean): FleetRates {
  const { views, concerned, groups, since } = arrange(history, subjectsOf(history, history.until, bySystem))
  for (const record of history.records) for (const view of concerned(record)) enter(view, record)
  for (const view of views) {
    for (const days of groupWindows) for (const by of groupedBy) groupRate(view, by, history.until, days)
  }
  return { since, groups: new Map([...groups].map(([key, { rates }]) => [key, rates])) }
}

/** Empty views of all subjects, their groups, and which views a record concerns. */
function arrange(history: History, subjects: readonly Subject[], fleet?: FleetRates) {
  const first = new Map<string, number>()
  const learn = (key: string, known: number) => first.set(key, Math.min(first.get(key) ?? Infinity, known))
  for (const { asset, system, kind, known } of history.records) {
    learn(asset, known)
    if (kind === 'failure' && system !== undefined) learn(JSON.stringify([asset, system]), known)
  }
  const since = fleet?.since ?? failuresKnownSince(history)
  const groups = new Map<string, Group>()
  const group = (key: string): Group => {
    const rates = new Map(fleet?.groups.get(key))
    const known: Group = groups.get(key) ?? { failures: emptyTrack(), members: [], rates }
    groups.set(key, known)
    return known
  }
  const byAsset = new Map<string, SubjectView[]>()
  const views = subjects.map((subject): SubjectView => {
    const { asset, system } = subject
    const inService = asset.commissioned ?? first.get(asset.id) ?? Infinity
    // Nobody follows a system of a unit before its first failure, so neither may the past of a back-test.
    const followed = system === null ? since : (first.get(JSON.stringify([asset.id, system])) ?? Infinity)
    const start = Math.max(inService, since, followed)
    const of = (by: string, value = '') => group(JSON.stringify([by, value, system]))
    const own = {
      fleet: of('fleet'),
      type: of('type', asset.type),
      model: of('model', asset.model),
      site: of('site', asset.site),
    }
    const view = { subject, start, tracks: new Map<string, Track>(), groups: own }
    for (const shared of Object.values(own)) shared.members.push(view)
    byAsset.set(asset.id, [...(byAsset.get(asset.id) ?? []), view])
    return view
  })
  const concerned = ({ asset, system, kind }: HistoryRecord) =>
    (byAsset.get(asset) ?? []).filter(
      (view) =>
        view.subject.system === null || view.subject.system === system || (system === undefined && kind !== 'failure'),
    )
  return { views, concerned, groups, since }
}

function enter(view: SubjectView, { kind, code, at, value = 0 }: HistoryRecord): void {
  const add = (key: string) => {
    const track = view.tracks.get(key) ?? emptyTrack()
    view.tracks.set(key, track)
    addTo(track, at, value)
  }
  add(trackKey(kind))
  if (code !== undefined) add(trackKey(kind, code))
  if (kind === 'failure' || kind === 'preventive') {
    add(trackKey('renewal'))
    if (code !== undefined) add(trackKey('renewal', code))
  }
  if (kind === 'failure') for (const { failures } of Object.values(view.groups)) addTo(failures, at, value)
}
