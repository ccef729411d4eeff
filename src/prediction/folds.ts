import { type Refusal, refuse } from '../domain/refusal.ts'
import { failuresKnownSince, type History, type Subject } from './history.ts'

/** Train on what was known at `origin`, predict the snapshots from then until `end`. */
export type Fold = { readonly origin: number; readonly end: number }

export type Abstention = Refusal<'TOO_FEW_FAILURES' | 'HISTORY_TOO_SHORT'>

/** Below these there is no probability at all. */
const needed = { failures: 30, days: 90 }

// The first half of the history only trains; the rest is predicted in six blocks, the first two of which only calibrate.
const blocks = 6
export const calibratingFolds = 2

/** Why this history allows no prediction at all, or `null`. */
export function abstainFrom(history: History): Abstention | null {
  const failures = history.records.filter(({ kind }) => kind === 'failure').length
  if (failures < needed.failures) return refuse('TOO_FEW_FAILURES', { failures, needed: needed.failures })
  const days = history.until - failuresKnownSince(history)
  return days < needed.days ? refuse('HISTORY_TOO_SHORT', { days: Math.floor(days), needed: needed.days }) : null
}

export function rollingFolds(history: History): Fold[] {
  const since = failuresKnownSince(history)
  const first = (since + history.until) / 2
  const length = (history.until - first) / blocks
  return Array.from({ length: blocks }, (_, i) => ({
    origin: first + i * length,
    end: i === blocks - 1 ? Infinity : first + (i + 1) * length,
  }))
}

/** When snapshots are taken, and which share of their rows is kept: more would only cost time. */
export type Schedule = { readonly times: readonly number[]; readonly strideDays: number; readonly share: number }

const enoughRows = 40_000

/** Six days and not seven: people inspect and service by the week, and what is learnt has to hold on each of its days. */
const longestStride = 6

/** Daily for a small or young fleet, about weekly for others; whole days, so that a day's prediction falls on them. */
export function scheduleSnapshots(history: History, subjects: readonly Subject[]): Schedule {
  const since = failuresKnownSince(history)
  const unitDays = subjects.reduce((sum, { asset }) => {
    const [from, to] = [
      Math.max(since, asset.commissioned ?? since),
      Math.min(history.until, asset.retired ?? Infinity),
    ]
    return sum + Math.max(0, to - from)
  }, 0)
  const strideDays = Math.min(longestStride, Math.max(1, Math.ceil(unitDays / enoughRows)))
  // Until something has been seen, features say nothing.
  const settling = Math.min(30, 0.1 * (history.until - since))
  const times: number[] = []
  for (let time = Math.ceil(since + settling); time <= history.until; time += strideDays) times.push(time)
  return { times, strideDays, share: Math.min(1, (enoughRows * strideDays) / Math.max(1, unitDays)) }
}
