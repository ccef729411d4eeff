import { type Random, seededRandom } from '../../domain/random.ts'
import type { History, HistoryAsset, HistoryRecord, RecordKind } from '../history.ts'

/** Day on which made-up histories begin. */
export const beginning = 18_000

const exponential = (random: Random, rate: number) => -Math.log(1 - random()) / rate

export type PoissonFleet = { readonly history: History; readonly rates: ReadonlyMap<string, number> }

/** Failures a day of the i-th unit. */
type RateOf = (random: Random, i: number) => number

/** One unit in three fails `spread` times as often. */
export const unequal =
  (rate: number, spread = 1): RateOf =>
  (_, i) =>
    i % 3 === 0 ? rate * spread : rate

/** A gamma law of whole shape, as a sum of exponentials. */
export const gamma =
  (mean: number, shape: number): RateOf =>
  (random) =>
    Array.from({ length: shape }, () => exponential(random, shape / mean)).reduce((sum, part) => sum + part, 0)

/** Units that fail at a constant rate of their own: Poisson processes whose truth is known. */
export function poissonFleet(seed: number, units: number, days: number, rateOf: RateOf): PoissonFleet {
  const random = seededRandom(seed)
  const rates = new Map<string, number>()
  const records: HistoryRecord[] = []
  const assets = Array.from({ length: units }, (_, i): HistoryAsset => {
    const id = `U${i}`
    const own = rateOf(random, i)
    rates.set(id, own)
    for (let at = exponential(random, own); at < days; at += exponential(random, own)) {
      records.push(recordOf(records.length, id, 'failure', beginning + at))
    }
    return { id, type: 'LOADER', commissioned: beginning - 400 }
  })
  return { history: { assets, records, until: beginning + days }, rates }
}

/** Units whose failures announce themselves: an alert comes two to eight days before most of them. */
export function warnedFleet(seed: number, units: number, days: number, rate: number): History {
  const { history } = poissonFleet(seed, units, days, unequal(rate))
  const random = seededRandom(seed + 1)
  const alerts = history.records.flatMap((failure, i): HistoryRecord[] =>
    random() < 0.8 ? [recordOf(1_000_000 + i, failure.asset, 'finding', failure.at - 2 - 6 * random())] : [],
  )
  return { ...history, records: [...history.records, ...alerts] }
}

export function recordOf(id: number, asset: string, kind: RecordKind, at: number, known = at): HistoryRecord {
  return { id: String(id), asset, kind, at, known, value: 1 }
}

/** Runs a generator to its end. */
export function finish<T>(work: Generator<unknown, T>): T {
  let step = work.next()
  while (!step.done) step = work.next()
  return step.value
}
