import { type Bounds, logBounds } from './lives.ts'
import { checkSystems, countEvents, type System, type SystemsRefusal } from './repairable.ts'

export type CumulativeStep = {
  readonly time: number
  /** Systems watched at this age. */
  readonly atRisk: number
  readonly events: number
  /** Mean number of failures per system up to and including this age. */
  readonly mean: number
  readonly standardError: number
  /** Unknown while the error is zero, as with a single system. */
  readonly bounds: Bounds | null
}

export type CumulativeCurve = {
  readonly systems: number
  readonly events: number
  readonly steps: readonly CumulativeStep[]
}

/**
 * Nelson's mean cumulative function of repairable systems (Recurrent Events Data Analysis, SIAM, 2003) with the robust
 * variance of Lawless and Nadeau (Technometrics 37, 1995): no law is assumed for the failures of one system. The 95 %
 * bounds are on the log scale. A system whose watch ends at a failure's age is still at risk there.
 */
export function meanCumulative(systems: readonly System[]): CumulativeCurve | SystemsRefusal {
  const refusal = checkSystems(systems)
  if (refusal) return refusal
  const events = systems
    .flatMap((system, index) => system.events.map((time) => ({ time, index })))
    .sort((a, b) => a.time - b.time)
  const entries = systems.map(({ start = 0 }, index) => ({ time: start, index })).sort((a, b) => a.time - b.time)
  const exits = systems.map(({ end }, index) => ({ time: end, index })).sort((a, b) => a.time - b.time)

  // The variance at t is Σ (own jumps/at risk − the mean's jumps/at risk while watched)² over the systems. All watched
  // systems share the second term up to their entry, so two sums over them are enough and no system is visited twice.
  const own = new Float64Array(systems.length)
  let [sum, squares, settled] = [0, 0, 0]
  let [shared, mean, atRisk, entered, left] = [0, 0, 0, 0, 0]
  const move = (index: number, to: number) => {
    sum += to - own[index]!
    squares += to ** 2 - own[index]! ** 2
    own[index] = to
  }
  const steps: CumulativeStep[] = []
  for (let i = 0; i < events.length; ) {
    const { time } = events[i]!
    for (; entered < entries.length && entries[entered]!.time <= time; entered++, atRisk++) {
      move(entries[entered]!.index, shared)
    }
    for (; exits[left]!.time < time; left++, atRisk--) {
      const { index } = exits[left]!
      settled += (own[index]! - shared) ** 2
      move(index, 0)
    }
    let count = 0
    for (; i < events.length && events[i]!.time === time; i++, count++) {
      move(events[i]!.index, own[events[i]!.index]! + 1 / atRisk)
    }
    mean += count / atRisk
    shared += count / atRisk ** 2
    const variance = settled + Math.max(0, squares - 2 * shared * sum + atRisk * shared ** 2)
    const standardError = variance < 1e-18 * mean ** 2 ? 0 : Math.sqrt(variance)
    const bounds = standardError > 0 ? logBounds(mean, standardError / mean) : null
    steps.push({ time, atRisk, events: count, mean, standardError, bounds })
  }
  return { systems: systems.length, events: countEvents(systems), steps }
}
