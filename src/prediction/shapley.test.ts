import { describe, expect, it } from 'vitest'
import { seededRandom } from '../domain/random.ts'
import { binColumns } from './bins.ts'
import { boostingLogOdds, fitBoosting } from './boosting.ts'
import { fitForest, forestProbabilities } from './forest.ts'
import { fitLogistic, logisticContributions, logisticLogOdds } from './logistic.ts'
import type { Matrix } from './matrix.ts'
import { explainTrees } from './shapley.ts'
import type { Trees } from './trees.ts'

/** Rows with interactions, ties and missing values, and labels that depend on them. */
function sample(rows: number, columns: number, seed: number): { data: Matrix; labels: Uint8Array } {
  const random = seededRandom(seed)
  const values = Float32Array.from({ length: rows * columns }, () => {
    const u = random()
    return u < 0.15 ? Number.NaN : u < 0.5 ? Math.floor(u * 10) : 10 * random()
  })
  const at = (row: number, column: number) => values[column * rows + row]! || 0
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const z = 0.4 * at(row, 0) - 0.3 * at(row, 1) + (at(row, 2) > 4 ? 0.5 * at(row, 3) : -1)
    return random() < 1 / (1 + Math.exp(-z)) ? 1 : 0
  })
  return { data: { rows, columns, values }, labels }
}

const boosting = { trees: 60, maxLeaves: 8, rate: 0.1, rows: 0.8, columns: 0.5, minWeight: 2, ridge: 1 }
const forest = { trees: 40, minLeaf: 5, maxLeaves: 64, columns: 0.5 }

/** Shapley values by their definition: over every coalition of columns, the others averaged by cover. */
function bruteForce(trees: Trees, data: Matrix, row: number): number[] {
  const value = (node: number, coalition: number): number => {
    if (trees.left[node]! < 0) return trees.value[node]!
    const [l, r] = [trees.left[node]!, trees.right[node]!]
    const column = trees.column[node]!
    if (coalition & (1 << column)) {
      const x = data.values[column * data.rows + row]!
      return value(x <= trees.threshold[node]! || (trees.missingLeft[node] && Number.isNaN(x)) ? l : r, coalition)
    }
    const [cl, cr] = [trees.cover[l]!, trees.cover[r]!]
    return (cl * value(l, coalition) + cr * value(r, coalition)) / (cl + cr)
  }
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const m = data.columns
  return Array.from({ length: m }, (_, j) => {
    let share = 0
    for (let coalition = 0; coalition < 1 << m; coalition++) {
      if (coalition & (1 << j)) continue
      const size = coalition.toString(2).replaceAll('0', '').length
      const weight = (factorial(size) * factorial(m - size - 1)) / factorial(m)
      for (const root of trees.roots) share += weight * (value(root, coalition | (1 << j)) - value(root, coalition))
    }
    return share
  })
}

describe('Shapley values of trees', () => {
  it('are those of the definition', () => {
    const { data, labels } = sample(400, 5, 1)
    const { trees } = fitBoosting(binColumns(data), labels, { ...boosting, trees: 6 }, 2)
    const { contributions } = explainTrees(trees)
    for (let row = 0; row < 10; row++) {
      const expected = bruteForce(trees, data, row)
      for (const [j, share] of contributions(data, row).entries()) expect(share).toBeCloseTo(expected[j]!, 12)
    }
  })

  it('add up to the prediction within 1e-9', () => {
    const { data, labels } = sample(1500, 20, 3)
    const boosted = fitBoosting(binColumns(data), labels, boosting, 4)
    const grown = fitForest(binColumns(data), labels, forest, 5)
    const [logOdds, probability] = [boostingLogOdds(boosted, data), forestProbabilities(grown, data)]
    const [ofBoosting, ofForest] = [explainTrees(boosted.trees), explainTrees(grown.trees)]
    const sum = (shares: Float64Array) => shares.reduce((total, share) => total + share, 0)
    for (let row = 0; row < 100; row++) {
      const boostingSum = boosted.base + ofBoosting.expected + sum(ofBoosting.contributions(data, row))
      expect(Math.abs(boostingSum - logOdds[row]!)).toBeLessThanOrEqual(1e-9)
      const forestSum = (ofForest.expected + sum(ofForest.contributions(data, row))) / grown.trees.roots.length
      expect(Math.abs(forestSum - probability[row]!)).toBeLessThanOrEqual(1e-9)
    }
  })

  it('of the linear model add up too', () => {
    const { data, labels } = sample(800, 6, 6)
    const model = fitLogistic(data, labels, 10)
    const logOdds = logisticLogOdds(model, data)
    for (let row = 0; row < 100; row++) {
      const sum = logisticContributions(model, data, row).reduce((total, share) => total + share, model.intercept)
      expect(Math.abs(sum - logOdds[row]!)).toBeLessThanOrEqual(1e-9)
    }
  })
})
