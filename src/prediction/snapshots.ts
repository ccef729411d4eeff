import type { ColumnSpec } from './columns.ts'
import { failuresKnownSince, type History, type HistoryRecord, type Subject } from './history.ts'
import { emptyMatrix, type Matrix } from './matrix.ts'
import { reader } from './readings.ts'
import { addTo, emptyTrack, type Track } from './tracks.ts'

/** One row per subject in service and snapshot time, in order of time: what was known then, and nothing else. */
export type Snapshots = {
  readonly specs: readonly ColumnSpec[]
  readonly subjects: readonly Subject[]
  readonly matrix: Matrix
  /** Index of the row's subject, and the row's time. */
  readonly subject: Int32Array
  readonly time: Float64Array
}

/** What is known of one subject at a moment. */
export type SubjectView = {
  readonly subject: Subject
  /** Watched since: in service, and records were being kept. */
  readonly start: number
  readonly tracks: Map<string, Track>
  readonly groups: Readonly<Record<'fleet' | 'type' | 'model' | 'site', Group>>
}

/** Subjects that share something: the fleet, or those of a type, model or site (and system). */
export type Group = {
  readonly failures: Track
  readonly members: SubjectView[]
  /** Rates already worked out for the present snapshot time, by window. */
  readonly rates: Map<number, { readonly time: number; readonly rate: number }>
}

export const trackKey = (kind: string, code?: string) => (code === undefined ? kind : `${kind} ${code}`)

/**
 * Takes snapshots at the given rising times. A record enters when `known` has come, never before; whatever is recorded
 * after a snapshot leaves its row as it is.
 */
export function takeSnapshots(
  history: History,
  subjects: readonly Subject[],
  specs: readonly ColumnSpec[],
  times: readonly number[],
): Snapshots {
  const { views, concerned } = arrange(history, subjects)
  const readers = specs.map(reader)
  const records = history.records.toSorted((a, b) => a.known - b.known)
  const rows: { subject: number; time: number; values: Float32Array }[] = []
  let next = 0
  for (const time of times) {
    for (; next < records.length && records[next]!.known <= time; next++) {
      for (const view of concerned(records[next]!)) enter(view, records[next]!)
    }
    views.forEach((view, subject) => {
      const { retired = Infinity } = view.subject.asset
      if (time <= view.start || time >= retired) return
      rows.push({ subject, time, values: Float32Array.from(readers, (read) => read(view, time)) })
    })
  }
  const matrix = emptyMatrix(rows.length, specs.length)
  rows.forEach(({ values }, row) => {
    for (let column = 0; column < specs.length; column++) matrix.values[column * rows.length + row] = values[column]!
  })
  return {
    specs,
    subjects,
    matrix,
    subject: Int32Array.from(rows, ({ subject }) => subject),
    time: Float64Array.from(rows, ({ time }) => time),
  }
}

/** Empty views of all subjects, their groups, and which views a record concerns. */
function arrange(history: History, subjects: readonly Subject[]) {
  const first = new Map<string, number>()
  for (const { asset, known } of history.records) first.set(asset, Math.min(first.get(asset) ?? Infinity, known))
  const since = failuresKnownSince(history)
  const groups = new Map<string, Group>()
  const group = (key: string): Group => {
    const known: Group = groups.get(key) ?? { failures: emptyTrack(), members: [], rates: new Map() }
    groups.set(key, known)
    return known
  }
  const byAsset = new Map<string, SubjectView[]>()
  const views = subjects.map((subject): SubjectView => {
    const { asset, system } = subject
    const start = Math.max(asset.commissioned ?? first.get(asset.id) ?? Infinity, since)
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
  return { views, concerned }
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
