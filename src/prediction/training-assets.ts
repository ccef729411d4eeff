import type { History, HistoryAsset } from './history.ts'

/** So many teach what there is to learn; the records of more would only fill the memory. */
const most = 1500

/**
 * The assets whose records training needs, so that nobody has to load those of ten thousand: all of a fleet of up to
 * `limit`, else so many, spread over types, models and sites as the fleet is. The same assets give the same choice.
 */
export function trainingAssets(assets: readonly HistoryAsset[], limit = most): readonly HistoryAsset[] {
  if (assets.length <= limit) return assets
  const keys = new Map(assets.map((asset) => [asset, JSON.stringify([asset.type, asset.model, asset.site, asset.id])]))
  const order = assets.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1))
  const chosen = new Set(Array.from({ length: limit }, (_, i) => order[Math.floor((i * order.length) / limit)]!))
  return assets.filter((asset) => chosen.has(asset))
}

/** A history of only the assets that training needs; a smaller fleet's is left as it is. */
export function thinned(history: History): History {
  const assets = trainingAssets(history.assets)
  if (assets === history.assets) return history
  const kept = new Set(assets.map(({ id }) => id))
  return { ...history, assets, records: history.records.filter(({ asset }) => kept.has(asset)) }
}
