import { describe, expect, it } from 'vitest'
import type { HistoryAsset } from './history.ts'
import { recordOf } from './testing/fleets.ts'
import { thinned, trainingAssets } from './training-assets.ts'

const fleet = (n: number) =>
  Array.from({ length: n }, (_, i): HistoryAsset => {
    return { id: `U${i}`, type: i % 10 === 0 ? 'RARE' : 'COMMON', site: `S${i % 3}` }
  })

describe('the assets training needs', () => {
  it('are all of a small fleet, and of a large one as many of each type and site as their share', () => {
    const small = fleet(1500)
    expect(trainingAssets(small)).toBe(small)
    const chosen = trainingAssets(fleet(6000), 600)
    expect(new Set(chosen).size).toBe(600)
    expect(chosen.filter(({ type }) => type === 'RARE').length).toBeCloseTo(60, -1)
    expect(chosen.filter(({ site }) => site === 'S1').length).toBeCloseTo(200, -1)
  })

  it('do not depend on the order of the fleet, and keep it', () => {
    const assets = fleet(3000)
    const chosen = trainingAssets(assets)
    expect(chosen).toEqual(assets.filter((asset) => chosen.includes(asset)))
    const turned = trainingAssets(assets.toReversed())
    expect(new Set(turned)).toEqual(new Set(chosen))
  })

  it('bring their records along, and no others', () => {
    const assets = fleet(3000)
    const records = assets.map(({ id }, i) => recordOf(i, id, 'failure', 10 + i))
    const history = thinned({ assets, records, until: 5000 })
    expect(history.records.map(({ asset }) => asset)).toEqual(history.assets.map(({ id }) => id))
    expect(history.until).toBe(5000)
    expect(thinned(history)).toBe(history)
  })
})
