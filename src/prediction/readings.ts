import type { ColumnSpec, GroupBy } from './columns.ts'
import { countUpTo, decayedCount, emptyTrack, lastUpTo, type Track } from './tracks.ts'
import { type Group, type SubjectView, trackKey } from './views.ts'

const nothing = emptyTrack()
const unknown = Number.NaN

/** How a column is read from what is known of a subject at a time. */
export function reader(spec: ColumnSpec): (view: SubjectView, time: number) => number {
  switch (spec.measure) {
    case 'age':
      return (view, time) => time - (view.subject.asset.commissioned ?? view.start)
    case 'seasonSine':
      return (_, time) => Math.sin((2 * Math.PI * time) / 365.25)
    case 'seasonCosine':
      return (_, time) => Math.cos((2 * Math.PI * time) / 365.25)
    case 'since': {
      const key = trackKey(spec.kind, spec.code)
      return (view, time) => time - lastUpTo(trackOf(view, key), time)
    }
    case 'count': {
      const key = trackKey(spec.kind, spec.code)
      return (view, time) => countWithin(trackOf(view, key), time, spec.days)
    }
    case 'sum':
      return (view, time) => {
        const track = trackOf(view, spec.kind)
        let sum = 0
        for (let i = countUpTo(track, time - spec.days); i < countUpTo(track, time); i++) sum += track.value[i]!
        return sum
      }
    case 'last':
      return (view, time) => {
        const track = trackOf(view, spec.kind)
        return track.value[countUpTo(track, time) - 1] ?? unknown
      }
    case 'decayed':
      return (view, time) => decayedCount(trackOf(view, spec.kind), time, spec.days)
    case 'exposure':
      return (view, time) => (spec.days / Math.LN2) * -Math.expm1((-Math.LN2 * (time - view.start)) / spec.days)
    case 'meanInterval':
      return (view, time) => intervals(trackOf(view, spec.kind), time).mean
    case 'lastInterval':
      return (view, time) => intervals(trackOf(view, spec.kind), time).last
    case 'trend':
      return (view, time) => {
        const track = trackOf(view, 'failure')
        return (countWithin(track, time, 90) + 0.5) / (countWithin(track, time, 365) * (90 / 365) + 0.5)
      }
    case 'overdue':
      return (view, time) => {
        const track = trackOf(view, 'preventive')
        const { mean } = intervals(track, time)
        return mean > 0 ? (time - lastUpTo(track, time)) / mean : unknown
      }
    case 'open':
      return (view, time) => countUpTo(trackOf(view, 'opened'), time) - countUpTo(trackOf(view, 'closed'), time)
    case 'level':
      return (view, time) => levelAt(meterOf(view, spec.meter), time)
    case 'perDay':
      return (view, time) => usePerDay(meterOf(view, spec.meter), time, spec.days)
    case 'sinceService':
      return (view, time) => {
        const meter = meterOf(view, spec.meter)
        return levelAt(meter, time) - levelAt(meter, lastUpTo(trackOf(view, 'preventive'), time))
      }
    case 'groupRate':
      return (view, time) => groupRate(view, spec.by, time, spec.days)
    case 'shrunkRate':
      return (view, time) => {
        const strength = 180
        const watched = Math.min(365, time - view.start)
        const own = countWithin(trackOf(view, 'failure'), time, 365)
        return (own + strength * groupRate(view, 'type', time, 365)) / (watched + strength)
      }
    case 'is': {
      const of = ({ subject }: SubjectView) => (spec.by === 'system' ? subject.system : subject.asset[spec.by])
      return (view) => (of(view) === spec.value ? 1 : 0)
    }
  }
}

const trackOf = (view: SubjectView, key: string): Track => view.tracks.get(key) ?? nothing
const meterOf = (view: SubjectView, meter: string): Track => trackOf(view, trackKey('meter', meter))

function countWithin(track: Track, time: number, days: number): number {
  return countUpTo(track, time) - countUpTo(track, time - days)
}

function intervals(track: Track, time: number): { mean: number; last: number } {
  const n = countUpTo(track, time)
  if (n < 2) return { mean: unknown, last: unknown }
  return { mean: (track.at[n - 1]! - track.at[0]!) / (n - 1), last: track.at[n - 1]! - track.at[n - 2]! }
}

function levelAt(meter: Track, time: number): number {
  return meter.value[countUpTo(meter, time) - 1] ?? unknown
}

function usePerDay(meter: Track, time: number, days: number): number {
  const last = countUpTo(meter, time) - 1
  const first = Math.min(Math.max(0, countUpTo(meter, time - days) - 1), last)
  const elapsed = (meter.at[last] ?? unknown) - (meter.at[first] ?? unknown)
  return elapsed > 0 ? (meter.value[last]! - meter.value[first]!) / elapsed : unknown
}

/** Failures per subject and day in the window; a small group is drawn to the fleet as if by 200 days of it. */
export function groupRate({ groups }: SubjectView, by: GroupBy, time: number, days: number): number {
  const fleet = rateOf(groups.fleet, time, days, 0, 0)
  return by === 'fleet' ? fleet : rateOf(groups[by], time, days, 200 * fleet, 200)
}

function rateOf(group: Group, time: number, days: number, extraFailures: number, extraDays: number): number {
  const memo = group.rates.get(days)
  if (memo?.time === time) return memo.rate
  let watched = extraDays
  for (const { start, subject } of group.members) {
    const { retired = Infinity } = subject.asset
    watched += Math.max(0, Math.min(time, retired) - Math.max(time - days, start))
  }
  const rate = watched > 0 ? (countWithin(group.failures, time, days) + extraFailures) / watched : unknown
  group.rates.set(days, { time, rate })
  return rate
}
