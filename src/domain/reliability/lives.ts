import { type Refusal, refuse } from '../refusal.ts'

/** One life, or `count` equal ones: it ended in a failure at `time`, or was last seen alive then (right-censored). */
export type Life = { readonly time: number; readonly failed: boolean; readonly count?: number }

export type LivesRefusal = Refusal<
  | 'NO_OBSERVATIONS'
  | 'INVALID_TIME'
  | 'INVALID_COUNT'
  | 'TOO_FEW_FAILURES'
  | 'FAILURES_AT_ZERO'
  | 'FAILURES_ALL_EQUAL'
  | 'LIVES_TOO_SPREAD'
>

export type Bounds = { readonly lower: number; readonly upper: number }

export const z95 = 1.959963984540054

/** Whether a fit was refused instead of made. */
export function isRefusal<Fit extends object, R extends Refusal>(outcome: Fit | R): outcome is R {
  return 'code' in outcome && 'params' in outcome
}

/** What makes these lives unusable for any estimate, or `null`. Times and counts must be finite and ≥ 0, counts > 0. */
export function checkLives(lives: readonly Life[]): LivesRefusal | null {
  if (lives.length === 0) return refuse('NO_OBSERVATIONS')
  const badTime = lives.find(({ time }) => !(time >= 0 && time < Infinity))
  if (badTime) return refuse('INVALID_TIME', { time: badTime.time })
  const badCount = lives.find(({ count = 1 }) => !(count > 0 && count < Infinity))
  return badCount ? refuse('INVALID_COUNT', { count: badCount.count! }) : null
}

/** Failures and all lives, counted. */
export function tally(lives: readonly Life[]): { n: number; failures: number } {
  let [n, failures] = [0, 0]
  for (const { failed, count = 1 } of lives) {
    n += count
    if (failed) failures += count
  }
  return { n, failures }
}

/** Wald bounds on the logarithmic scale, 95 %: always positive, and the same in every unit. */
export function logBounds(estimate: number, standardErrorOfLog: number): Bounds {
  const factor = Math.exp(z95 * standardErrorOfLog)
  return { lower: estimate / factor, upper: estimate * factor }
}
