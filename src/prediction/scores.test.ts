import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationBins, gainCurve, type Predictions, scorer } from './scores.ts'

const predictions = (probability: number[], label: number[], cluster = label.map(() => 0)): Predictions => ({
  probability: Float64Array.from(probability),
  label: Uint8Array.from(label),
  cluster: Int32Array.from(cluster),
  clusters: Math.max(...cluster) + 1,
})
const once = Float64Array.of(1)
const four = predictions([0.9, 0.8, 0.8, 0.3], [1, 0, 1, 0])

describe('scores worked out by hand', () => {
  it('log loss, Brier, AUC with a tie, average precision with a tie, calibration error', () => {
    const { logLoss, brier, auc, prAuc, ece } = scorer(four)(once)
    expect(logLoss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.2) + Math.log(0.8) + Math.log(0.7)) / 4, 12)
    expect(brier).toBeCloseTo((0.01 + 0.64 + 0.04 + 0.09) / 4, 12)
    // Of the four pairs three are in order and one is tied.
    expect(auc).toBeCloseTo(3.5 / 4, 12)
    expect(prAuc).toBeCloseTo((1 + 2 / 3) / 2, 12)
    // Classes 0.9, 0.8 and 0.3: sums of predictions less failures 0.1, 0.6 and 0.3.
    expect(ece).toBeCloseTo((0.1 + 0.6 + 0.3) / 4, 12)
  })

  it('the same prediction for all ranks like chance, and a class alone cannot be ranked', () => {
    expect(scorer(predictions([0.2, 0.2, 0.2, 0.2], [1, 0, 0, 0]))(once)).toMatchObject({ auc: 0.5, prAuc: 0.25 })
    expect(scorer(predictions([0.2, 0.4], [0, 0]))(once)).toMatchObject({ auc: 0.5, prAuc: 0 })
    expect(scorer(predictions([0.9, 0.8, 0.1], [0, 0, 1]))(once).auc).toBe(0)
  })

  it('calibration diagram and gain curve', () => {
    expect(calibrationBins(four)).toEqual([
      { rows: 1, predicted: 0.3, observed: 0 },
      { rows: 2, predicted: 0.8, observed: 0.5 },
      { rows: 1, predicted: 0.9, observed: 1 },
    ])
    expect(gainCurve(four, [0.25, 0.5, 1])).toEqual([0.5, 0.5, 1])
  })
})

describe('weights of clusters', () => {
  const row = fc.record({
    p: fc.integer({ min: 1, max: 19 }).map((k) => k / 20),
    y: fc.constantFrom(0, 1),
    c: fc.integer({ min: 0, max: 3 }),
  })

  it('count a cluster as often as if its rows were repeated', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.array(fc.nat(3), { minLength: 4 }), (rows, w) => {
        const repeated = rows.flatMap((own) => new Array<typeof own>(w[own.c]!).fill(own))
        fc.pre(repeated.length > 0)
        const all = [...rows, { p: 0.5, y: 0, c: 4 }]
        const weighted = scorer(
          predictions(
            all.map(({ p }) => p),
            all.map(({ y }) => y),
            all.map(({ c }) => c),
          ),
        )(Float64Array.of(...w.slice(0, 4), 0))
        const plain = scorer(
          predictions(
            repeated.map(({ p }) => p),
            repeated.map(({ y }) => y),
          ),
        )(once)
        for (const [name, value] of Object.entries(plain)) {
          expect(weighted[name as keyof typeof plain], name).toBeCloseTo(value, 10)
        }
      }),
    )
  })

  it('AUC is the share of pairs in order', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
        const [sick, well] = [rows.filter(({ y }) => y === 1), rows.filter(({ y }) => y === 0)]
        fc.pre(sick.length > 0 && well.length > 0)
        let pairs = 0
        for (const a of sick) for (const b of well) pairs += a.p > b.p ? 1 : a.p === b.p ? 0.5 : 0
        const { auc } = scorer(
          predictions(
            rows.map(({ p }) => p),
            rows.map(({ y }) => y),
          ),
        )(once)
        expect(auc).toBeCloseTo(pairs / (sick.length * well.length), 12)
      }),
    )
  })
})
