import { setTimeout } from 'node:timers/promises'
import type { HistoryAsset, HistoryRecord } from '../../../prediction/history.ts'
import { trainingAssets } from '../../../prediction/training-assets.ts'
import type { Db } from '../../platform/database/database.ts'
import { loadAssets, loadBackground, recordsOf } from './history.ts'

/**
 * Which history is wanted, as it was known at `now`: all that is known of the units named, or of those that teach; or of
 * every unit no more than the rates of the fleet are made of.
 */
export interface Wanted {
  readonly now: string
  readonly of: readonly string[] | 'teachers' | 'background'
}

/** Some of the assets and of the records of a history. */
export interface Part {
  readonly assets: readonly HistoryAsset[]
  readonly records: readonly HistoryRecord[]
}

/**
 * What teaches is read once a month and nobody waits for it: after each part the database rests so many times as long, so
 * that less than a twentieth of all requests meet a part.
 */
const unhurried = 20

/** A history part by part, so that nobody waits for all of it. */
export async function* historyParts(db: Db, { now, of }: Wanted): AsyncGenerator<Part> {
  if (of === 'background') {
    yield await loadBackground(db, now)
    return
  }
  const assets = of === 'teachers' ? trainingAssets(await loadAssets(db)) : await loadAssets(db, of)
  yield { assets, records: [] }
  let from = performance.now()
  for await (const records of recordsOf(db, now, assets)) {
    yield { assets: [], records }
    if (of === 'teachers') await setTimeout(unhurried * (performance.now() - from))
    from = performance.now()
  }
}
