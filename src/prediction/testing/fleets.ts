import { type Random, seededRandom } from '../../domain/random.ts'
import type { History, HistoryAsset, HistoryRecord, RecordKind } from '../history.ts'

/** Day on which made-up histories begin. */
export const beginning = 18_000

const exponential = (random: Random, rate: number) => -Math.log(1 - random()) / rate

export type PoissonFleet = { readonly history: History; readonly rates: ReadonlyMap<string, number> }

/** Units that fail at a constant rate of their own, one in three of them `spread` times as often: the truth is known. */
export function poissonFleet(seed: number, units: number, days: number, rate: number, spread: number): PoissonFleet {
  const random = seededRandom(seed)
  const rates = new Map<string, number>()
  const records: HistoryRecord[] = []
  const assets = Array.from({ length: units }, (_, i): HistoryAsset => {
    const id = `U${i}`
    const own = i % 3 === 0 ? rate * spread : rate
    rates.set(id, own)
    for (let at = exponential(random, own); at < days; at += exponential(random, own)) {
      records.push(recordOf(records.length, id, 'failure', beginning + at))
    }
    return { id, type: 'LOADER', commissioned: beginning - 400 }
  })
  return { history: { assets, records, until: beginning + days }, rates }
}

/** Units whose failures announce themselves: an alert comes one to three days before most of them. */
export function warnedFleet(seed: number, units: number, days: number, rate: number): History {
  const { history } = poissonFleet(seed, units, days, rate, 1)
  const random = seededRandom(seed + 1)
  const alerts = history.records.flatMap((failure, i): HistoryRecord[] =>
    random() < 0.8 ? [recordOf(1_000_000 + i, failure.asset, 'finding', failure.at - 1 - 2 * random())] : [],
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
